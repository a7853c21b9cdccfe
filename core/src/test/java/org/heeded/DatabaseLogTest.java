package org.heeded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.heeded.log.JdbcOptions;
import org.heeded.model.Circumstances;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Event;
import org.heeded.model.Party;
import org.heeded.model.PartyId;
import org.heeded.model.Role;
import org.heeded.model.Side;
import org.heeded.model.StoreException;
import org.heeded.model.SubjectId;
import org.heeded.model.Text;
import org.junit.jupiter.api.Test;

/** What the facade adds for a log in a database. */
class DatabaseLogTest extends FacadeFixture {

    private static final JdbcOptions CREATE = JdbcOptions.DEFAULT.tables(JdbcOptions.Tables.CREATE);

    private static final Draft MILESTONE =
            Draft.of(EngagementId.of("acme"), new Event.Milestone(Text.of("new owner"), Circumstances.NONE));

    @Test
    void aGroupJoinsATransactionByItsConnection() throws SQLException {
        try (DecisionLog log = DecisionLog.open(database(), CREATE, options);
                Connection connection = database().getConnection()) {
            connection.setAutoCommit(false);
            log.record(connection, List.of(MILESTONE));
            connection.rollback();
            assertThat(all(log)).isEmpty();
            log.record(connection, List.of(MILESTONE));
            connection.commit();
            assertThat(all(log)).hasSize(1);
        }
        try (DecisionLog log = DecisionLog.inMemory(options);
                Connection connection = database().getConnection()) {
            assertThatThrownBy(() -> log.record(connection, List.of(MILESTONE)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("not in a database");
        }
    }

    @Test
    void withoutTablesOrKeysItSaysWhatToDo() {
        assertThatThrownBy(() -> DecisionLog.open(database(), options))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("JdbcOptions.Tables.CREATE");
        try (DecisionLog log = DecisionLog.open(database(), CREATE, options)) {
            Party named = Party.of(PartyId.of("o"), Side.CLIENT).name(new Text.Personal(SubjectId.of("s"), "Ana"));
            assertThatThrownBy(() -> log.engagement("acme").join(named))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("LogOptions.keys");
            assertThat(all(log)).isEmpty();
        }
    }

    @Test
    void twoLogsThatNameAPartyAtOnceNameItOnce() {
        try (DecisionLog one = DecisionLog.open(database(), CREATE, options);
                DecisionLog two = DecisionLog.open(database(), CREATE, options)) {
            for (DecisionLog log : List.of(one, two, one)) {
                log.engagement("acme").marketer("ana", Role.SPECIALIST);
            }
            assertThat(events(one, "acme")).hasSize(1);
            two.engagement("acme").marketer("ana", Role.HEAD);
            assertThat(events(one, "acme")).hasSize(2);
        }
    }
}
