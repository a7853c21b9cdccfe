package org.heeded.partnership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.heeded.dossier.Basis;
import org.heeded.model.Money;
import org.heeded.model.Strength;
import org.heeded.stats.RiskRatio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnalysisPlanTest {

    @Test
    void whatAPlanDoesNotNameHasItsDefault() {
        assertThat(AnalysisPlan.parse("{}")).isEqualTo(AnalysisPlan.DEFAULT);
    }

    @Test
    void readsEveryName() {
        AnalysisPlan plan = AnalysisPlan.parse("""
                {"level":0.9,"horizonDays":90,"basis":"as-launched","zone":"Europe/Berlin","nearMiss":0.05,
                 "mixed":"FAILURE","rateInterval":"CLOPPER_PEARSON","riskDifferenceInterval":"NEWCOMBE",
                 "riskRatioInterval":"KATZ","oddsRatioInterval":"WOOLF"}""");
        assertThat(plan.level()).isEqualTo(0.9);
        assertThat(plan.horizonDays()).contains(90);
        assertThat(plan.basis()).isEqualTo(Basis.AS_LAUNCHED);
        assertThat(plan.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(plan.nearMiss()).isEqualTo(new BigDecimal("0.05"));
        assertThat(plan.mixed()).isEqualTo(MixedPolicy.FAILURE);
        assertThat(plan.riskRatioInterval()).isEqualTo(RiskRatio.KATZ);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | JSON object",
                "{\"levl\":0.9} | no \"levl\"",
                "{\"level\":0.9,\"level\":0.8} | twice",
                "{\"level\":1.5} | not in (0, 1)",
                "{\"level\":1e-999999999} | not a number",
                "{\"horizonDays\":0.5} | whole number",
                "{\"horizonDays\":-3} | horizonDays -3",
                "{\"riskRatioInterval\":\"KATS\"} | KATZ",
                "{\"zone\":\"Mars\"} | time zone",
                "{\"mixed\":null} | needs a number or a word",
                "{\"remit\":[{\"role\":\"HEAD\",\"money\":true}]} | no \"money\"",
                "{\"remit\":[{}]} | role",
                "{\"remit\":{}} | needs a list",
                "{\"floors\":{\"cases\":0}} | floor \"cases\" 0",
                "{\"floors\":{\"case\":3}} | no \"case\"",
                "{\"floors\":[]} | needs an object",
                "{\"forecastBands\":[0.7,0.5]} | do not rise",
                "{\"forecastBands\":[1.5]} | not in (0, 1)",
                "{\"signalWeights\":{\"HEED\":0}} | above 0",
                "{\"signalWeights\":{\"HEED\":1,\"HEED\":2}} | twice",
                "{\"channelStrengths\":{\"seo\":[\"MAGIC\"]}} | TECHNICAL",
                "{\"relativeValue\":\"yes\"} | true or false",
                "{\"stakeBands\":{\"EUR\":[[[1]]]}} | needs a number",
                "{\"level\":0.9} x | not JSON",
                "{\"level\" | not JSON"
            })
    void refusesWhatIsNoPlanAndSaysWhere(String json, String said) {
        assertThatThrownBy(() -> AnalysisPlan.parse(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said);
    }

    @Test
    void readsTheBandsTablesAndFloors() {
        AnalysisPlan plan = AnalysisPlan.parse("""
                {"forecastBands":[0.4],"strata":["channel","tag:season"],"stakeBands":{"EUR":[500,5000]},
                 "remit":[{"role":"HEAD","scope":"STRATEGIC"},{"role":"planner","homeChannel":true,"budget":true}],
                 "channelStrengths":{"SEO":["TECHNICAL"]},"goalWeights":{"3":5.5},"peers":"LOG",
                 "signalWeights":{"HEED":2,"VOICE":1},"floors":{"cases":7,"shifts":30},"relativeValue":true}""");
        assertThat(plan.forecastBand(new BigDecimal("0.4"))).isEqualTo("≤ 0.4");
        assertThat(plan.stakeBand(Money.of(499, "EUR"))).isEqualTo("EUR < 500");
        assertThat(plan.stakeBand(Money.of(5000, "EUR"))).isEqualTo("EUR 500–5000");
        assertThat(plan.stakeBand(Money.of(5001, "EUR"))).isEqualTo("EUR > 5000");
        assertThat(plan.stakeBand(Money.of(20_000, "USD"))).isEqualTo("USD 10000–100000");
        assertThat(plan.strata()).containsExactly("channel", "tag:season");
        assertThat(plan.remit()).hasSize(2);
        assertThat(plan.channelStrengths()).isEqualTo(Map.of("seo", List.of(Strength.TECHNICAL)));
        assertThat(plan.goalWeights()).isEqualTo(Map.of(3, new BigDecimal("5.5")));
        assertThat(plan.floors()).isEqualTo(new Floors(7, 3, 10, 8, 5, 30, 3, 5));
        assertThat(plan.relativeValue()).isTrue();
        assertThat(plan.peers()).isEqualTo(AnalysisPlan.Peers.LOG);
    }

    @Test
    void theDefaultBandsAreThoseOfTheMethods() {
        AnalysisPlan plan = AnalysisPlan.DEFAULT;
        assertThat(plan.forecastBand(new BigDecimal("0.49"))).isEqualTo("< 0.5");
        assertThat(plan.forecastBand(new BigDecimal("0.5"))).isEqualTo("0.5–0.7");
        assertThat(plan.forecastBand(new BigDecimal("0.7"))).isEqualTo("0.5–0.7");
        assertThat(plan.forecastBand(new BigDecimal("0.71"))).isEqualTo("> 0.7");
    }
}
