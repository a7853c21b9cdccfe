package org.heeded.dossier;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.heeded.model.About;
import org.heeded.model.Circumstances;
import org.heeded.model.Criterion;
import org.heeded.model.Decision;
import org.heeded.model.Directive;
import org.heeded.model.DirectiveId;
import org.heeded.model.Entry;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.Forecast;
import org.heeded.model.GoalId;
import org.heeded.model.Idea;
import org.heeded.model.Launched;
import org.heeded.model.Level;
import org.heeded.model.Measurement;
import org.heeded.model.Money;
import org.heeded.model.Novelty;
import org.heeded.model.Origin;
import org.heeded.model.Party;
import org.heeded.model.PartyId;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.Provenance;
import org.heeded.model.Rationale;
import org.heeded.model.Responsible;
import org.heeded.model.Role;
import org.heeded.model.Scope;
import org.heeded.model.Side;
import org.heeded.model.Stance;
import org.heeded.model.Strength;
import org.heeded.model.Term;
import org.heeded.model.Text;
import org.heeded.model.Told;
import org.heeded.model.Verdict;
import org.heeded.model.View;
import org.heeded.model.WorkId;

/** Random engagements, with everything in them that the reading of cases has to cope with, and nothing that rules forbid. */
public final class RandomLog {

    private static final int DAYS = 400;

    private final SplittableRandom random;
    private final Entries entries;
    private final List<ProposalId> proposals = new ArrayList<>();
    private final List<DirectiveId> directives = new ArrayList<>();
    private final List<EntryId> decisions = new ArrayList<>();

    private RandomLog(long seed) {
        random = new SplittableRandom(seed);
        entries = new Entries(seed);
    }

    /** The entries of an engagement with a number of steps. */
    public static List<Entry> of(long seed, int steps) {
        RandomLog log = new RandomLog(seed);
        for (int i = 0; i < steps; i++) {
            log.step(i);
        }
        return log.entries.list();
    }

    private void step(int i) {
        int kind = random.nextInt(15);
        if (kind < 3 || proposals.isEmpty()) {
            ProposalId id = new ProposalId("p" + i);
            entries.add(new Event.ProposalMade(id, told(proposal())));
            proposals.add(id);
        } else if (kind < 4) {
            DirectiveId id = new DirectiveId("d" + i);
            Directive order = Directive.of("Order").channel(channel());
            order = random.nextBoolean() ? order.scope(Scope.ROUTINE) : order.initiative("i" + random.nextInt(3));
            entries.add(new Event.DirectiveGiven(id, told(order)));
            directives.add(id);
        } else if (kind < 7) {
            decisions.add(entries.add(new Event.DecisionMade(any(proposals), told(decision()))));
        } else if (kind == 7) {
            entries.add(told(new Event.WorkLaunched(
                    work(), any(List.of(Launched.values())), Optional.empty(), Circumstances.NONE)));
        } else if (kind < 10) {
            WorkId of = random.nextInt(5) == 0 ? Entries.i("i" + random.nextInt(3)) : work();
            entries.add(new Event.OutcomeMeasured(of, told(measurement())));
        } else if (kind == 10) {
            entries.add(
                    told(new Event.TargetAgreed(Entries.i("i" + random.nextInt(3)), criterion(), Circumstances.NONE)));
        } else if (kind == 11) {
            entries.add(told(new Event.ResponsibilityClaimed(
                    work(),
                    any(List.of(Responsible.values())),
                    Optional.of(any(List.of(Side.CLIENT, Side.MARKETER))),
                    Optional.empty(),
                    Circumstances.NONE)));
        } else if (kind == 12) {
            around();
        } else {
            amend();
        }
    }

    /** Who takes part, what is wanted, and what happens around. */
    private void around() {
        switch (random.nextInt(4)) {
            case 0 ->
                entries.add(new Event.PartyJoined(told(Party.marketer("m" + random.nextInt(3))
                        .role(random.nextBoolean() ? Role.HEAD : Role.SPECIALIST)
                        .homeChannels(channel())
                        .strengths(any(List.of(Strength.values()))))));
            case 1 ->
                entries.add(new Event.GoalSet(
                        new GoalId("g" + random.nextInt(2)),
                        Text.of("More"),
                        OptionalInt.of(1 + random.nextInt(3)),
                        Optional.empty(),
                        Optional.empty(),
                        Circumstances.NONE));
            case 2 -> entries.add(told(new Event.Milestone(Text.of("New owner"), Circumstances.NONE)));
            default ->
                entries.add(new Event.PartyJoined(told(Party.client("boss").level(any(List.of(Level.values()))))));
        }
    }

