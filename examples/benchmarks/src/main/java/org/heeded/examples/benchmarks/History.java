package org.heeded.examples.benchmarks;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import org.heeded.model.Circumstances;
import org.heeded.model.ClientId;
import org.heeded.model.Decision;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.Forecast;
import org.heeded.model.Launched;
import org.heeded.model.Measurement;
import org.heeded.model.Novelty;
import org.heeded.model.Origin;
import org.heeded.model.Party;
import org.heeded.model.PartyId;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.Responsible;
import org.heeded.model.Role;
import org.heeded.model.Scope;
import org.heeded.model.Text;
import org.heeded.model.Verdict;
import org.heeded.model.View;
import org.heeded.model.WorkId;

/**
 * What {@value #ENGAGEMENTS} engagements of {@value #CLIENTS} clients record over eight years, draft by draft in order of
 * time; the same for the same size. About 3.2 entries a proposal, interleaved: each proposal's answer, launch and outcome
 * come weeks after it, between those of others.
 *
 * <p>Some answers are put off and given later, some advice is withdrawn, some measurements are retracted and taken again,
 * some proposals are corrected (their channel, which no figure compared here depends on).
 */
final class History {

    static final int ENGAGEMENTS = 500;
    static final int CLIENTS = 120;

    private static final LocalDate BEGIN = LocalDate.parse("2018-01-01");
    private static final int DAYS = 8 * 365;

    /** All is over by then. */
    static final Instant CUT = Instant.parse("2026-07-01T00:00:00Z");

    private static final double ENTRIES_A_PROPOSAL = 3.2;
    private static final int MARKETERS = 3;

    private static final List<String> CHANNELS = List.of(
            "search ads",
            "social",
            "email",
            "content",
            "landing pages",
            "events",
            "affiliates",
            "print",
            "video",
            "pr");
    private static final List<String> METRICS = List.of("leads", "orders", "revenue", "sign-ups", "visits");
    private static final List<String> WORK = List.of(
            "One landing page per audience",
            "A weekly newsletter",
            "Fewer, longer articles",
            "Video series",
            "Bid on brand terms",
            "Customer stories",
            "A quiz before the offer",
            "Cut the discount codes");
    private static final List<String> PLACES =
            List.of("spring", "summer", "autumn", "winter", "launch", "fair", "region");
    private static final List<String> WAYS = List.of(
            "One page for everyone, as in the years before",
            "A discount of ten percent instead",
            "The agency's old layout");
    private static final List<String> REASONS = List.of(
            "Simpler to maintain with the people that we have",
            "The budget of this quarter is spent",
            "Sales asked for it");

    /** Something that will be recorded on a day, if the history goes on until then. */
    private record Step(double day, long order, Runnable recording) {}

    private final SplittableRandom random;
    private final double proposalsADay;
    private final PriorityQueue<Step> ahead =
            new PriorityQueue<>(Comparator.comparingDouble(Step::day).thenComparingLong(Step::order));
    private final List<Draft> ready = new ArrayList<>();
    private final Map<Integer, Integer> proposals = new HashMap<>();
    private long steps;
    private double today;
    private int next;

    /**
     * A history of about eight years when so many entries are taken from it; a larger one is denser, not longer.
     *
     * @param entries how many will be taken
     */
    History(long entries) {
        random = new SplittableRandom(entries);
        proposalsADay = Math.max(1, entries / ENTRIES_A_PROPOSAL / DAYS);
        for (int e = 0; e < ENGAGEMENTS; e++) {
            open(e);
        }
        at(0, this::arrive);
    }

    /** Which client an engagement is of; some clients have several. */
    private static ClientId client(int engagement) {
        return new ClientId("client-%03d".formatted(engagement % CLIENTS));
    }

    private static EngagementId engagement(int number) {
        return new EngagementId("engagement-%03d".formatted(number));
    }

    /** The next draft. */
    Draft next() {
        while (next == ready.size()) {
            ready.clear();
            next = 0;
            Step step = ahead.remove();
            today = step.day();
            step.recording().run();
        }
        return ready.get(next++);
    }

