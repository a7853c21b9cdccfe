package org.heeded.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.heeded.model.Decision;
import org.heeded.model.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvMappingTest {

    @Test
    void mapsAreReadFromText() {
        CsvMapping mapping = CsvMapping.NONE
                .columns("id=case_id, client = Client ID ,")
                .columns("proposedAt=Date")
                .values("decision:Rejected=DECLINED,decision:Not now=DEFERRED, outcome:n/a=");
        assertThat(mapping.columns()).isEqualTo(Map.of("id", "case_id", "client", "Client ID", "proposed_at", "Date"));
        assertThat(mapping.values())
                .isEqualTo(Map.of(
                        "decision",
                        Map.of("rejected", "DECLINED", "notnow", "DEFERRED"),
                        "outcome",
                        Map.of("n/a", "")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
                    case_id > is not like id=case_id
                    =case_id > is not like id=case_id
                    id= > needs one header of the file
                    case=id > "case" is none of our columns: id, engagement, client
                    id=a,ID=b > is mapped twice
                    """)
    void aBadColumnMapIsRefused(String map, String reason) {
        assertThatThrownBy(() -> CsvMapping.NONE.columns(map))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
                    Rejected=DECLINED > is not like decision:Rejected=DECLINED
                    decision:Rejected > is not like decision:Rejected=DECLINED
                    decision:=DECLINED > is not like decision:Rejected=DECLINED
                    choice:Rejected=DECLINED > "choice" is none of our columns
                    decision:No=DECLINED,decision:no=DEFERRED > is translated twice
                    """)
    void aBadValueMapIsRefused(String map, String reason) {
        assertThatThrownBy(() -> CsvMapping.NONE.values(map))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void otherBadOptionsAreRefused() {
        assertThatThrownBy(() -> CsvMapping.NONE.withCharset("UTF-9")).hasMessageContaining("\"UTF-9\" is not known");
        assertThatThrownBy(() -> CsvMapping.NONE.withCharset("no such")).hasMessageContaining("is not known");
        assertThatThrownBy(() -> CsvMapping.NONE.withCurrency("EURO")).hasMessageContaining("no ISO 4217 code");
        assertThatThrownBy(() -> CsvMapping.NONE.withDelimiter('"')).hasMessageContaining("delimiter");
    }

    @Test
    void theValueMapTranslatesCellsInAnyCase() {
        CsvMapping mapping = CsvMapping.NONE.values("decision:Rejected=DECLINED,decision:-=,channel:Google Ads=ppc");
        CsvImport read = Csv.read("client,id,decision,channel\na,1,REJECTED,google-ads\na,2,-,other\n", mapping);
        assertThat(Csv.only(Event.DecisionMade.class, read).decision().kind()).isEqualTo(Decision.Kind.DECLINED);
        assertThat(Csv.events(read).stream()
                        .filter(Event.ProposalMade.class::isInstance)
                        .map(e ->
                                ((Event.ProposalMade) e).advice().description().channel()))
                .containsExactly(Optional.of("ppc"), Optional.of("other"));
    }

    @Test
    void aMappedColumnGivesUpItsOwnName() {
        CsvImport read = Csv.read("client,title,channel\nacme,T,7\n", CsvMapping.NONE.columns("id=channel"));
        Event.ProposalMade made = Csv.only(Event.ProposalMade.class, read);
        assertThat(made.proposal().value()).isEqualTo("7");
        assertThat(made.advice().description().channel()).isEmpty();
    }

    @Test
    void oneHeaderMayServeTwoColumns() {
        CsvImport read = Csv.read("who,title\nacme,T\n", CsvMapping.NONE.columns("client=who,channel=who"));
        assertThat(Csv.only(Event.ProposalMade.class, read)
                        .advice()
                        .description()
                        .channel())
                .contains("acme");
        assertThat(read.ignoredColumns()).isEmpty();
    }
}
