package org.heeded.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.heeded.DecisionLog;
import org.heeded.ReportRequest;
import org.heeded.log.Recorded;
import org.heeded.model.ClientId;
import org.heeded.model.Decision;
import org.heeded.model.Position;
import org.heeded.model.RejectedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Starts the whole tool on a real PostgreSQL. */
class AgencyToolTest {

    private static EmbeddedPostgres postgres;

    @TempDir
    private static Path directory;

    private static ConfigurableApplicationContext context;
    private static Tickets tickets;
    private static DecisionLog log;

    /** Each test has a client of its own. */
    private String client;

    @BeforeAll
    static void startDatabaseAndTool() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setPGStartupWait(Duration.ofMinutes(2))
                .start();
        startTool();
    }

    private static void startTool() {
        context = SpringApplication.run(
                AgencyTool.class,
                "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                "--spring.main.web-application-type=none",
                "--agency.log-keys=" + directory.resolve("keys"));
        tickets = context.getBean(Tickets.class);
        log = context.getBean(DecisionLog.class);
    }

    @AfterAll
    static void stopToolAndDatabase() throws IOException {
        context.close();
        postgres.close();
    }

    @BeforeEach
    void nameClient(TestInfo test) {
        client = test.getTestMethod().orElseThrow().getName();
    }

    private TransactionTemplate transaction() {
        return new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    }

    private long ticketsOfClient() {
        return context.getBean(JdbcClient.class)
                .sql("SELECT COUNT(*) FROM ticket WHERE client = ?")
                .param(client)
                .query(Long.class)
                .single();
    }

    private List<String> types() {
        return log.entries(Position.START, Integer.MAX_VALUE).stream()
                .map(Recorded::entry)
                .filter(e -> e.engagement().value().equals(client))
                .map(e -> e.event().type())
                .toList();
    }

    @Test
    void aTicketAndItsEntriesCommitTogether() {
        long ticket = tickets.suggest(client, "ana", "One landing page per audience");
        tickets.answer(
                ticket, "owner", Decision.overridden("One page for everyone").because("Simpler"));
        assertThat(ticketsOfClient()).isEqualTo(1);
        assertThat(types()).containsExactly("party-joined", "proposal-made", "party-joined", "decision-made");
        assertThat(log.report(ReportRequest.DEFAULT.client(new ClientId(client)))
                        .toText())
                .contains(client);
    }

    @Test
    void aTicketAndItsEntriesRollBackTogether() {
        assertThatThrownBy(() -> transaction().executeWithoutResult(status -> {
                    tickets.suggest(client, "ana", "One");
                    tickets.suggest(client, "ana", "Two");
                    throw new IllegalStateException("the tool changed its mind");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(ticketsOfClient()).isZero();
        assertThat(types()).isEmpty();
        tickets.suggest(client, "ana", "Three");
        assertThat(ticketsOfClient()).isEqualTo(1);
        assertThat(types()).containsExactly("party-joined", "proposal-made");
    }

    @Test
    void whatTheLogRefusesLeavesTheTicketAsItWas() {
        long ticket = tickets.suggest(client, "ana", "One landing page per audience");
        assertThatThrownBy(() -> tickets.answer(ticket, "owner", Decision.overridden("One landing page per audience")))
                .isInstanceOf(RejectedException.class);
        assertThat(context.getBean(JdbcClient.class)
                        .sql("SELECT status FROM ticket WHERE id = ?")
                        .param(ticket)
                        .query(String.class)
                        .single())
                .isEqualTo("open");
        assertThat(types()).containsExactly("party-joined", "proposal-made");
    }

    @Test
    void oneTransactionMayDoAllOfIt() {
        transaction().executeWithoutResult(status -> {
            long ticket = tickets.suggest(client, "ana", "One");
            tickets.answer(ticket, "owner", Decision.followed());
            tickets.answer(tickets.suggest(client, "ana", "Two"), "owner", Decision.followed());
            assertThat(types()).as("reading shows what is committed").isEmpty();
        });
        assertThat(types())
                .containsExactly(
                        "party-joined",
                        "proposal-made",
                        "party-joined",
                        "decision-made",
                        "proposal-made",
                        "decision-made");
    }

    @Test
    void theLogIsMetered() {
        MeterRegistry meters = context.getBean(MeterRegistry.class);
        long before = meters.get("heeded.append").timer().count();
        tickets.suggest(client, "ana", "One");
        assertThat(meters.get("heeded.append").timer().count()).isEqualTo(before + 2);
        assertThat(meters.get("heeded.rebuild").timer().count()).isEqualTo(1);
        assertThat(meters.get("heeded.conflicts").counter().count()).isZero();
        assertThat(meters.get("heeded.entries").gauge().value())
                .isEqualTo(log.end().value());
    }

    @Test
    void theLogEndsWithTheToolAndIsThereAgain() {
        tickets.suggest(client, "ana", "One");
        context.close();
        assertThatThrownBy(log::end).isInstanceOf(IllegalStateException.class);
        startTool();
        assertThat(types()).containsExactly("party-joined", "proposal-made");
    }
}
