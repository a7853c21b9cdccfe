package org.heeded.partnership;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.heeded.model.About;
import org.heeded.model.Basis;
import org.heeded.model.Circumstances;
import org.heeded.model.Criterion;
import org.heeded.model.Decision;
import org.heeded.model.Directive;
import org.heeded.model.DirectiveId;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.Forecast;
import org.heeded.model.GoalId;
import org.heeded.model.Idea;
import org.heeded.model.InitiativeId;
import org.heeded.model.Judge;
import org.heeded.model.Launched;
import org.heeded.model.Level;
import org.heeded.model.Measurement;
import org.heeded.model.Money;
import org.heeded.model.Origin;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.Provenance;
import org.heeded.model.Rationale;
import org.heeded.model.Responsible;
import org.heeded.model.Side;
import org.heeded.model.Stance;
import org.heeded.model.Term;
import org.heeded.model.Told;
import org.heeded.model.Verdict;
import org.heeded.model.View;
import org.heeded.model.Work;
import org.heeded.model.WorkId;
import org.heeded.partnership.PlantedCase.Answer;

/** Writes what was drawn as entries, with blanks, undated rows and disputes as logs have them. */
final class CaseWriter {

    private final World world;
    private final SplittableRandom random;
    private final Ledger ledger;

    private CaseWriter(World world, int engagement, SplittableRandom random) {
        this.world = world;
        this.random = random;
        this.ledger = new Ledger(world, engagement, random);
    }

    static PlantedLog.Engagement of(World world, int engagement, List<Drawn> drawn, SplittableRandom random) {
        CaseWriter writer = new CaseWriter(world, engagement, random);
        for (Drawn d : drawn) {
            if (d.of().isOrder()) {
                writer.order(d);
            } else if (d.entered()) {
                writer.advice(d);
            }
        }
        drawn.stream()
                .flatMap(d -> d.of().initiative().stream())
                .distinct()
                .forEach(campaign -> writer.campaign(drawn, campaign));
        return writer.ledger.written();
    }

    private void order(Drawn drawn) {
        PlantedCase c = drawn.of();
        Yardsticks yardsticks = Yardsticks.order(drawn, random);
        Optional<Criterion> own = yardsticks.of(drawn);
        Directive order = described(Directive.of("Order"), c).to(PlantedLog.marketer(c.marketer()));
        order = own.isPresent() ? order.forecast(Forecast.of(own.get())) : order.due(PlantedLog.day(c.due()));
        ledger.add(
                c.proposed(), new Event.DirectiveGiven((DirectiveId) c.id(), order.on(PlantedLog.day(c.proposed()))));
        if (chance(0.85)) {
            ledger.add(c.launched(), launch(c.id(), Launched.ORDER).on(PlantedLog.day(c.launched())));
        }
        outcome(drawn, c.id(), yardsticks, c.seen());
    }

