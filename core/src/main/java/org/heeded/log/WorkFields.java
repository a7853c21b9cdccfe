package org.heeded.log;

import java.util.Optional;
import java.util.TreeMap;
import org.heeded.model.About;
import org.heeded.model.Accumulation;
import org.heeded.model.Basis;
import org.heeded.model.Comparison;
import org.heeded.model.Criterion;
import org.heeded.model.Description;
import org.heeded.model.Directive;
import org.heeded.model.DirectiveId;
import org.heeded.model.Forecast;
import org.heeded.model.GoalId;
import org.heeded.model.Idea;
import org.heeded.model.InitiativeId;
import org.heeded.model.Money;
import org.heeded.model.Novelty;
import org.heeded.model.Origin;
import org.heeded.model.PartyId;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.Rationale;
import org.heeded.model.Scope;
import org.heeded.model.Term;

/** The fields of advised and ordered work, and of what is expected of it. */
final class WorkFields {

    private WorkFields() {}

    static void write(FieldWriter out, Proposal advice) {
        write(out, advice.description());
        out.word("origin", advice.origin())
                .string("decideBy", advice.decideBy())
                .string("revises", advice.revises())
                .string("answers", advice.answers());
    }

    static Proposal proposal(FieldReader in) {
        return new Proposal(
                description(in),
                in.optionalWord("origin", Origin.class),
                in.day("decideBy"),
                in.optional("revises", ProposalId::of),
                in.optional("answers", DirectiveId::of),
                Envelope.circumstances(in));
    }

    static void write(FieldWriter out, Directive order) {
        write(out, order.description());
        out.string("to", order.to());
    }

    static Directive directive(FieldReader in) {
        return new Directive(description(in), in.optional("to", PartyId::of), Envelope.circumstances(in));
    }

    private static void write(FieldWriter out, Description d) {
        out.text("title", d.title())
                .string("initiative", d.initiative())
                .string("channel", d.channel())
                .strings("affects", d.affects())
                .word("scope", d.scope())
                .word("novelty", d.novelty())
                .word("idea", d.idea())
                .word("term", d.term())
                .object(
                        "stake",
                        d.stake(),
                        (o, money) -> o.number("amount", money.amount())
                                .string("currency", money.currency().getCurrencyCode()))
                .string("due", d.due())
                .object(
                        "rationale",
                        Optional.of(d.rationale()).filter(r -> !r.equals(Rationale.NONE)),
                        WorkFields::write)
                .objects("forecasts", d.forecasts(), WorkFields::write)
                .strings("tags", d.tags());
    }

    private static Description description(FieldReader in) {
        return new Description(
                in.optionalText("title"),
                in.optional("initiative", InitiativeId::of),
                in.optionalString("channel"),
                in.strings("affects"),
                in.optionalWord("scope", Scope.class),
                in.optionalWord("novelty", Novelty.class),
                in.optionalWord("idea", Idea.class),
                in.optionalWord("term", Term.class),
                in.optionalObject("stake").map(o -> Money.of(o.number("amount"), o.string("currency"))),
                in.day("due"),
                in.optionalObject("rationale").map(WorkFields::rationale).orElse(Rationale.NONE),
                in.objects("forecasts").stream().map(WorkFields::forecast).toList(),
                new TreeMap<>(in.stringMap("tags")));
    }

    private static void write(FieldWriter out, Rationale rationale) {
        out.string("goal", rationale.goal())
                .strings("metrics", rationale.metrics())
                .strings("consulted", rationale.consulted())
                .word("basis", rationale.basis())
                .text("text", rationale.text());
    }

    private static Rationale rationale(FieldReader in) {
        return new Rationale(
                in.optional("goal", GoalId::of),
                in.strings("metrics"),
                in.strings("consulted"),
                in.optionalWord("basis", Basis.class),
                in.optionalText("text"));
    }

    static void write(FieldWriter out, Forecast forecast) {
        out.word("about", forecast.about())
                .object("criterion", forecast.criterion(), WorkFields::write)
                .number("probability", forecast.probability())
                .flag("primary", forecast.primary());
    }

    static Forecast forecast(FieldReader in) {
        return new Forecast(
                in.word("about", About.class),
                in.optionalObject("criterion").map(WorkFields::criterion),
                in.optionalNumber("probability"),
                in.flag("primary"));
    }

    static void write(FieldWriter out, Criterion criterion) {
        out.string("metric", criterion.metric())
                .string("unit", criterion.unit())
                .word("accumulation", criterion.accumulation())
                .word("comparison", criterion.comparison())
                .number("target", criterion.target())
                .number("baseline", criterion.baseline())
                .string("due", criterion.due());
    }

    static Criterion criterion(FieldReader in) {
        return new Criterion(
                in.string("metric"),
                in.optionalString("unit"),
                in.word("accumulation", Accumulation.class),
                in.word("comparison", Comparison.class),
                in.optionalNumber("target"),
                in.optionalNumber("baseline"),
                in.day("due"));
    }
}
