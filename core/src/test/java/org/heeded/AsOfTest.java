package org.heeded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.heeded.dossier.State;
import org.heeded.log.Recorded;
import org.heeded.model.ClientId;
import org.heeded.model.Decision;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Event;
import org.heeded.model.PartyId;
import org.heeded.model.Position;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.RejectedException;
import org.heeded.testkit.RandomEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Yesterday's report can be had today. */
class AsOfTest extends FacadeFixture {

    /** Corrects every second decision, takes every second outcome back, answers late, and opens new engagements. */
    private int amend(DecisionLog log, RandomEvents random) {
        int amended = 0;
        int turn = 0;
        for (Recorded recorded : all(log)) {
            Engagement engagement = log.engagement(recorded.entry().engagement().value());
            Event event = recorded.entry().event();
            if (!(event instanceof Event.DecisionMade || event instanceof Event.OutcomeMeasured) || turn++ % 2 == 0) {
                continue;
            }
            if (event instanceof Event.DecisionMade made) {
                Decision.Kind kind = made.decision().kind() == Decision.Kind.DECLINED
                        ? Decision.Kind.FOLLOWED
                        : Decision.Kind.DECLINED;
                engagement.correct(
                        recorded.entry().id(),
                        e -> new Event.DecisionMade(
                                made.proposal(), Decision.of(kind).with(made.circumstances())),
                        "a slip");
            } else {
                engagement.retract(recorded.entry().id(), "measured something else");
            }
            amended++;
        }
        log.engagement("a").propose(new PartyId("ana"), Proposal.of("One more"));
        log.record(random.story(new EngagementId("new-" + log.end()), 3));
        log.engagement("b").of(new ClientId("another"));
        return amended;
    }

    @ParameterizedTest
    @EnumSource
    void positionAndTimeGiveYesterdaysReportExactly(Kept kept) {
        for (int seed = 0; seed < 4; seed++) {
            RandomEvents random = new RandomEvents(seed);
            clock.set("2026-01-05T09:00:00Z");
            try (DecisionLog log = kept == Kept.IN_MEMORY
                    ? DecisionLog.inMemory(options)
                    : DecisionLog.open(temp.resolve("log" + seed), options)) {
                log.record(random.story(new EngagementId("a"), 8));
                log.record(random.story(new EngagementId("b"), 5));
                clock.move(Duration.ofHours(1));
                log.engagement("b").propose(new PartyId("ana"), Proposal.of("Landing page"));

                Instant then = clock.instant();
                Position end = log.end();
                ReportRequest small = ReportRequest.DEFAULT.engagement(new EngagementId("b"));
                String whole = json(log.report());
                String one = json(log.report(small));

                clock.move(Duration.ofDays(1));
                assertThat(amend(log, random)).as("seed " + seed).isGreaterThan(3);
                clock.move(Duration.ofDays(400));

                assertThat(json(log.report()))
                        .as("the log says something else now")
                        .isNotEqualTo(whole);
                assertThat(log.asOf(then)).isEqualTo(end);
                assertThat(json(log.report(ReportRequest.DEFAULT.position(end))))
                        .as("by position, told as of its last entry")
                        .isEqualTo(whole);
                assertThat(json(log.report(
                                ReportRequest.DEFAULT.position(log.asOf(then)).cut(then))))
                        .as("by time")
                        .isEqualTo(whole);
                assertThat(json(log.report(small.position(end).cut(then)))).isEqualTo(one);
            }
        }
    }

    @Test
    void timesBeforeBetweenAndAfterEntriesAreTheirPrefixes() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            List<Instant> times = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                log.engagement("acme").propose(new PartyId("ana"), Proposal.of("Advice " + i));
                times.add(clock.instant());
                clock.move(Duration.ofDays(1));
            }
            assertThat(log.asOf(times.get(0).minusNanos(1000))).isEqualTo(Position.START);
            assertThat(log.asOf(times.get(1))).isEqualTo(new Position(2));
            assertThat(log.asOf(times.get(2).minusSeconds(1))).isEqualTo(new Position(2));
            assertThat(log.asOf(Instant.MAX)).isEqualTo(log.end());
        }
    }

    @Test
    void aCutInTheFutureLeavesNoEntryOutAndTellsWhatWillHaveLapsed() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            log.engagement("acme")
                    .propose(new PartyId("ana"), Proposal.of("Landing page").decideBy(day("2026-01-20")));

            var now = log.report().figures().flow().proposals();
            var later = log.report(ReportRequest.DEFAULT.cut(Instant.parse("2026-01-21T00:00:00Z")));
            assertThat(now.pending()).isOne();
            assertThat(later.figures().flow().proposals().lapsed()).isOne();
            assertThat(later.figures().asOf().position()).isEqualTo(log.end());
            assertThat(log.cases(CaseQuery.ALL.state(State.PENDING), Optional.empty(), 1)
                            .cases())
                    .hasSize(1);
        }
    }

    @Test
    void aPositionBehindTheEndIsTheWholeLogAndSaysSo() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            log.engagement("acme").propose(new PartyId("ana"), Proposal.of("Landing page"));

            Report report = log.report(ReportRequest.DEFAULT.position(new Position(99)));

            assertThat(report.figures().asOf().position()).isEqualTo(new Position(1));
            assertThat(report.figures().flow().proposals().entered()).isOne();
            assertThat(json(log.report(ReportRequest.DEFAULT.position(Position.START))))
                    .contains("\"entered\":0");
        }
    }

    @Test
    void anEngagementThatNobodyUsedIsNotCounted() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            log.engagement("acme").propose(new PartyId("ana"), Proposal.of("Landing page"));
            assertThat(log.report(ReportRequest.DEFAULT.engagement(new EngagementId("other")))
                            .figures()
                            .scope()
                            .engagements())
                    .isZero();
        }
    }

    @Test
    void aRefusedGroupLeavesTheReportAsItWas() {
        try (DecisionLog log = open(Kept.IN_FILES)) {
            RandomEvents random = new RandomEvents(7);
            log.record(random.story(new EngagementId("a"), 3));
            String before = json(log.report());
            List<Draft> group = new ArrayList<>(random.story(new EngagementId("b"), 2));
            group.add(Draft.of(
                    new EngagementId("b"), new Event.DecisionMade(new ProposalId("nowhere"), Decision.followed())));

            assertThatThrownBy(() -> log.record(group)).isInstanceOf(RejectedException.class);
            assertThat(json(log.report())).isEqualTo(before);
        }
    }
}
