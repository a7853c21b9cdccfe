package org.heeded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.heeded.dossier.AdviceCase;
import org.heeded.exchange.CsvImport;
import org.heeded.exchange.CsvMapping;
import org.heeded.log.Recorded;
import org.heeded.model.ClientId;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Event;
import org.heeded.model.ImportException;
import org.heeded.model.Party;
import org.heeded.model.PartyId;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.testkit.RandomEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImportTest extends FacadeFixture {

    private static final String[] FILE = {
        "id,client,marketer,marketer_role,proposed_at,title,channel,goal,decision,decided_at,outcome,outcome_at",
        "1,acme,ana,specialist,2026-01-02,Landing page,ppc,growth,OVERRIDDEN,2026-01-03,FAILURE,2026-01-04",
        "2,acme,ana,specialist,2026-01-02,Fewer newsletters,email,growth,FOLLOWED,2026-01-03,SUCCESS,2026-01-04",
        "3,zebra,ben,head,2026-01-02,New logo,brand,,DECLINED,2026-01-03,,",
    };

    private static final CsvMapping GOOD_ROWS = CsvMapping.NONE.withGoodRowsOnly();

    private static List<AdviceCase> cases(DecisionLog log) {
        return log.cases(CaseQuery.ALL, Optional.empty(), 100).cases();
    }

    private static List<String> ids(DecisionLog log) {
        return cases(log).stream().map(c -> c.id().value()).toList();
    }

    private static ImportException refusal(DecisionLog log, CsvMapping mapping, String... lines) {
        return catchThrowableOfType(ImportException.class, () -> log.importCsv(csv(lines), mapping));
    }

    @ParameterizedTest
    @EnumSource
    void importingAgainAddsNothingAndSaysSo(Kept kept) {
        try (DecisionLog log = open(kept)) {
            ImportSummary first = log.importCsv(csv(FILE), CsvMapping.NONE);
            assertThat(first.rows()).isEqualTo(3);
            assertThat(first.added()).isEqualTo(log.end().value()).isEqualTo(11);
            assertThat(first.alreadyThere()).isZero();
            assertThat(first.problems()).isEmpty();
            String report = json(log.report());

            ImportSummary again = log.importCsv(csv(FILE), CsvMapping.NONE);

            assertThat(again.added()).isZero();
            assertThat(again.alreadyThere()).isEqualTo(first.added());
            assertThat(log.end().value()).isEqualTo(first.added());
            assertThat(json(log.report())).isEqualTo(report);
        }
    }

    @Test
    void rowsAtTheEndAreAddedToWhatIsThere() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            log.importCsv(csv(FILE[0], FILE[1]), CsvMapping.NONE);
            long before = log.end().value();
            ImportSummary more = log.importCsv(csv(FILE), CsvMapping.NONE);
            assertThat(more.alreadyThere()).isEqualTo(before);
            assertThat(more.added()).isEqualTo(log.end().value() - before);
            assertThat(ids(log)).containsExactly("1", "2", "3");
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneRowThatTheRulesRefuseKeepsTheWholeFileOut(Kept kept) {
        try (DecisionLog log = open(kept)) {
            log.engagement("acme")
                    .propose(new ProposalId("2"), new PartyId("ana"), Proposal.of("Something else entirely"));
            String before = json(log.report());

            ImportException refused = refusal(log, CsvMapping.NONE, FILE);

            assertThat(refused).hasMessage("input: 1 of 3 rows cannot be recorded; nothing was");
            assertThat(refused.problems())
                    .singleElement()
                    .satisfies(p -> assertThat(p.line()).isEqualTo(3))
                    .satisfies(p -> assertThat(p.column()).isEqualTo("proposal"))
                    .satisfies(p -> assertThat(p.toString()).doesNotContain("Something", "Fewer"));
            assertThat(log.end().value()).isOne();
            assertThat(json(log.report())).isEqualTo(before);
        }
    }

    @Test
    void goodRowsOnlyRecordsTheRestAndListsTheProblems() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            log.engagement("acme").propose(new ProposalId("2"), new PartyId("ana"), Proposal.of("Something else"));

            ImportSummary summary = log.importCsv(csv(FILE), GOOD_ROWS);

            assertThat(summary.problems()).extracting(p -> p.line()).containsExactly(3L);
            assertThat(summary.rows()).isEqualTo(3);
            assertThat(ids(log)).containsExactly("2", "1", "3");
            assertThat(cases(log).get(0).choice())
                    .as("nothing of the refused row")
                    .isEmpty();
            assertThat(log.importCsv(csv(FILE), GOOD_ROWS).added()).isZero();
        }
    }

    @Test
    void problemsOfTheFileAndOfTheRulesStandTogetherInTheOrderOfTheFile() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            log.engagement("zebra").propose(new ProposalId("3"), new PartyId("ben"), Proposal.of("Something else"));
            String[] file = {FILE[0], FILE[3], FILE[1].replace("OVERRIDDEN", "PERHAPS"), FILE[2]};
            assertThat(log.importCsv(csv(file), GOOD_ROWS).problems())
                    .extracting(p -> p.line())
                    .containsExactly(2L, 3L);
            assertThat(ids(log)).containsExactly("3", "2");
        }
    }

    @Test
    void twoRowsInConflictKeepTheFileOutOrTheSecondOfThem() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            String[] file = {FILE[0], FILE[1], FILE[2].replaceFirst("2", "1"), FILE[3]};

            assertThat(refusal(log, CsvMapping.NONE, file).problems())
                    .singleElement()
                    .satisfies(p -> assertThat(p.line()).isEqualTo(3))
                    .satisfies(p -> assertThat(p.column()).isEqualTo("id"));
            assertThat(log.end().value()).isZero();

            log.importCsv(csv(file), GOOD_ROWS);
            assertThat(ids(log)).containsExactly("1", "3");
        }
    }

    @Test
    void whatARefusedRowWasTheFirstToSayStillHoldsForTheRowsBehindIt() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            log.engagement("web").propose(new ProposalId("1"), new PartyId("ana"), Proposal.of("Something else"));
            String[] file = {
                "id,engagement,client,marketer,marketer_role,title,goal",
                "1,web,acme,ana,specialist,Landing page,growth",
                "2,web,acme,ana,specialist,Fewer newsletters,growth",
            };

            log.importCsv(csv(file), GOOD_ROWS);

            assertThat(cases(log)).extracting(AdviceCase::client).containsOnly(new ClientId("acme"));
            assertThat(events(log, "web"))
                    .extracting(Event::type)
                    .containsExactly("proposal-made", "engagement-opened", "party-joined", "goal-set", "proposal-made");
        }
    }

    @Test
    void whatOnlyRefusedRowsSayIsNotRecorded() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            log.engagement("web").propose(new ProposalId("1"), new PartyId("ana"), Proposal.of("Something else"));

            log.importCsv(
                    csv("id,engagement,client,title,goal", "1,web,acme,Landing page,growth", "2,shop,acme,Logo,"),
                    GOOD_ROWS);

            assertThat(events(log, "web")).hasSize(1);
            assertThat(events(log, "shop")).hasSize(2);
        }
    }

    @Test
    void noRowGoesIntoAnEngagementOfAnotherClient() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            log.engagement("web").of(new ClientId("acme"));
            String[] file = {
                "id,engagement,client,title",
                "1,web,other,Landing page",
                "2,shop,other,Logo",
                "3,web,other,Fewer newsletters",
            };
            assertThat(refusal(log, CsvMapping.NONE, file).problems())
                    .extracting(p -> p.line() + " " + p.column())
                    .containsExactly("2 client", "4 client");

            log.importCsv(csv(file), GOOD_ROWS);

            assertThat(ids(log)).containsExactly("2");
        }
    }

    @Test
    void aRefusedGoalOrPartyIsNotWrittenWithTheNextRow() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            log.engagement("else").client("ana");
            log.importCsv(
                    csv(
                            "id,client,marketer,marketer_role,title",
                            "1,acme,ana,head,Landing page",
                            "2,acme,ben,head,Logo"),
                    GOOD_ROWS);
            assertThat(ids(log)).containsExactly("2");
            assertThat(events(log, "acme")).extracting(Event::type).containsExactly("party-joined", "proposal-made");
        }
    }

    @Test
    void aFileLogOpenedAgainAfterTheImportGivesTheSameReport() throws IOException {
        Path file = Files.writeString(temp.resolve("decisions.csv"), String.join("\r\n", FILE));
        String before;
        try (DecisionLog log = open(Kept.IN_FILES)) {
            log.importCsv(file, CsvMapping.NONE);
            before = json(log.report());
        }
        try (DecisionLog log = open(Kept.IN_FILES)) {
            assertThat(json(log.report())).isEqualTo(before);
            assertThat(log.importCsv(file, CsvMapping.NONE).added()).isZero();
        }
    }

    @Test
    void bothKindsOfLogKeepTheSameBytesForTheSameDrafts() {
        List<Draft> drafts =
                new ArrayList<>(CsvImport.read(csv(FILE), CsvMapping.NONE).drafts());
        RandomEvents random = new RandomEvents(11);
        drafts.addAll(random.story(new EngagementId("a"), 6));
        drafts.addAll(random.story(new EngagementId("acme"), 4));
        try (DecisionLog memory = open(Kept.IN_MEMORY);
                DecisionLog files = open(Kept.IN_FILES)) {
            for (int i = 0; i < drafts.size(); i += 7) {
                List<Draft> group = drafts.subList(i, Math.min(drafts.size(), i + 7));
                assertThat(memory.record(group)).isEqualTo(files.record(group));
            }
            assertThat(all(files)).hasSize(drafts.size());
            assertThat(all(files))
                    .extracting(Recorded::json)
                    .isEqualTo(all(memory).stream().map(Recorded::json).toList());
            assertThat(json(files.report())).isEqualTo(json(memory.report()));
        }
    }

    private static final String[] NAMES = {
        "id,client,marketer,proposed_at,title",
        "1,acme,Ana Lima,2026-01-02,Landing page",
        "2,acme,Ben Ode,2026-01-02,Logo",
        "3,zebra,Ana Lima,2026-01-02,Fewer newsletters",
    };

    @ParameterizedTest
    @EnumSource
    void marketersByNameAreFoundAgainInAReorderedFileAndInAnother(Kept kept) {
        CsvMapping byName = CsvMapping.NONE.withMarketerNames(name -> Optional.empty());
        try (DecisionLog log = open(kept)) {
            log.importCsv(csv(NAMES), byName);
            long end = log.end().value();

            assertThat(log.importCsv(csv(NAMES[0], NAMES[3], NAMES[2], NAMES[1]), byName)
                            .added())
                    .isZero();
            assertThat(log.end().value()).isEqualTo(end);
            log.importCsv(csv(NAMES[0], "9,acme,Ana Lima,2026-02-02,One more"), byName);

            assertThat(cases(log).stream()
                            .filter(c -> !c.id().value().equals("2"))
                            .map(c -> c.marketer().orElseThrow().value())
                            .distinct())
                    .hasSize(1)
                    .allMatch(id -> !id.contains("Ana"));
            assertThat(all(log)).noneMatch(r -> r.json().contains("Ana Lima"));
        }
    }

    @Test
    void theCallersOwnLookupGoesBeforeTheLog() {
        CsvMapping byName = CsvMapping.NONE.withMarketerNames(name -> Optional.empty());
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            log.importCsv(csv(NAMES), byName);
            var hers = Party.marketer("ana");
            log.importCsv(
                    csv(NAMES[0], "9,acme,Ana Lima,2026-02-02,One more"),
                    CsvMapping.NONE.withMarketerNames(name -> Optional.of(hers)));
            assertThat(cases(log).stream()
                            .filter(c -> c.id().value().equals("9"))
                            .map(c -> c.marketer().orElseThrow().value()))
                    .containsExactly("ana");
        }
    }

    @Test
    void aBadFileIsRefusedBeforeAnythingIsAsked() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            assertThatThrownBy(() -> log.importCsv(temp.resolve("none.csv"), CsvMapping.NONE))
                    .isInstanceOf(ImportException.class)
                    .hasMessageContaining("none.csv");
            assertThat(refusal(log, CsvMapping.NONE, FILE[0], FILE[1].replace("2026-01-03", "soon"))
                            .problems())
                    .extracting(p -> p.line() + " " + p.column())
                    .containsExactly("2 decided_at");
            assertThat(log.end().value()).isZero();
        }
    }
}
