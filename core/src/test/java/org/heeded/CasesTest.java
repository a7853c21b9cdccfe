package org.heeded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.heeded.dossier.AdviceCase;
import org.heeded.dossier.Choice;
import org.heeded.dossier.Result;
import org.heeded.dossier.State;
import org.heeded.dossier.Waiting;
import org.heeded.model.ClientId;
import org.heeded.model.Decision;
import org.heeded.model.Directive;
import org.heeded.model.EngagementId;
import org.heeded.model.Forecast;
import org.heeded.model.Launched;
import org.heeded.model.Measurement;
import org.heeded.model.PartyId;
import org.heeded.model.Proposal;
import org.heeded.model.Role;
import org.heeded.model.Side;
import org.heeded.model.Verdict;
import org.heeded.testkit.RandomEvents;
import org.junit.jupiter.api.Test;

class CasesTest extends FacadeFixture {

    private static List<AdviceCase> pages(DecisionLog log, CaseQuery query, int limit) {
        List<AdviceCase> whole = new ArrayList<>();
        Optional<CasePage.Cursor> next = Optional.empty();
        do {
            CasePage page = log.cases(query, next, limit);
            assertThat(page.cases()).hasSizeLessThanOrEqualTo(limit);
            assertThat(page.next().isEmpty() || page.cases().size() == limit)
                    .as("only the last page is short")
                    .isTrue();
            whole.addAll(page.cases());
            next = page.next();
        } while (next.isPresent());
        return whole;
    }

    /** Queries and, for each, what a reader would say that they mean. */
    private static Map<CaseQuery, Predicate<AdviceCase>> queries(List<AdviceCase> all) {
        AdviceCase some = all.get(all.size() / 2);
        Instant middle = some.waitingSince().start(ZoneOffset.UTC);
        Map<CaseQuery, Predicate<AdviceCase>> queries = new LinkedHashMap<>();
        queries.put(CaseQuery.ALL, c -> true);
        queries.put(CaseQuery.ALL.engagement("e1"), c -> c.engagement().value().equals("e1"));
        queries.put(CaseQuery.ALL.engagement("nobody"), c -> false);
        queries.put(CaseQuery.ALL.channel("ppc"), c -> c.description().channel().equals(Optional.of("ppc")));
        queries.put(
                CaseQuery.ALL.tag("season", "spring"),
                c -> "spring".equals(c.description().tags().get("season")));
        queries.put(CaseQuery.ALL.state(State.ORDERED), c -> c.state() == State.ORDERED);
        queries.put(
                CaseQuery.ALL.state(State.DECIDED).result(Result.OPEN),
                c -> c.state() == State.DECIDED && c.result().equals(Optional.of(Result.OPEN)));
        queries.put(CaseQuery.ALL.result(Result.FAILURE), c -> c.result().equals(Optional.of(Result.FAILURE)));
        PartyId ana = new PartyId("ana");
        queries.put(
                CaseQuery.ALL.party(ana),
                c -> c.marketer().equals(Optional.of(ana))
                        || c.circumstances().by().equals(Optional.of(ana))
                        || c.choice().flatMap(Choice::by).equals(Optional.of(ana)));
        queries.put(CaseQuery.ALL.between(middle, Instant.parse("2027-01-01T00:00:00Z")), c -> {
            Instant at = c.waitingSince().start(ZoneOffset.UTC);
            return !at.isBefore(middle) && at.isBefore(Instant.parse("2027-01-01T00:00:00Z"));
        });
        queries.put(
                CaseQuery.ALL.between(Instant.EPOCH, middle),
                c -> c.waitingSince().start(ZoneOffset.UTC).isBefore(middle));
        return queries;
    }

    private static void fill(DecisionLog log, long seed) {
        RandomEvents random = new RandomEvents(seed);
        log.record(random.story(new EngagementId("e0"), 4));
        for (String engagement : List.of("e1", "e2", "e0", "e3")) {
            Engagement e = log.engagement(engagement);
            if (!engagement.equals("e0")) {
                log.record(random.story(e.id(), 2));
            }
            var advice = e.propose(
                    new PartyId("ana"),
                    Proposal.of("Landing page").channel("ppc").tag("season", "spring"));
            e.decide(advice, new PartyId("owner"), seed % 2 == 0 ? Decision.followed() : Decision.overridden("Mine"));
            e.measure(advice, Measurement.judged(Verdict.FAILURE));
            e.order(
                    new PartyId("owner"),
                    Directive.of("Newsletter").tag("season", "autumn").on(day("2026-06-01")));
            e.propose(new PartyId("ben"), Proposal.of("Fewer").channel("email").tag("season", "spring"));
            e.order(new PartyId("ana"), Directive.of("Mine").to(new PartyId("ben")));
        }
        log.record(random.story(new EngagementId("e4"), 3));
    }

