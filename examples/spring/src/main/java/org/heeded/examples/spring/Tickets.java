package org.heeded.examples.spring;

import org.heeded.DecisionLog;
import org.heeded.Engagement;
import org.heeded.model.Decision;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the tool does all day. Each method is one transaction, for the tool's row and the log's entries alike. */
@Service
public class Tickets {

    private final JdbcClient database;
    private final DecisionLog log;

    Tickets(JdbcClient database, DecisionLog log) {
        this.database = database;
        this.log = log;
    }

    /**
     * Somebody at the agency suggests something to a client.
     *
     * @return the number of the ticket
     */
    @Transactional
    public long suggest(String client, String person, String title) {
        long ticket = database.sql("INSERT INTO ticket (client, title, status) VALUES (?, ?, 'open') RETURNING id")
                .params(client, title)
                .query(Long.class)
                .single();
        Engagement engagement = log.engagement(client);
        engagement.propose(advice(ticket), engagement.marketer(person, Role.SPECIALIST), Proposal.of(title));
        return ticket;
    }

    /**
     * The client answers.
     *
     * @throws org.heeded.model.RejectedException if the log refuses it; then the ticket stays as it was, too
     */
    @Transactional
    public void answer(long ticket, String contact, Decision decision) {
        String client = database.sql("UPDATE ticket SET status = 'answered' WHERE id = ? RETURNING client")
                .param(ticket)
                .query(String.class)
                .single();
        Engagement engagement = log.engagement(client);
        engagement.decide(advice(ticket), engagement.client(contact), decision);
    }

    private static ProposalId advice(long ticket) {
        return new ProposalId("ticket-" + ticket);
    }
}
