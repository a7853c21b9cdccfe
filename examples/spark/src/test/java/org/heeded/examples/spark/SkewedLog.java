package org.heeded.examples.spark;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.UUID;
import org.heeded.DecisionLog;
import org.heeded.LogOptions;
import org.heeded.model.Circumstances;
import org.heeded.model.ClientId;
import org.heeded.model.Decision;
import org.heeded.model.Directive;
import org.heeded.model.DirectiveId;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.Forecast;
import org.heeded.model.GoalId;
import org.heeded.model.Launched;
import org.heeded.model.Measurement;
import org.heeded.model.Party;
import org.heeded.model.PartyId;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.Provenance;
import org.heeded.model.Rationale;
import org.heeded.model.Responsible;
import org.heeded.model.Role;
import org.heeded.model.Side;
import org.heeded.model.Text;
import org.heeded.model.Verdict;
import org.heeded.model.When;
import org.heeded.model.WorkId;

/** Writes a log of many engagements, interleaved in time, of which the first has three tenths of all. */
final class SkewedLog {

    /** The client of the large engagement; it has others too. */
    static final ClientId LARGE = client(0);

    /** Of the pieces of work; of the entries it is less, since each engagement has some at its beginning. */
    private static final double LARGE_SHARE = 0.31;

    private static final int ENGAGEMENTS = 500;
    static final int CLIENTS = 40;
    private static final int GROUP = 1_000;
    private static final LocalDate FROM = LocalDate.parse("2023-01-02");
    private static final int DAYS = 1_200;
    private static final List<String> CHANNELS = List.of("ppc", "email", "web", "social", "print");
    private static final List<Decision.Kind> DECISIONS = List.of(
            Decision.Kind.FOLLOWED,
            Decision.Kind.FOLLOWED,
            Decision.Kind.FOLLOWED,
            Decision.Kind.OVERRIDDEN,
            Decision.Kind.OVERRIDDEN,
            Decision.Kind.ADAPTED,
            Decision.Kind.DECLINED,
            Decision.Kind.DEFERRED);

    private final SplittableRandom random = new SplittableRandom(20);
    private final List<Draft> drafts = new ArrayList<>();
    private final boolean[] opened = new boolean[ENGAGEMENTS];
    private long made;
    private long large;
    private int work;

    private SkewedLog() {}

    static ClientId client(int index) {
        // a few are no names of files as they are
        return ClientId.of(index % 10 == 3 ? "Müller & Söhne/" + index : "client-" + index);
    }

    private static EngagementId engagement(int index) {
        // a few are not written in the log as they are
        return EngagementId.of(index % 50 == 7 ? "\"e\" " + index : "e" + index);
    }

    /** Writes at least so many entries; returns which part of them the first engagement has. */
    static double write(Path directory, long entries, LogOptions options) {
        SkewedLog made = new SkewedLog();
        try (DecisionLog log = DecisionLog.open(directory, options)) {
            while (log.end().value() < entries) {
                while (made.drafts.size() < GROUP) {
                    made.story();
                }
                log.record(made.drafts);
                made.drafts.clear();
            }
            return (double) made.large / made.made;
        }
    }