    @Test
    void pagesOfEverySizeConcatenateToAllCasesThatTheQueryMeans() {
        for (long seed = 1; seed <= 3; seed++) {
            try (DecisionLog log = open(Kept.IN_MEMORY)) {
                fill(log, seed);
                List<AdviceCase> all = log.cases(CaseQuery.ALL, Optional.empty(), Integer.MAX_VALUE)
                        .cases();
                assertThat(all).hasSizeGreaterThan(20);
                int found = 0;
                for (var query : queries(all).entrySet()) {
                    List<AdviceCase> whole =
                            all.stream().filter(query.getValue()).toList();
                    found += whole.isEmpty() ? 0 : 1;
                    for (int limit = 1; limit <= whole.size() + 1; limit++) {
                        assertThat(pages(log, query.getKey(), limit))
                                .as(query.getKey() + " by " + limit)
                                .isEqualTo(whole);
                    }
                }
                assertThat(found).as("queries that find something").isGreaterThanOrEqualTo(9);
            }
        }
    }

    @Test
    void casesStandInOrderOfFirstUseThenInLogOrder() {
        try (DecisionLog log = open(Kept.IN_FILES)) {
            fill(log, 2);
            List<AdviceCase> all = pages(log, CaseQuery.ALL, 3);
            assertThat(all.stream().map(c -> c.engagement().value()).distinct())
                    .containsExactly("e0", "e1", "e2", "e3", "e4");
            assertThat(all).isEqualTo(pages(log, CaseQuery.ALL, 7));
            for (String engagement : List.of("e0", "e1", "e2", "e3", "e4")) {
                assertThat(all.stream()
                                .filter(c -> c.engagement().value().equals(engagement))
                                .map(AdviceCase::n))
                        .isSorted();
            }
        }
    }

    @Test
    void aCursorGoesOnBehindWhatIsRecordedMeanwhile() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            fill(log, 1);
            List<AdviceCase> all = pages(log, CaseQuery.ALL, Integer.MAX_VALUE);
            AdviceCase last = all.get(all.size() - 1);
            var behind = Optional.of(new CasePage.Cursor(last.engagement(), last.n()));
            assertThat(log.cases(CaseQuery.ALL, behind, 5)).isEqualTo(new CasePage(List.of(), Optional.empty()));

            log.engagement("e4").propose(new PartyId("ana"), Proposal.of("One more"));
            log.engagement("e5").propose(new PartyId("ana"), Proposal.of("Another"));

            assertThat(log.cases(CaseQuery.ALL, behind, 5).cases())
                    .extracting(c -> c.engagement().value())
                    .containsExactly("e4", "e5");
            assertThat(log.cases(CaseQuery.ALL, Optional.of(new CasePage.Cursor(new EngagementId("e5"), -1)), 5)
                            .cases())
                    .hasSize(1);
        }
    }

    @Test
    void aLimitBelowOneAndACursorFromElsewhereAreRefused() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> log.cases(CaseQuery.ALL, Optional.empty(), 0))
                    .withMessage("limit 0 is below 1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            log.cases(CaseQuery.ALL, Optional.of(new CasePage.Cursor(new EngagementId("e9"), 0)), 1))
                    .withMessageContaining("e9");
        }
    }

    private static void waits(DecisionLog log, String... lines) {
        assertThat(log.waiting()).extracting(Waiting::toString).containsExactly(lines);
    }

    @Test
    void waitingMovesWithTheClockFromAdviceToLaunchToOutcomeToNothing() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            Engagement acme = log.engagement("acme");
            PartyId ana = acme.marketer("ana", Role.HEAD);
            PartyId owner = acme.client("owner");
            var pages = acme.propose(
                    ana,
                    Proposal.of("Landing page")
                            .decideBy(day("2026-01-10"))
                            .forecast(Forecast.atLeast("leads", 120).by(day("2026-03-31"))));
            waits(log, "acme: Landing page waits for an answer (client, 0 days)");
            clock.set("2026-01-10T23:59:59Z");
            waits(log, "acme: Landing page waits for an answer (client, 5 days)");
            clock.set("2026-01-11T00:00:00Z");
            waits(log);

            acme.decide(pages, owner, Decision.followed());
            clock.set("2026-01-12T00:00:00Z");
            waits(log, "acme: Landing page waits to be launched (marketer, 1 day)");
            acme.launched(pages, Launched.ADVICE, day("2026-01-12"));
            waits(log);

            clock.set("2026-03-31T23:59:59Z");
            waits(log);
            clock.set("2026-04-01T00:00:00Z");
            waits(log, "acme: Landing page waits for its outcome (marketer, 1 day)");
            assertThat(log.waiting(Instant.parse("2026-03-31T12:00:00Z"))).isEmpty();
            assertThat(log.waiting(Instant.parse("2026-04-11T00:00:00Z")))
                    .extracting(Waiting::days)
                    .containsExactly(11L);
            acme.measure(pages, Measurement.of("leads", 130).on(day("2026-03-31")));
            waits(log);
        }
    }

    @Test
    void waitingStandsEngagementByEngagementAndOrdersWaitForTheirOutcomeOnly() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            log.engagement("b")
                    .order(new PartyId("owner"), Directive.of("Newsletter").due(day("2026-01-06")));
            log.engagement("a").of(new ClientId("x")).propose(new PartyId("ana"), Proposal.of("Fewer"));
            log.engagement("b").propose(new PartyId("ana"), Proposal.of("None"));
            clock.move(Duration.ofDays(2));

            assertThat(log.waiting())
                    .extracting(w -> w.engagement() + " " + w.kind() + " " + w.side())
                    .containsExactly(
                            "b ADVICE " + Side.CLIENT, "b OUTCOME " + Side.MARKETER, "a ADVICE " + Side.CLIENT);
        }
    }
}
