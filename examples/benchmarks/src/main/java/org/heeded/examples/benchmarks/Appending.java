package org.heeded.examples.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.heeded.DecisionLog;
import org.heeded.model.Draft;

/** Somewhere to append to durably, empty at first. For several threads, each with a number of its own. */
interface Appending extends AutoCloseable {

    /** An entry, as the library is given it and as the record that it makes of it. */
    record Item(Draft draft, String record) {

        /** The drafts of some threads with their records. */
        static List<List<Item>> of(List<List<Draft>> dealt) {
            try (DecisionLog twin = DecisionLog.inMemory()) {
                List<List<Item>> items = new ArrayList<>();
                for (List<Draft> drafts : dealt) {
                    List<Item> own = new ArrayList<>();
                    twin.record(drafts).forEach(r -> own.add(new Item(drafts.get(own.size()), r.json())));
                    items.add(own);
                }
                return items;
            }
        }
    }

    /** Appends a group; returns when it is durable. */
    void append(int thread, List<Item> group);

    @Override
    void close();

    /** The library. */
    static Appending ours(Path directory) {
        DecisionLog log = DecisionLog.open(directory);
        return new Appending() {
            @Override
            public void append(int thread, List<Item> group) {
                List<Draft> drafts = group.size() == 1
                        ? List.of(group.get(0).draft())
                        : group.stream().map(Item::draft).toList();
                if (log.record(drafts).size() != group.size()) {
                    throw new IllegalStateException("a group was not taken whole");
                }
            }

            @Override
            public void close() {
                log.close();
            }
        };
    }

    /** A file, one write and one force a group, and nothing else. */
    static Appending plainForce(Path file) {
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Appending() {
            @Override
            public void append(int thread, List<Item> group) {
                try {
                    for (Item item : group) {
                        ByteBuffer bytes = ByteBuffer.wrap((item.record() + "\n").getBytes(StandardCharsets.UTF_8));
                        while (bytes.hasRemaining()) {
                            int unused = channel.write(bytes);
                        }
                    }
                    channel.force(false);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public void close() {
                try {
                    channel.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    /**
     * A table of records in a database, a transaction for each group.
     *
     * @param url where; a table that is there is dropped
     * @param position the column that numbers the records
     * @param connections as many as there are threads, or one that they take turns with
     */
    static Appending table(String url, String position, int connections) {
        try {
            List<Writer> writers = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                writers.add(Writer.open(url, i == 0, position));
            }
            return new Appending() {
                @Override
                public void append(int thread, List<Item> group) {
                    writers.get(thread % connections).append(group);
                }

                @Override
                public void close() {
                    writers.forEach(Writer::close);
                }
            };
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One connection. */
    record Writer(Connection connection, PreparedStatement insert, Lock turn) {

        private static Writer open(String url, boolean first, String position) throws SQLException {
            Connection connection = DriverManager.getConnection(url);
            try (Statement statement = connection.createStatement()) {
                if (url.startsWith("jdbc:sqlite:")) {
                    boolean unused = statement.execute("PRAGMA journal_mode = WAL");
                    unused = statement.execute("PRAGMA synchronous = FULL");
                }
                if (first) {
                    boolean unused = statement.execute("DROP TABLE IF EXISTS log");
                    unused = statement.execute("CREATE TABLE log (position " + position
                            + ", engagement VARCHAR(200) NOT NULL, record TEXT NOT NULL)");
                }
            }
            return new Writer(
                    connection,
                    connection.prepareStatement("INSERT INTO log (engagement, record) VALUES (?, ?)"),
                    new ReentrantLock());
        }

        private void append(List<Item> group) {
            turn.lock();
            try {
                boolean single = group.size() == 1;
                connection.setAutoCommit(single);
                for (Item item : group) {
                    insert.setString(1, item.draft().engagement().value());
                    insert.setString(2, item.record());
                    insert.addBatch();
                }
                if (insert.executeBatch().length != group.size()) {
                    throw new IllegalStateException("a group was not inserted whole");
                }
                if (!single) {
                    connection.commit();
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            } finally {
                turn.unlock();
            }
        }

        private void close() {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
