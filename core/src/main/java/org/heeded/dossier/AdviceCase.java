package org.heeded.dossier;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.heeded.model.Circumstances;
import org.heeded.model.ClientId;
import org.heeded.model.Description;
import org.heeded.model.DirectiveId;
import org.heeded.model.EngagementId;
import org.heeded.model.Launched;
import org.heeded.model.Origin;
import org.heeded.model.Party;
import org.heeded.model.PartyId;
import org.heeded.model.ProposalId;
import org.heeded.model.When;
import org.heeded.model.WorkId;

/**
 * A proposal or a directive with everything the log says of it, as of a position.
 *
 * @param engagement whose
 * @param client the client of the engagement
 * @param id the proposal, or the directive that no proposal answers
 * @param n the index in the engagement of the entry that opened it
 * @param description what describes it
 * @param origin whether it was asked for; of proposals only
 * @param answered the directive that the proposal answers and that is one case with it
 * @param marketer who advised, or whom the order was given to
 * @param adviser what was known of the marketer at that time; absent: never described
 * @param decider what was known of who decided (order: who gave it) at that time; absent: not named or never described
 * @param importance the importance of the goal it serves, 1 to 3; absent: no goal, or none given
 * @param at when it was proposed or given; absent: undated
 * @param waitingSince that time, or when the log took it where it is undated
 * @param circumstances how the proposal or directive was said and came into the log
 * @param state where it stands
 * @param choice the decision that counts; absent without one, and for directives
 * @param decisions how many decisions were made on it, revisions included
 * @param launched what was really launched; absent: nobody recorded it
 * @param launchedAt when; absent: not recorded or undated
 * @param arm the arm it is in under the rules' basis; absent for a state without a result
 * @param decidedArm the arm by the decision
 * @param launchedArm the arm by the launch
 * @param timeZero when its arm was settled: the decision (order: its giving), or as launched the launch where there is
 *     one; absent: undated
 * @param orderOfTimeZero the index of the entry that settled it
 * @param due the last whole day by which its result is expected
 * @param reported whether a final measurement was taken, on or after the due day where there is one
 * @param result its box in the case flow; absent for a state without a result
 * @param outcome what came of it, where that is known: its own, or the one that it shares
 * @param known when both the proposal with its forecast and the decision were known (order: the order); absent: not told
 * @param prospective whether proposal, forecast and decision were recorded before the outcome; absent without an outcome
 * @param undated whether its decision (order: its giving) or its known outcome has no time
 * @param disputed whether one side disputes one of its entries
 * @param claims the last word of each claimant on who was responsible, in log order
 * @param forecasts what was expected of that which was carried out, and what came of it
 */
public record AdviceCase(
        EngagementId engagement,
        ClientId client,
        WorkId id,
        long n,
        Description description,
        Optional<Origin> origin,
        Optional<DirectiveId> answered,
        Optional<PartyId> marketer,
        Optional<Party> adviser,
        Optional<Party> decider,
        OptionalInt importance,
        Optional<When> at,
        When waitingSince,
        Circumstances circumstances,
        State state,
        Optional<Choice> choice,
        int decisions,
        Optional<Launched> launched,
        Optional<When> launchedAt,
        Optional<Arm> arm,
        Optional<Arm> decidedArm,
        Optional<Arm> launchedArm,
        Optional<When> timeZero,
        long orderOfTimeZero,
        Optional<LocalDate> due,
        boolean reported,
        Optional<Result> result,
        Optional<Outcome> outcome,
        Optional<Instant> known,
        Optional<Boolean> prospective,
        boolean undated,
        boolean disputed,
        List<Claim> claims,
        List<Foretold> forecasts) {

    /** Copies. */
    public AdviceCase {
        claims = List.copyOf(claims);
        forecasts = List.copyOf(forecasts);
    }

    /**
     * Whether it is advice, or else an order.
     *
     * @return whether its id is a proposal's
     */
    public boolean isProposal() {
        return id instanceof ProposalId;
    }

    /**
     * When the decision that counts was made; of an order, when it was given.
     *
     * @return the time, if it is known
     */
    public Optional<When> decidedAt() {
        return isProposal() ? choice.flatMap(Choice::at) : at;
    }

    /** Whether something was known before the outcome occurred, or if that is undated before it was known. */
    static boolean prospective(Optional<Instant> known, Outcome outcome, ZoneId zone) {
        Optional<Instant> settled = outcome.at().map(at -> at.start(zone)).or(outcome::known);
        return known.isPresent() && settled.filter(known.get()::isBefore).isPresent();
    }

    /** The same case with the outcome of its initiative. */
    AdviceCase sharing(Outcome of, Result as, ZoneId zone) {
        return new AdviceCase(
                engagement,
                client,
                id,
                n,
                description,
                origin,
                answered,
                marketer,
                adviser,
                decider,
                importance,
                at,
                waitingSince,
                circumstances,
                state,
                choice,
                decisions,
                launched,
                launchedAt,
                arm,
                decidedArm,
                launchedArm,
                timeZero,
                orderOfTimeZero,
                due,
                true,
                Optional.of(as),
                Optional.of(of),
                known,
                Optional.of(prospective(known, of, zone)),
                undated || of.at().isEmpty(),
                disputed,
                claims,
                forecasts);
    }
}
