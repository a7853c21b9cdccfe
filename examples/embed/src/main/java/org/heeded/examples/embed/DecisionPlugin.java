package org.heeded.examples.embed;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.heeded.CaseQuery;
import org.heeded.DecisionLog;
import org.heeded.Engagement;
import org.heeded.ReportRequest;
import org.heeded.dossier.AdviceCase;
import org.heeded.model.ClientId;
import org.heeded.model.EntryId;
import org.heeded.model.RejectedException;
import org.heeded.model.Role;
import org.heeded.model.Side;

/**
 * The plug-in: keeps the log from what the tool tells, and makes the pages that people see. One for the whole tool; the
 * log is safe for the tool's threads.
 */
public final class DecisionPlugin implements AutoCloseable {

    private static final int LATEST = 20;

    private final DecisionLog log;

    /** Takes over the log, and closes it at the end. */
    public DecisionPlugin(DecisionLog log) {
        this.log = log;
    }

    /**
     * Takes a message of the tool; one that is delivered again changes nothing.
     *
     * @return what to answer the tool: empty if all is well, else why the message can never be taken
     */
    public Optional<String> on(TicketEvent event) {
        try {
            Engagement account = log.engagement(event.account());
            if (event instanceof TicketEvent.Suggested suggested) {
                account.marketer(suggested.person(), Role.SPECIALIST);
            } else if (event instanceof TicketEvent.Answered answered) {
                account.client(answered.contact());
            }
            account.record(new EntryId(event.delivery()), event.told());
            return Optional.empty();
        } catch (RejectedException refused) {
            return Optional.of(refused.field() + " " + refused.problem());
        }
    }

    /** The mail of Monday morning: what waits on our side. */
    public String mondayMail() {
        return log.waiting().stream()
                .filter(item -> item.side() == Side.MARKETER)
                .map(item -> "- " + item + "\n")
                .collect(Collectors.joining());
    }

    /** The panel beside an account: its first tickets and where each stands. */
    public String panel(String account) {
        return log.cases(CaseQuery.ALL.engagement(account), Optional.empty(), LATEST).cases().stream()
                .map(DecisionPlugin::line)
                .collect(Collectors.joining());
    }

    private static String line(AdviceCase ticket) {
        String state = ticket.result().map(Enum::name).orElse(ticket.state().name());
        return ticket.id().value() + " " + state.toLowerCase(Locale.ROOT) + "\n";
    }

    /** The page for the review with a client: worded for both sides. */
    public String review(String account) {
        return log.report(ReportRequest.DEFAULT.client(new ClientId(account))).toText();
    }

    @Override
    public void close() {
        log.close();
    }
}
