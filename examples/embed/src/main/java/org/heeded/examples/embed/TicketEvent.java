package org.heeded.examples.embed;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.heeded.model.Circumstances;
import org.heeded.model.Decision;
import org.heeded.model.Event;
import org.heeded.model.Forecast;
import org.heeded.model.Launched;
import org.heeded.model.Measurement;
import org.heeded.model.PartyId;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.Via;

/** What the project tool tells its plug-ins: a ticket that holds advice has moved. Each says itself in Heeded's words. */
public sealed interface TicketEvent {

    /** The tool's id of this message; it delivers at least once, and the same message has the same id. */
    UUID delivery();

    /** The account, which is the client. */
    String account();

    /** What happened, for the log. */
    Event told();

    /** Somebody on the team suggests something. */
    record Suggested(
            UUID delivery, String account, String ticket, String person, LocalDate day, String title, Goal goal)
            implements TicketEvent {

        /** What it is to achieve. */
        public record Goal(String channel, String metric, long target, LocalDate due) {}

        @Override
        public Event told() {
            return new Event.ProposalMade(
                    ProposalId.of(ticket),
                    Proposal.of(title)
                            .channel(goal.channel())
                            .forecast(Forecast.atLeast(goal.metric(), goal.target())
                                    .by(goal.due()))
                            .by(new PartyId(person))
                            .on(day));
        }
    }

    /** The client's contact answered, by a button in the portal or through an account manager. */
    record Answered(
            UUID delivery,
            String account,
            String ticket,
            String contact,
            LocalDate day,
            Optional<String> instead,
            Optional<String> reason)
            implements TicketEvent {

        @Override
        public Event told() {
            Decision answer = instead.map(Decision::overridden).orElseGet(Decision::followed);
            return new Event.DecisionMade(
                    ProposalId.of(ticket),
                    reason.map(answer::because)
                            .orElse(answer)
                            .by(new PartyId(contact))
                            .via(Via.TOOL)
                            .on(day));
        }
    }

    /** Something went live. */
    record WentLive(UUID delivery, String account, String ticket, LocalDate day, boolean asSuggested)
            implements TicketEvent {

        @Override
        public Event told() {
            Launched what = asSuggested ? Launched.ADVICE : Launched.ALTERNATIVE;
            return new Event.WorkLaunched(ProposalId.of(ticket), what, Optional.empty(), Circumstances.NONE).on(day);
        }
    }

    /** The analytics connector reports the final figure. */
    record Reported(UUID delivery, String account, String ticket, LocalDate day, String metric, long value)
            implements TicketEvent {

        @Override
        public Event told() {
            return new Event.OutcomeMeasured(
                    ProposalId.of(ticket), Measurement.of(metric, value).on(day));
        }
    }
}
