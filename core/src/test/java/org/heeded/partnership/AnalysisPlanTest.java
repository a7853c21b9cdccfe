package org.heeded.partnership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.ZoneId;
import org.heeded.dossier.Basis;
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
                "{\"horizonDays\":0.5} | whole number of days",
                "{\"horizonDays\":-3} | horizonDays -3",
                "{\"riskRatioInterval\":\"KATS\"} | KATZ",
                "{\"zone\":\"Mars\"} | time zone",
                "{\"mixed\":null} | needs a number or a word",
                "{\"level\":0.9} x | not JSON",
                "{\"level\" | not JSON"
            })
    void refusesWhatIsNoPlanAndSaysWhere(String json, String said) {
        assertThatThrownBy(() -> AnalysisPlan.parse(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said);
    }
}
