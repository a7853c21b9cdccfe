package org.heeded.testkit;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.heeded.model.Basis;
import org.heeded.model.Circumstances;
import org.heeded.model.ClientId;
import org.heeded.model.Criterion;
import org.heeded.model.Decision;
import org.heeded.model.Directive;
import org.heeded.model.DirectiveId;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.Forecast;
import org.heeded.model.GoalId;
import org.heeded.model.InitiativeId;
import org.heeded.model.Launched;
import org.heeded.model.Level;
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
import org.heeded.model.Stance;
import org.heeded.model.SubjectId;
import org.heeded.model.Text;
import org.heeded.model.Via;
import org.heeded.model.When;

/**
 * A small log that never changes: the first months of two engagements, with an event of every type. An empty log takes its
 * drafts in this order, one by one or as one group, under either policy.
 *
 * <p>At {@link #ACME} the owner overrides advice to make one landing page per audience, the page for everyone misses the
 * target, the owner blames the marketer, who disputes it; the advice to answer reviews is followed and meets its target; an
 * order is carried out. At {@link #ZEBRA} one piece of advice waits for its answer.
 */
public final class FixtureLog {

    /** The engagement with a history. */
    public static final EngagementId ACME = EngagementId.of("acme");

    /** The engagement that has just begun. */
    public static final EngagementId ZEBRA = EngagementId.of("zebra");

    /** Advice at {@link #ACME}: overridden, and the client's own way missed the target. */
    public static final ProposalId PAGES = ProposalId.of("pages");

    /** Advice at {@link #ACME}: followed, and the target was met. */
    public static final ProposalId REVIEWS = ProposalId.of("reviews");

    /** Advice at {@link #ZEBRA}: without an answer. */
    public static final ProposalId SURVEY = ProposalId.of("survey");

    /** An order at {@link #ACME}: carried out, not measured. */
    public static final DirectiveId NEWSLETTER = DirectiveId.of("newsletter");

    private static final GoalId LEADS = GoalId.of("leads");
    private static final InitiativeId SPRING = InitiativeId.of("spring");
    private static final PartyId OWNER = PartyId.of("owner");
    private static final PartyId ANA = PartyId.of("ana");