    private void advice(Drawn drawn) {
        PlantedCase c = drawn.of();
        ProposalId id = (ProposalId) c.id();
        int late = c.seen() + 1 + random.nextInt(20);
        Yardsticks yardsticks = Yardsticks.draw(drawn, random);

        Proposal advice = described(Proposal.of("Advice"), c)
                .by(PlantedLog.marketer(c.marketer()))
                .due(PlantedLog.day(c.due()));
        if (chance(0.9)) {
            double unprompted = 0.6 - 0.5 * (world.bent(c.client()) - World.BENT);
            advice = advice.origin(chance(unprompted) ? Origin.UNPROMPTED : Origin.REQUESTED);
        }
        if (yardsticks.advice().isPresent()) {
            Forecast forecast = Forecast.of(yardsticks.advice().get());
            advice = advice.forecast(chance(0.95) ? forecast.probability(c.probability()) : forecast);
        }
        if (yardsticks.alternative().isPresent()) {
            advice = advice.forecast(Forecast.of(yardsticks.alternative().get())
                    .about(About.ALTERNATIVE)
                    .probability(0.45));
        }
        if (c.answer() == Answer.PENDING && chance(0.5)) {
            advice = advice.decideBy(PlantedLog.day(c.proposed() + 14));
        }
        if (c.initiative().isPresent()) {
            advice = advice.initiative(c.initiative().get());
        } else if (yardsticks.agreed().isPresent()) {
            InitiativeId own = new InitiativeId("own-" + c.index());
            advice = advice.initiative(own.value());
            ledger.add(
                    c.proposed(),
                    new Event.TargetAgreed(own, yardsticks.agreed().get(), Circumstances.NONE)
                            .on(PlantedLog.day(c.proposed())));
        }
        boolean ordered = yardsticks.ordered();
        WorkId carriedOut = ordered ? new DirectiveId(id.value() + "-order") : id;
        if (ordered) {
            Directive order = described(Directive.of("Order"), c).due(PlantedLog.day(c.due()));
            ledger.add(
                    c.proposed(),
                    new Event.DirectiveGiven((DirectiveId) carriedOut, order.on(PlantedLog.day(c.proposed()))));
            advice = advice.answers((DirectiveId) carriedOut);
        }
        ledger.add(
                drawn.late() ? late : c.proposed(),
                new Event.ProposalMade(id, told(drawn, advice).on(PlantedLog.day(c.proposed()))));
        decide(drawn, id, yardsticks.clients(), late);
        if ((c.followed() || c.overridden()) && (ordered || chance(0.85))) {
            Launched what = ordered ? Launched.ORDER : c.followed() ? Launched.ADVICE : Launched.ALTERNATIVE;
            ledger.add(
                    drawn.late() ? late : c.launched(),
                    told(drawn, launch(carriedOut, what)).on(PlantedLog.day(c.launched())));
        }
        if (c.initiative().isEmpty()) {
            outcome(drawn, carriedOut, yardsticks, drawn.late() ? late : c.seen());
        }
        if (drawn.reversed()) {
            ledger.add(
                    c.seen() + 21,
                    new Event.DecisionMade(
                            id, Decision.followed().on(PlantedLog.day(c.seen() + 1 + random.nextInt(20)))));
        }
    }

    private void decide(Drawn drawn, ProposalId id, Optional<Criterion> clients, int late) {
        PlantedCase c = drawn.of();
        Optional<Decision> answer = answer(c.answer());
        if (answer.isEmpty()) {
            return;
        }
        Level level = any(Level.values());
        Decision decision = answer.get().by(Ledger.decider(c.client(), level));
        if (chance(0.6)) {
            decision = decision.because("They had their reason");
        }
        if (clients.isPresent()) {
            decision = decision.forecast(Forecast.of(clients.get()).probability(0.6 + 0.1 * random.nextInt(4)));
        }
        if (!drawn.late() && chance(0.05)) {
            ledger.add(
                    c.proposed() + 1,
                    new Event.DecisionMade(
                            id, Decision.of(Decision.Kind.DEFERRED).on(PlantedLog.day(c.proposed() + 1))));
        }
        boolean undated = !drawn.late() && !drawn.reversed() && chance(c.answer() == Answer.DEFERRED ? 0.2 : 0.02);
        decision = undated
                ? decision.from(Provenance.IMPORTED)
                : told(drawn, decision).on(PlantedLog.day(c.decided()));
        EntryId entry = ledger.add(drawn.late() ? late : c.decided(), new Event.DecisionMade(id, decision));
        if (chance(0.03)) {
            ledger.add(
                    drawn.late() ? late : c.decided(),
                    new Event.EntryAnswered(
                            entry, Stance.DISPUTES, Optional.of(Side.MARKETER), Optional.empty(), Circumstances.NONE));
        }
    }

    /** What was decided, in one of the ways that put work into the arm. */
    private Optional<Decision> answer(Answer answer) {
        int way = random.nextInt(100);
        return switch (answer) {
            case FOLLOWED ->
                Optional.of(
                        way < 70
                                ? Decision.followed()
                                : way < 80
                                        ? Decision.of(Decision.Kind.DELEGATED)
                                        : adapted(way < 90 ? View.AGREED : View.ACCEPTED));
            case OVERRIDDEN -> Optional.of(way < 85 ? Decision.overridden("Their own way") : adapted(View.OBJECTED));
            case UNCLEAR -> Optional.of(Decision.adapted("A little"));
            case DECLINED -> Optional.of(Decision.declined());
            case DEFERRED -> Optional.of(Decision.of(Decision.Kind.DEFERRED));
            case NOT_CHOSEN -> Optional.of(Decision.of(Decision.Kind.NOT_CHOSEN));
            case WITHDRAWN -> Optional.of(Decision.of(Decision.Kind.WITHDRAWN));
            case PENDING, ORDERED, ROUTINE -> Optional.empty();
        };
    }

    private static Decision adapted(View view) {
        return Decision.adapted("A good deal").view(view);
    }