    private boolean chance(double p) {
        return random.nextDouble() < p;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private EntryId add(EngagementId engagement, Event event) {
        large += engagement.equals(engagement(0)) ? 1 : 0;
        EntryId id = new EntryId(new UUID(0x1_8000L, 1L << 63 | made++));
        drafts.add(Draft.of(engagement, id, event));
        return id;
    }

    private static Circumstances on(LocalDate day, PartyId by) {
        return new Circumstances(
                Optional.of(new When.On(day)),
                Optional.of(by),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Provenance.LIVE);
    }

    /** One piece of work, mostly advice, and what became of it. */
    private void story() {
        int index = chance(LARGE_SHARE) ? 0 : 1 + random.nextInt(ENGAGEMENTS - 1);
        EngagementId engagement = engagement(index);
        PartyId owner = PartyId.of("owner-" + index);
        PartyId marketer = PartyId.of("marketer-" + (index + random.nextInt(2)) % 40);
        LocalDate day = FROM.plusDays(random.nextInt(DAYS));
        if (!opened[index]) {
            opened[index] = true;
            add(
                    engagement,
                    new Event.EngagementOpened(
                            Optional.of(client(index % CLIENTS)), Optional.empty(), on(FROM, owner)));
            add(engagement, new Event.PartyJoined(Party.of(owner, Side.CLIENT).on(FROM)));
            add(
                    engagement,
                    new Event.PartyJoined(Party.of(marketer, Side.MARKETER)
                            .role(index % 3 == 0 ? Role.HEAD : Role.SPECIALIST)
                            .homeChannels("ppc")
                            .on(FROM)));
            add(
                    engagement,
                    new Event.GoalSet(
                            GoalId.of("leads"),
                            Text.of("More enquiries"),
                            OptionalInt.of(2),
                            Optional.empty(),
                            Optional.empty(),
                            on(FROM, owner)));
        }
        work++;
        if (chance(0.1)) {
            DirectiveId order = DirectiveId.of("d" + work);
            add(
                    engagement,
                    new Event.DirectiveGiven(
                            order,
                            Directive.of("Newsletter " + work)
                                    .channel(one(CHANNELS))
                                    .to(marketer)
                                    .by(owner)
                                    .on(day)));
            result(engagement, order, Launched.ORDER, owner, day);
            return;
        }
        ProposalId advice = ProposalId.of("p" + work);
        EntryId proposed = add(
                engagement,
                new Event.ProposalMade(
                        advice,
                        Proposal.of("One landing page per audience, number " + work)
                                .channel(one(CHANNELS))
                                .rationale(chance(0.5) ? Rationale.NONE.goal(GoalId.of("leads")) : Rationale.NONE)
                                .forecast(Forecast.atLeast("leads", 100)
                                        .baseline(80)
                                        .by(day.plusDays(60))
                                        .probability((1 + random.nextInt(9)) / 10.0))
                                .by(marketer)
                                .on(day)));
        if (chance(0.01)) {
            add(engagement, new Event.EntryRetracted(proposed, Optional.empty(), on(day, marketer)));
        } else if (chance(0.92)) {
            Decision.Kind kind = one(DECISIONS);
            LocalDate decided = day.plusDays(random.nextInt(14));
            add(
                    engagement,
                    new Event.DecisionMade(advice, Decision.of(kind).by(owner).on(decided)));
            if (kind != Decision.Kind.DECLINED && kind != Decision.Kind.DEFERRED) {
                result(
                        engagement,
                        advice,
                        kind == Decision.Kind.OVERRIDDEN ? Launched.ALTERNATIVE : Launched.ADVICE,
                        owner,
                        decided);
            }
        }
    }

    private void result(EngagementId engagement, WorkId of, Launched what, PartyId owner, LocalDate decided) {
        LocalDate launched = decided.plusDays(1 + random.nextInt(20));
        add(engagement, new Event.WorkLaunched(of, what, Optional.empty(), on(launched, owner)));
        if (chance(0.8)) {
            boolean hard = what == Launched.ALTERNATIVE && chance(0.4);
            Measurement measured = Measurement.of("leads", (hard ? 40 : 70) + random.nextInt(60));
            Measurement stated = of instanceof DirectiveId
                    ? measured.verdict(chance(0.5) ? Verdict.SUCCESS : Verdict.FAILURE)
                    : measured;
            add(engagement, new Event.OutcomeMeasured(of, stated.on(launched.plusDays(40))));
            if (chance(0.2)) {
                add(
                        engagement,
                        new Event.ResponsibilityClaimed(
                                of,
                                chance(0.5) ? Responsible.MARKETER : Responsible.SHARED,
                                Optional.of(Side.CLIENT),
                                Optional.empty(),
                                on(launched.plusDays(45), owner)));
            }
        }
    }
}
