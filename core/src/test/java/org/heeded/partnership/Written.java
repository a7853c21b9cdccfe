package org.heeded.partnership;

import static org.heeded.dossier.Entries.day;
import static org.heeded.dossier.Entries.start;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.UUID;
import org.heeded.dossier.Dossier;
import org.heeded.model.Circumstances;
import org.heeded.model.ClientId;
import org.heeded.model.Decision;
import org.heeded.model.Directive;
import org.heeded.model.DirectiveId;
import org.heeded.model.EngagementId;
import org.heeded.model.Entry;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.Forecast;
import org.heeded.model.GoalId;
import org.heeded.model.InitiativeId;
import org.heeded.model.Measurement;
import org.heeded.model.Money;
import org.heeded.model.Party;
import org.heeded.model.PartyId;
import org.heeded.model.Position;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.Rationale;
import org.heeded.model.Role;
import org.heeded.model.Scope;
import org.heeded.model.Text;
import org.heeded.model.Verdict;
import org.heeded.model.WorkId;

/** An engagement written down for tests of what spans engagements; days are days of 2026, and may lie outside. */
final class Written {

    static final Instant CUT = start(1000);

    private final EngagementId engagement;
    private final List<Entry> entries = new ArrayList<>();
    private int made;

    Written(String engagement, String client) {
        this.engagement = new EngagementId(engagement);
        add(new Event.EngagementOpened(Optional.of(new ClientId(client)), Optional.empty(), Circumstances.NONE)
                .on(day(-2000)));
    }

    /** Recorded when it occurred. */
    Written add(Event event) {
        return add(event, event.circumstances().occurredAt().orElseThrow().start(ZoneOffset.UTC));
    }

    Written add(Event event, Instant recordedAt) {
        EntryId id = new EntryId(new UUID(engagement.value().hashCode(), entries.size()));
        entries.add(new Entry(id, engagement, entries.size(), recordedAt, event, Collections.emptySortedMap()));
        return this;
    }

    /** Advice proposed and decided on a day; its id is p and how many there were before. */
    ProposalId decided(int day, Decision.Kind kind, Proposal advice) {
        ProposalId id = new ProposalId("p" + made++);
        add(new Event.ProposalMade(id, advice.on(day(day))));
        add(new Event.DecisionMade(id, Decision.of(kind).on(day(day))));
        return id;
    }

    ProposalId decided(int day, Decision.Kind kind, String marketer) {
        return decided(day, kind, Proposal.of("Advice").by(new PartyId(marketer)));
    }

    /** With an outcome some days later. */
    Written outcome(int day, Decision.Kind kind, String marketer, int after, Verdict verdict) {
        return judged(decided(day, kind, marketer), day + after, verdict);
    }

    Written ordered(int day, Scope scope) {
        return add(new Event.DirectiveGiven(
                new DirectiveId("d" + made++),
                Directive.of("Order").scope(scope).on(day(day))));
    }

    Written judged(WorkId work, int day, Verdict verdict) {
        return measured(work, day, Measurement.judged(verdict));
    }

    Written measured(WorkId work, int day, Measurement measurement) {
        return add(new Event.OutcomeMeasured(work, measurement.on(day(day))));
    }

    Written joined(int day, Party party) {
        return add(new Event.PartyJoined(party.on(day(day))));
    }

    Written left(int day, String party) {
        return add(new Event.PartyLeft(new PartyId(party), Circumstances.NONE).on(day(day)));
    }

    Written goal(String goal, int importance) {
        return add(new Event.GoalSet(
                        new GoalId(goal),
                        Text.of("A goal"),
                        OptionalInt.of(importance),
                        Optional.empty(),
                        Optional.empty(),
                        Circumstances.NONE)
                .on(day(-2000)));
    }

    Dossier read(AnalysisPlan plan, Instant cut) {
        return Dossier.of(engagement, entries, plan.rules(cut));
    }

    Tally tally(AnalysisPlan plan) {
        return tally(plan, CUT);
    }

    Tally tally(AnalysisPlan plan, Instant cut) {
        return Tally.of(read(plan, cut), plan, List.of(), cut);
    }

    /** What a map has for a key. */
    static <K, V> V in(Map<K, V> map, K key) {
        return Objects.requireNonNull(map.get(key), () -> "nothing for " + key);
    }

    static Tally sum(AnalysisPlan plan, List<Written> engagements) {
        Tally.Sum sum = new Tally.Sum();
        engagements.forEach(e -> sum.add(e.tally(plan)));
        return sum.tally();
    }

    static PartnershipReport report(AnalysisPlan plan, List<Written> engagements) {
        return PartnershipReport.of(
                sum(plan, engagements),
                plan,
                List.of(),
                CUT,
                new PartnershipReport.AsOf(new Position(1), CUT),
                Optional.empty(),
                Optional.empty());
    }

    /** Engagements of marketers who work for several clients, with growth, stakes, goals and comings and goings. */
    static List<Written> random(long seed, int engagements, int cases) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Written> all = new ArrayList<>();
        for (int e = 0; e < engagements; e++) {
            Written one = new Written("e" + e, "c" + e % 5);
            one.goal("g1", 1).goal("g3", 3);
            for (int m = 0; m < 4; m++) {
                Party party = Party.marketer("m" + m);
                one.joined(
                        random.nextInt(200),
                        random.nextBoolean() ? party.organisation("agency").role(Role.HEAD) : party);
                if (random.nextInt(3) == 0) {
                    one.left(200 + random.nextInt(400), "m" + m);
                }
            }
            for (int i = 0; i < cases; i++) {
                one.randomCase(random);
            }
            all.add(one);
        }
        return all;
    }

    private void randomCase(SplittableRandom random) {
        int at = random.nextInt(600);
        Proposal advice = Proposal.of("Advice")
                .by(new PartyId("m" + random.nextInt(4)))
                .scope(any(random, Scope.STRATEGIC, Scope.TACTICAL))
                .forecast(Forecast.atLeast(any(random, "Revenue", "revenue", "market share", "leads"), 100)
                        .baseline(any(random, -50, 0, 80)));
        if (random.nextBoolean()) {
            advice = advice.rationale(Rationale.NONE.goal(new GoalId(any(random, "g1", "g2", "g3"))))
                    .stake(Money.of(random.nextInt(9000), any(random, "EUR", "USD")));
        }
        if (random.nextInt(4) == 0) {
            advice = advice.initiative(any(random, "spring", "autumn"));
        }
        ProposalId id = decided(
                at,
                any(
                        random,
                        Decision.Kind.FOLLOWED,
                        Decision.Kind.FOLLOWED,
                        Decision.Kind.OVERRIDDEN,
                        Decision.Kind.DECLINED),
                advice);
        int result = at + random.nextInt(150);
        switch (random.nextInt(5)) {
            case 0 -> judged(id, result, any(random, Verdict.values()));
            case 1, 2 -> {
                // sometimes the log learns of it much later
                Event event = new Event.OutcomeMeasured(
                        id,
                        Measurement.of("revenue", 60 + random.nextInt(80))
                                .verdict(any(random, Verdict.SUCCESS, Verdict.FAILURE, Verdict.MIXED))
                                .on(day(result)));
                add(event, start(result + (random.nextInt(4) == 0 ? random.nextInt(100) : 0)));
            }
            case 3 -> judged(new InitiativeId(any(random, "spring", "autumn")), result, Verdict.FAILURE);
            default -> {
                // no outcome is known
            }
        }
    }

    @SafeVarargs
    private static <T> T any(SplittableRandom random, T... of) {
        return of[random.nextInt(of.length)];
    }
}
