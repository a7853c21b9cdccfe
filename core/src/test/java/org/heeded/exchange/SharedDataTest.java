package org.heeded.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.heeded.model.Decision;
import org.heeded.model.Event;
import org.heeded.model.Measurement;
import org.heeded.model.Verdict;
import org.junit.jupiter.api.Test;

/** Files that nobody on this project wrote. */
class SharedDataTest {

    private static final CsvMapping MAPPING =
            CsvMapping.NONE.columns("id=case_id,marketer=adviser_id,client=client_id,channel=category");

    private static CsvImport read(String set) {
        Path file = Path.of("..", "..", "shared", "data", set, "decisions.csv");
        assumeTrue(Files.exists(file), "the shared data are not here, so " + set + " was not read");
        return CsvImport.read(file, MAPPING);
    }

    private static Map<String, Long> byType(CsvImport read) {
        return read.drafts().stream()
                .collect(Collectors.groupingBy(d -> d.event().type(), Collectors.counting()));
    }

    @Test
    void adviceOnHistoryQuestionsGivesTheTableOfItsReference() {
        CsvImport read = read("esm_datequiz");
        assertThat(read.rowCount()).isEqualTo(8411);
        assertThat(byType(read))
                .isEqualTo(Map.of(
                        Event.ProposalMade.TYPE,
                        8411L,
                        Event.DecisionMade.TYPE,
                        8411L,
                        Event.OutcomeMeasured.TYPE,
                        8411L));
        Map<String, Long> table = read.rows().stream()
                .map(row -> ((Event.DecisionMade) row.drafts().get(1).event())
                                .decision()
                                .kind()
                        + " "
                        + ((Event.OutcomeMeasured) row.drafts().get(2).event())
                                .measurement()
                                .verdict()
                                .orElseThrow())
                .collect(Collectors.groupingBy(cell -> cell, Collectors.counting()));
        assertThat(table)
                .isEqualTo(Map.of(
                        Decision.Kind.OVERRIDDEN + " " + Verdict.FAILURE, 924L,
                        Decision.Kind.OVERRIDDEN + " " + Verdict.SUCCESS, 751L,
                        Decision.Kind.FOLLOWED + " " + Verdict.FAILURE, 1765L,
                        Decision.Kind.FOLLOWED + " " + Verdict.SUCCESS, 4971L));
        assertThat(read.drafts().stream().map(d -> d.engagement()).distinct()).hasSize(214);
        assertThat(read.drafts().stream().map(d -> d.id()).distinct()).hasSize(3 * 8411);
        assertThat(read.assumptions())
                .contains("read as UTF-8", "cells separated by commas")
                .anyMatch(said -> said.startsWith("outcome_at is blank in 4964 rows"));
        assertThat(read.ignoredColumns()).contains("advice", "study_version").doesNotContain("case_id");
        assertThat(read.problems()).isEmpty();
        assertThat(CsvImport.read(Path.of("..", "..", "shared", "data", "esm_datequiz", "decisions.csv"), MAPPING))
                .isEqualTo(read);
    }

    @Test
    void headlineTestsHaveDecisionsAndNoOutcomes() {
        CsvImport read = read("upworthy_editors");
        assertThat(byType(read)).isEqualTo(Map.of(Event.ProposalMade.TYPE, 1150L, Event.DecisionMade.TYPE, 1150L));
        assertThat(read.drafts().stream()
                        .map(d -> d.event())
                        .filter(e -> e instanceof Event.DecisionMade made
                                && made.decision().kind() == Decision.Kind.OVERRIDDEN))
                .hasSize(281);
        assertThat(read.drafts()).noneMatch(d -> d.event() instanceof Event.OutcomeMeasured);
        assertThat(read.assumptions()).anyMatch(said -> said.startsWith("decided_at is blank in 1150 rows"));
    }

    @Test
    void judgementsOfTheSharedDataNameNoJudge() {
        assertThat(read("esm_datequiz").drafts().stream()
                        .map(d -> d.event())
                        .filter(Event.OutcomeMeasured.class::isInstance)
                        .map(e -> ((Event.OutcomeMeasured) e).measurement()))
                .extracting(Measurement::judgedBy)
                .allMatch(judge -> judge.isEmpty());
    }
}