    /** The next drafts. */
    List<Draft> next(int count) {
        List<Draft> group = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            group.add(next());
        }
        return group;
    }

    /** When the newest draft was recorded. */
    Instant now() {
        return BEGIN.atStartOfDay(ZoneOffset.UTC).toInstant().plusMillis((long) (today * 86_400_000));
    }

    private void at(double day, Runnable recording) {
        ahead.add(new Step(day, steps++, recording));
    }

    private LocalDate day() {
        return BEGIN.plusDays((long) today);
    }

    /** An id as the log makes them, version 7, but the same in each run. */
    private EntryId newId() {
        long high = now().toEpochMilli() << 16 | 0x7000 | random.nextInt(1 << 12);
        return new EntryId(new UUID(high, random.nextLong() >>> 2 | 1L << 63));
    }

    private EntryId record(EngagementId engagement, Event event) {
        EntryId id = newId();
        ready.add(Draft.of(engagement, id, event));
        return id;
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private void open(int number) {
        EngagementId id = engagement(number);
        record(id, new Event.EngagementOpened(Optional.of(client(number)), Optional.empty(), Circumstances.NONE));
        record(id, new Event.PartyJoined(Party.client("owner-" + number)));
        for (int m = 0; m < MARKETERS; m++) {
            Role role = m == 0 ? Role.HEAD : Role.SPECIALIST;
            record(
                    id,
                    new Event.PartyJoined(
                            Party.marketer(marketer(number, m).value()).role(role)));
        }
    }

    /** A team of marketers serves a few engagements. */
    private static PartyId marketer(int engagement, int number) {
        return new PartyId("marketer-%02d-%d".formatted(engagement % 40, number));
    }

    private void arrive() {
        at(today - Math.log(1 - random.nextDouble()) / proposalsADay, this::arrive);
        int number = random.nextInt(ENGAGEMENTS);
        new Course(number, new ProposalId("P-" + proposals.merge(number, 1, Integer::sum))).propose();
    }

    /** One piece of advice and what becomes of it. */
    private final class Course {

        private final EngagementId engagement;
        private final ProposalId proposal;
        private final PartyId owner;
        private final PartyId adviser;
        private final LocalDate due = day().plusDays(20 + random.nextInt(40));
        private final int target = 50 + random.nextInt(400);
        private final boolean forecast = chance(0.6);

        Course(int number, ProposalId proposal) {
            this.engagement = History.engagement(number);
            this.proposal = proposal;
            owner = new PartyId("owner-" + number);
            adviser = marketer(number, random.nextInt(MARKETERS));
        }

        void propose() {
            Proposal advice = advice(any(CHANNELS));
            EntryId entry = record(engagement, new Event.ProposalMade(proposal, advice));
            at(today + 1 + random.nextInt(14), this::answer);
            if (chance(0.004)) {
                String other = any(CHANNELS);
                if (!advice.description().channel().equals(Optional.of(other))) {
                    at(today + 0.5, () -> correct(entry, advice.channel(other)));
                }
            }
        }

        private Proposal advice(String channel) {
            Proposal advice = Proposal.of(any(WORK) + " for the " + any(PLACES) + " campaign, " + proposal)
                    .channel(channel)
                    .scope(any(List.of(Scope.values())))
                    .origin(any(List.of(Origin.values())))
                    .due(due);
            if (chance(0.7)) {
                advice = advice.novelty(any(List.of(Novelty.values())));
            }
            if (forecast) {
                advice = advice.forecast(Forecast.atLeast(METRICS.get(target % METRICS.size()), target)
                        .probability((50 + random.nextInt(45)) / 100.0)
                        .by(due));
            }
            return advice.by(adviser).on(day());
        }

        private void correct(EntryId entry, Proposal better) {
            record(
                    engagement,
                    new Event.EntryCorrected(
                            entry,
                            new Event.ProposalMade(proposal, better),
                            List.of("channel"),
                            Text.of("A slip of the pen"),
                            Circumstances.NONE));
        }

        private void answer() {
            double which = random.nextDouble();
            if (which < 0.38) {
                decide(Decision.followed(), Launched.ADVICE, true);
            } else if (which < 0.44) {
                decide(Decision.of(Decision.Kind.DELEGATED), Launched.ADVICE, true);
            } else if (which < 0.55) {
                View view = any(List.of(View.values()));
                decide(
                        Decision.adapted("A smaller part of it, later").view(view),
                        view == View.OBJECTED ? Launched.ALTERNATIVE : Launched.ADVICE,
                        true);
            } else if (which < 0.57) {
                decide(Decision.adapted("Some of it"), Launched.ADVICE, false);
            } else if (which < 0.87) {
                decide(Decision.overridden(any(WAYS)).because(any(REASONS)), Launched.ALTERNATIVE, true);
            } else if (which < 0.93) {
                said(Decision.declined().because(any(REASONS)));
            } else if (which < 0.96) {
                said(Decision.of(Decision.Kind.DEFERRED));
                at(today + 5 + random.nextInt(20), this::answer);
            } else if (which < 0.98) {
                said(Decision.of(Decision.Kind.NOT_CHOSEN));
            } else if (which < 0.99) {
                said(Decision.of(Decision.Kind.WITHDRAWN));
            } // and some advice is never answered
        }

        private void said(Decision decision) {
            record(
                    engagement,
                    new Event.DecisionMade(proposal, decision.by(owner).on(day())));
        }

        /** What is launched, and what it is held to, follow from the answer. */
        private void decide(Decision decision, Launched launched, boolean held) {
            said(decision);
            double shift = launched == Launched.ADVICE ? 1.05 : 0.9;
            if (!held || chance(0.3)) {
                at(today + 3 + random.nextInt(10), () -> launch(launched));
            }
            if (chance(0.985)) {
                double day = due.toEpochDay() - BEGIN.toEpochDay() + random.nextInt(10);
                boolean measured = forecast && held;
                at(Math.max(day, today + 1), () -> measure(measured, shift));
                if (measured && chance(0.03)) {
                    at(today + 2, () -> measured(amount(shift * 0.5).interim()));
                }
            }
        }

        private void launch(Launched launched) {
            Event.WorkLaunched event =
                    new Event.WorkLaunched((WorkId) proposal, launched, Optional.empty(), Circumstances.NONE);
            record(engagement, event.by(owner).on(day()));
        }

        private void measure(boolean measured, double shift) {
            EntryId entry = measured(measured ? amount(shift) : judged(shift));
            if (chance(0.005)) {
                at(today + 2, () -> {
                    record(engagement, new Event.EntryRetracted(entry, Optional.empty(), Circumstances.NONE));
                    measured(measured ? amount(shift) : judged(shift));
                });
            } else if (chance(0.05)) {
                at(
                        today + 3,
                        () -> record(
                                engagement,
                                new Event.ResponsibilityClaimed(
                                                proposal,
                                                any(List.of(Responsible.values())),
                                                Optional.empty(),
                                                Optional.empty(),
                                                Circumstances.NONE)
                                        .by(owner)
                                        .on(day())));
            }
        }

        private EntryId measured(Measurement measurement) {
            return record(engagement, new Event.OutcomeMeasured(proposal, measurement.on(day())));
        }

        private Measurement amount(double shift) {
            long actual = Math.round(target * shift * (0.5 + random.nextDouble()));
            return Measurement.of(METRICS.get(target % METRICS.size()), BigDecimal.valueOf(actual));
        }

        private Measurement judged(double shift) {
            Verdict verdict = chance(0.1)
                    ? any(List.of(Verdict.MIXED, Verdict.INCONCLUSIVE))
                    : chance(shift / 2) ? Verdict.SUCCESS : Verdict.FAILURE;
            return Measurement.judged(verdict);
        }
    }

    /** One more piece of advice of an engagement that is there, overridden, and a failure: three entries. */
    static List<Draft> more(int number) {
        int which = number * 37 % ENGAGEMENTS;
        ProposalId proposal = new ProposalId("more-" + number);
        LocalDate day = LocalDate.ofInstant(CUT, ZoneOffset.UTC).minusDays(10);
        List<Event> events = List.of(
                new Event.ProposalMade(
                        proposal,
                        Proposal.of(WORK.get(0)).by(marketer(which, 0)).on(day)),
                new Event.DecisionMade(
                        proposal, Decision.overridden(WAYS.get(0)).on(day.plusDays(1))),
                new Event.OutcomeMeasured(
                        proposal, Measurement.judged(Verdict.FAILURE).on(day.plusDays(2))));
        return events.stream().map(e -> Draft.of(engagement(which), e)).toList();
    }

    /** A history's drafts dealt to some threads, those of one engagement to one of them. */
    static List<List<Draft>> dealt(int count, int threads) {
        History history = new History(count);
        List<List<Draft>> dealt = Stream.generate(() -> (List<Draft>) new ArrayList<Draft>())
                .limit(threads)
                .toList();
        for (Draft draft : history.next(count)) {
            dealt.get(Math.floorMod(draft.engagement().value().hashCode(), threads))
                    .add(draft);
        }
        return dealt;
    }
}