    private static final List<Draft> DRAFTS = List.of(
            acme(1, new Event.EngagementOpened(Optional.of(ClientId.of("acme-ltd")), text("Search"), on("2026-01-05"))),
            acme(
                    2,
                    new Event.PartyJoined(Party.of(OWNER, Side.CLIENT)
                            .name(personal("subject-owner", "Olga Ferro"))
                            .level(Level.OWNER)
                            .on(day("2026-01-05")))),
            acme(
                    3,
                    new Event.PartyJoined(Party.of(ANA, Side.MARKETER)
                            .name(personal("subject-ana", "Ana Lindt"))
                            .email(personal("subject-ana", "ana@agency.example"))
                            .role(Role.SPECIALIST)
                            .homeChannels("ppc", "email")
                            .on(day("2026-01-05")))),
            acme(
                    4,
                    new Event.GoalSet(
                            LEADS,
                            Text.of("More enquiries"),
                            OptionalInt.of(3),
                            Optional.of(day("2026-01-01")),
                            Optional.of(day("2026-06-30")),
                            on("2026-01-07"))),
            acme(5, new Event.TargetAgreed(SPRING, leads(400).by(day("2026-06-30")), on("2026-01-07"))),
            acme(
                    6,
                    new Event.ProposalMade(
                            PAGES,
                            Proposal.of("One landing page per audience")
                                    .initiative(SPRING.value())
                                    .channel("ppc")
                                    .affects("email")
                                    .rationale(Rationale.NONE.goal(LEADS).basis(Basis.EARLIER_TEST))
                                    .forecast(Forecast.of(leads(120).by(day("2026-03-31")))
                                            .baseline(90)
                                            .probability(0.7))
                                    .decideBy(day("2026-01-20"))
                                    .by(ANA)
                                    .on(day("2026-01-12")))),
            acme(
                    7,
                    new Event.DecisionMade(
                            PAGES,
                            Decision.overridden("One page for everyone")
                                    .because("Simpler to maintain")
                                    .by(OWNER)
                                    .via(Via.CALL)
                                    .on(day("2026-01-15")))),
            acme(8, new Event.WorkLaunched(PAGES, Launched.ALTERNATIVE, Optional.empty(), on("2026-02-01"))),
            acme(9, new Event.OutcomeMeasured(PAGES, Measurement.of("leads", 47).on(day("2026-03-31")))),
            acme(
                    10,
                    new Event.ResponsibilityClaimed(
                            PAGES,
                            Responsible.MARKETER,
                            Optional.of(Side.CLIENT),
                            text("The ads were dull"),
                            on("2026-04-02"))),
            acme(
                    11,
                    new Event.EntryAnswered(
                            id(10),
                            Stance.DISPUTES,
                            Optional.of(Side.MARKETER),
                            text("The page was not advised"),
                            on("2026-04-03"))),
            acme(
                    12,
                    new Event.EntryCorrected(
                            id(9),
                            new Event.OutcomeMeasured(
                                    PAGES, Measurement.of("leads", 74).on(day("2026-03-31"))),
                            List.of("actual"),
                            Text.of("Digits swapped"),
                            on("2026-04-03"))),
            acme(
                    13,
                    new Event.ProposalMade(
                            REVIEWS,
                            Proposal.of("Answer every review within a day")
                                    .channel("reviews")
                                    .forecast(Forecast.atLeast("rating", 4).by(day("2026-04-30")))
                                    .by(ANA)
                                    .on(day("2026-02-10")))),
            acme(
                    14,
                    new Event.DecisionMade(
                            REVIEWS, Decision.followed().by(OWNER).on(day("2026-02-11")))),
            acme(15, new Event.WorkLaunched(REVIEWS, Launched.ADVICE, Optional.empty(), on("2026-02-16"))),
            acme(
                    16,
                    new Event.OutcomeMeasured(
                            REVIEWS, Measurement.of("rating", 5).on(day("2026-04-30")))),
            acme(
                    17,
                    new Event.DirectiveGiven(
                            NEWSLETTER,
                            Directive.of("Newsletter every Friday")
                                    .channel("email")
                                    .to(ANA)
                                    .by(OWNER)
                                    .on(day("2026-02-20")))),
            acme(18, new Event.WorkLaunched(NEWSLETTER, Launched.ORDER, text("First issue"), on("2026-02-27"))),
            acme(19, new Event.Milestone(Text.of("New sales director"), on("2026-05-04"))),
            acme(20, new Event.EntryRetracted(id(19), text("Was another client"), on("2026-05-05"))),
            zebra(
                    21,
                    new Event.ProposalMade(
                            SURVEY,
                            Proposal.of("Ask twenty customers why they left")
                                    .channel("research")
                                    .forecast(Forecast.chance(0.6))
                                    .decideBy(day("2026-06-15"))
                                    .by(ANA)
                                    .on(day("2026-05-11")))),
            acme(22, new Event.PartyLeft(ANA, on("2026-06-30"))),
            acme(23, new Event.EngagementClosed(text("The season is over"), on("2026-06-30"))),
            zebra(24, new Event.SubjectErased(SubjectId.of("subject-gone"), on("2026-07-01"))));

    private FixtureLog() {}

    /**
     * What to append.
     *
     * @return the drafts, each with an id of its own
     */
    public static List<Draft> drafts() {
        return DRAFTS;
    }

    /**
     * The id of a draft.
     *
     * @param number which, from 1
     * @return the id
     */
    public static EntryId id(int number) {
        return new EntryId(new UUID(0x8000L, 1L << 63 | number));
    }

    private static Draft acme(int number, Event event) {
        return Draft.of(ACME, id(number), event);
    }

    private static Draft zebra(int number, Event event) {
        return Draft.of(ZEBRA, id(number), event);
    }

    private static LocalDate day(String date) {
        return LocalDate.parse(date);
    }

    private static Circumstances on(String date) {
        return new Circumstances(
                Optional.of(new When.On(day(date))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Provenance.LIVE);
    }

    private static Optional<Text> text(String words) {
        return Optional.of(Text.of(words));
    }

    private static Text personal(String subject, String words) {
        return new Text.Personal(SubjectId.of(subject), words);
    }

    private static Criterion leads(long target) {
        return Criterion.atLeast("leads", BigDecimal.valueOf(target));
    }
}
