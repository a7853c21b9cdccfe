package org.heeded.log;

import static org.heeded.log.Envelope.circumstances;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heeded.model.ClientId;
import org.heeded.model.DirectiveId;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.GoalId;
import org.heeded.model.InitiativeId;
import org.heeded.model.Launched;
import org.heeded.model.PartyId;
import org.heeded.model.ProposalId;
import org.heeded.model.Responsible;
import org.heeded.model.Side;
import org.heeded.model.Stance;
import org.heeded.model.SubjectId;

/** The types of event that this release knows. */
final class Shapes {

    private static final List<Shape<?>> ABOUT_PEOPLE = List.of(
            new Shape<>(
                    Event.EngagementOpened.TYPE,
                    Event.EngagementOpened.class,
                    (out, e) -> out.string("client", e.client()).text("title", e.title()),
                    in -> new Event.EngagementOpened(
                            in.optional("client", ClientId::of), in.optionalText("title"), circumstances(in))),
            new Shape<>(
                    Event.EngagementClosed.TYPE,
                    Event.EngagementClosed.class,
                    (out, e) -> out.text("reason", e.reason()),
                    in -> new Event.EngagementClosed(in.optionalText("reason"), circumstances(in))),
            new Shape<>(
                    Event.PartyJoined.TYPE,
                    Event.PartyJoined.class,
                    (out, e) -> PartyFields.write(out, e.party()),
                    in -> new Event.PartyJoined(PartyFields.read(in))),
            new Shape<>(
                    Event.PartyLeft.TYPE,
                    Event.PartyLeft.class,
                    (out, e) -> out.string("party", e.party()),
                    in -> new Event.PartyLeft(in.value("party", PartyId::of), circumstances(in))),
            new Shape<>(
                    Event.SubjectErased.TYPE,
                    Event.SubjectErased.class,
                    (out, e) -> out.string("subject", e.subject()),
                    in -> new Event.SubjectErased(in.value("subject", SubjectId::of), circumstances(in))));

    private static final List<Shape<?>> ABOUT_AIMS = List.of(
            new Shape<>(
                    Event.GoalSet.TYPE,
                    Event.GoalSet.class,
                    (out, e) -> out.string("goal", e.goal())
                            .text("name", e.name())
                            .integer("importance", e.importance())
                            .string("from", e.from())
                            .string("until", e.until()),
                    in -> new Event.GoalSet(
                            in.value("goal", GoalId::of),
                            in.text("name"),
                            in.optionalInteger("importance"),
                            in.day("from"),
                            in.day("until"),
                            circumstances(in))),
            new Shape<>(
                    Event.Milestone.TYPE,
                    Event.Milestone.class,
                    (out, e) -> out.text("what", e.what()),
                    in -> new Event.Milestone(in.text("what"), circumstances(in))),
            new Shape<>(
                    Event.TargetAgreed.TYPE,
                    Event.TargetAgreed.class,
                    (out, e) -> out.string("initiative", e.initiative())
                            .object("criterion", o -> WorkFields.write(o, e.criterion())),
                    in -> new Event.TargetAgreed(
                            in.value("initiative", InitiativeId::of),
                            WorkFields.criterion(in.object("criterion")),
                            circumstances(in))));

    private static final List<Shape<?>> ABOUT_WORK = List.of(
            new Shape<>(
                    Event.ProposalMade.TYPE,
                    Event.ProposalMade.class,
                    (out, e) -> WorkFields.write(out.string("proposal", e.proposal()), e.advice()),
                    in -> new Event.ProposalMade(in.value("proposal", ProposalId::of), WorkFields.proposal(in))),
            new Shape<>(
                    Event.DirectiveGiven.TYPE,
                    Event.DirectiveGiven.class,
                    (out, e) -> WorkFields.write(out.string("directive", e.directive()), e.order()),
                    in -> new Event.DirectiveGiven(in.value("directive", DirectiveId::of), WorkFields.directive(in))),
            new Shape<>(
                    Event.DecisionMade.TYPE,
                    Event.DecisionMade.class,
                    (out, e) -> AnswerFields.write(out.string("proposal", e.proposal()), e.decision()),
                    in -> new Event.DecisionMade(in.value("proposal", ProposalId::of), AnswerFields.decision(in))),
            new Shape<>(
                    Event.WorkLaunched.TYPE,
                    Event.WorkLaunched.class,
                    (out, e) -> out.work(e.work()).word("launched", e.what()).text("note", e.note()),
                    in -> new Event.WorkLaunched(
                            in.work(),
                            in.word("launched", Launched.class),
                            in.optionalText("note"),
                            circumstances(in))),
            new Shape<>(
                    Event.OutcomeMeasured.TYPE,
                    Event.OutcomeMeasured.class,
                    (out, e) -> AnswerFields.write(out.work(e.work()), e.measurement()),
                    in -> new Event.OutcomeMeasured(in.work(), AnswerFields.measurement(in))),
            new Shape<>(
                    Event.ResponsibilityClaimed.TYPE,
                    Event.ResponsibilityClaimed.class,
                    (out, e) -> out.work(e.work())
                            .word("responsible", e.responsible())
                            .word("side", e.side())
                            .text("note", e.note()),
                    in -> new Event.ResponsibilityClaimed(
                            in.work(),
                            in.word("responsible", Responsible.class),
                            in.optionalWord("side", Side.class),
                            in.optionalText("note"),
                            circumstances(in))));

    private static final List<Shape<?>> ABOUT_ENTRIES = List.of(
            new Shape<>(
                    Event.EntryAnswered.TYPE,
                    Event.EntryAnswered.class,
                    (out, e) -> out.string("entry", e.entry())
                            .word("stance", e.stance())
                            .word("side", e.side())
                            .text("note", e.note()),
                    in -> new Event.EntryAnswered(
                            in.value("entry", EntryId::of),
                            in.word("stance", Stance.class),
                            in.optionalWord("side", Side.class),
                            in.optionalText("note"),
                            circumstances(in))),
            new Shape<>(
                    Event.EntryCorrected.TYPE,
                    Event.EntryCorrected.class,
                    (out, e) -> out.string("entry", e.entry())
                            .event("replacement", o -> Envelope.write(o, e.replacement()))
                            .strings("fields", e.fields())
                            .text("reason", e.reason()),
                    in -> new Event.EntryCorrected(
                            in.value("entry", EntryId::of),
                            Envelope.event(in.object("replacement")),
                            in.strings("fields"),
                            in.text("reason"),
                            circumstances(in))),
            new Shape<>(
                    Event.EntryRetracted.TYPE,
                    Event.EntryRetracted.class,
                    (out, e) -> out.string("entry", e.entry()).text("reason", e.reason()),
                    in -> new Event.EntryRetracted(
                            in.value("entry", EntryId::of), in.optionalText("reason"), circumstances(in))));

    private static final Map<String, Shape<?>> BY_TYPE = Stream.of(ABOUT_PEOPLE, ABOUT_AIMS, ABOUT_WORK, ABOUT_ENTRIES)
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableMap(Shape::type, Function.identity()));

    private Shapes() {}

    static Optional<Shape<?>> of(String type) {
        return Optional.ofNullable(BY_TYPE.get(type));
    }
}