    private static Event.WorkLaunched launch(WorkId work, Launched what) {
        return new Event.WorkLaunched(work, what, Optional.empty(), Circumstances.NONE);
    }

    private void outcome(Drawn drawn, WorkId work, Yardsticks yardsticks, int recorded) {
        if (drawn.verdict().isEmpty()) {
            return;
        }
        Verdict verdict = drawn.verdict().get();
        boolean settled = verdict == Verdict.SUCCESS || verdict == Verdict.FAILURE;
        Optional<Criterion> own = yardsticks.of(drawn);
        Measurement measurement = own.isPresent() && settled && (drawn.borrowed() || chance(0.9))
                ? Measurement.of(own.get().metric(), yardsticks.actual())
                : judged(verdict);
        boolean undated = !drawn.late() && !drawn.reversed() && chance(0.03);
        measurement = undated
                ? measurement.from(Provenance.IMPORTED)
                : told(drawn, measurement).on(PlantedLog.day(drawn.of().seen()));
        ledger.add(recorded, new Event.OutcomeMeasured(work, measurement));
        if (drawn.marketerBlamed().isPresent() && settled) {
            int other = random.nextInt(3);
            claim(
                    work,
                    recorded,
                    Side.CLIENT,
                    drawn.marketerBlamed().get()
                            ? Responsible.MARKETER
                            : List.of(Responsible.SHARED, Responsible.CLIENT, Responsible.EXTERNAL)
                                    .get(other));
        }
        if (settled && chance(0.3)) {
            claim(work, recorded, Side.MARKETER, any(Responsible.values()));
        }
    }

    private void claim(WorkId work, int recorded, Side side, Responsible whom) {
        ledger.add(
                recorded + 1,
                new Event.ResponsibilityClaimed(work, whom, Optional.of(side), Optional.empty(), Circumstances.NONE)
                        .on(PlantedLog.day(recorded + 1)));
    }

    private Measurement judged(Verdict verdict) {
        Measurement stated = Measurement.judged(verdict);
        return chance(0.9) ? stated.judgedBy(any(Judge.values())) : stated;
    }

    /** One outcome for all cases of a campaign, seen when the last of them is. */
    private void campaign(List<Drawn> drawn, String campaign) {
        List<Drawn> members = drawn.stream()
                .filter(d -> d.of().initiative().equals(Optional.of(campaign)))
                .toList();
        int seen = members.stream().mapToInt(d -> d.of().seen()).max().orElseThrow();
        ledger.add(
                seen,
                new Event.OutcomeMeasured(
                        new InitiativeId(campaign),
                        judged(members.get(0).failed() ? Verdict.FAILURE : Verdict.SUCCESS)
                                .on(PlantedLog.day(seen))));
    }

    private <W extends Work<W>> W described(W work, PlantedCase c) {
        Rationale why = Rationale.NONE;
        if (chance(0.5)) {
            why = why.goal(new GoalId("goal-" + (1 + random.nextInt(3))));
        }
        if (chance(0.4)) {
            why = why.metrics(chance(0.5) ? "revenue" : "margin");
        }
        if (chance(0.35)) {
            why = why.consulted(chance(0.5) ? "sales" : "finance");
        }
        if (chance(0.8)) {
            why = why.basis(any(Basis.values()));
        }
        W described = work.channel(c.channel())
                .affects(c.affects().toArray(String[]::new))
                .rationale(why);
        if (c.isOrder() || chance(0.95)) {
            described = described.scope(c.scope());
        }
        if (chance(0.95)) {
            described = described.novelty(c.novelty());
        }
        if (chance(0.85)) {
            described = described.idea(any(Idea.values()));
        }
        if (chance(0.8)) {
            described = described.term(chance(0.6) ? Term.SHORT : Term.LONG);
        }
        if (chance(0.7)) {
            described = described.stake(Money.of(500L * (1 + random.nextInt(40)), chance(0.8) ? "EUR" : "SEK"));
        }
        return chance(0.3) ? described.tag("season", chance(0.5) ? "spring" : "autumn") : described;
    }

    /** What is entered only after the outcome is recalled. */
    private static <T extends Told<T>> T told(Drawn drawn, T event) {
        return drawn.late() ? event.from(Provenance.RECALLED) : event;
    }

    private <T> T any(T[] of) {
        return of[random.nextInt(of.length)];
    }

    private boolean chance(double p) {
        return random.nextDouble() < p;
    }
}