    private void amend() {
        if (decisions.isEmpty()) {
            return;
        }
        EntryId decision = any(decisions);
        switch (random.nextInt(3)) {
            case 0 -> {
                entries.retract(decision);
                decisions.remove(decision);
            }
            case 1 -> {
                Event.DecisionMade was = (Event.DecisionMade) entries.list().stream()
                        .filter(e -> e.id().equals(decision))
                        .findFirst()
                        .orElseThrow()
                        .event();
                entries.correct(decision, new Event.DecisionMade(was.proposal(), told(decision())), "decision");
            }
            default ->
                entries.add(new Event.EntryAnswered(
                        decision,
                        any(List.of(Stance.values())),
                        Optional.of(Side.CLIENT),
                        Optional.empty(),
                        Circumstances.NONE));
        }
    }

    private Proposal proposal() {
        Proposal advice = Proposal.of("Advice").channel(channel()).by(new PartyId("m" + random.nextInt(3)));
        if (random.nextInt(3) > 0) {
            advice = advice.forecast(Forecast.of(criterion().baseline(number()))
                    .about(any(List.of(About.values())))
                    .probability((1 + random.nextInt(9)) / 10.0));
        }
        if (random.nextInt(3) == 0) {
            advice = advice.initiative("i" + random.nextInt(3));
        }
        if (random.nextInt(4) == 0) {
            advice = advice.decideBy(day());
        }
        if (random.nextInt(4) == 0) {
            advice = advice.due(day());
        }
        if (random.nextInt(5) == 0 && !directives.isEmpty()) {
            advice = advice.answers(any(directives));
        }
        advice = advice.scope(any(List.of(Scope.values())))
                .novelty(any(List.of(Novelty.values())))
                .idea(any(List.of(Idea.values())))
                .term(any(List.of(Term.values())))
                .affects(channel())
                .tag("season", random.nextBoolean() ? "winter" : "summer");
        if (random.nextInt(2) == 0) {
            advice = advice.origin(any(List.of(Origin.values()))).stake(Money.of(random.nextInt(20_000), "EUR"));
        }
        if (random.nextInt(3) == 0) {
            advice = advice.rationale(Rationale.NONE
                    .metrics("revenue")
                    .consulted("sales")
                    .basis(any(List.of(org.heeded.model.Basis.values()))));
        }
        return random.nextInt(9) == 0 && !proposals.isEmpty() ? advice.revises(any(proposals)) : advice;
    }

    private Criterion criterion() {
        Criterion criterion = Criterion.atLeast(random.nextBoolean() ? "leads" : "sales", number());
        criterion = random.nextInt(4) == 0 ? criterion.cumulative() : criterion;
        return random.nextBoolean() ? criterion.by(day()) : criterion;
    }

    private Decision decision() {
        Decision.Kind kind = any(List.of(Decision.Kind.values()));
        Decision decision = Decision.of(kind);
        if (kind == Decision.Kind.ADAPTED && random.nextBoolean()) {
            decision = decision.view(any(List.of(View.values())));
        }
        return random.nextInt(3) == 0
                ? decision.forecast(Forecast.of(criterion()).probability(0.6)).by(new PartyId("boss"))
                : decision;
    }

    private Measurement measurement() {
        Measurement measured = random.nextBoolean()
                ? Measurement.of(random.nextBoolean() ? "leads" : "sales", number())
                : Measurement.judged(any(List.of(Verdict.values())));
        return random.nextInt(4) == 0 ? measured.interim() : measured;
    }

    private BigDecimal number() {
        return BigDecimal.valueOf(random.nextInt(100));
    }

    private String channel() {
        return "c" + random.nextInt(3);
    }

    private LocalDate day() {
        return Entries.day(1 + random.nextInt(DAYS));
    }

    private WorkId work() {
        return directives.isEmpty() || random.nextInt(3) > 0 ? any(proposals) : any(directives);
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** Dated, undated live, or imported without a time. */
    private <T extends Told<T>> T told(T event) {
        return switch (random.nextInt(8)) {
            case 0 -> event.from(Provenance.IMPORTED);
            case 1 -> event;
            case 2 -> event.on(day()).from(Provenance.RECALLED);
            default -> event.on(day());
        };
    }
}
