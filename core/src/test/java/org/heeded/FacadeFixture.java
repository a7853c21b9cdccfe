package org.heeded;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.heeded.log.Recorded;
import org.heeded.model.EngagementId;
import org.heeded.model.Event;
import org.heeded.model.Position;
import org.heeded.report.Audience;
import org.heeded.testkit.MovableClock;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** Logs of both kinds under a clock that the test moves. */
abstract class FacadeFixture {

    /** Where a log is kept. */
    enum Kept {
        IN_MEMORY,
        IN_FILES
    }

    final MovableClock clock = MovableClock.at("2026-01-05T09:00:00Z");
    final LogOptions options = LogOptions.DEFAULT.clock(clock);

    @TempDir
    Path temp;

    Path directory() {
        return temp.resolve("decisions");
    }

    DecisionLog open(Kept kept) {
        return kept == Kept.IN_MEMORY ? DecisionLog.inMemory(options) : DecisionLog.open(directory(), options);
    }

    /** A database in a file, without a pool. */
    SQLiteDataSource database() {
        SQLiteDataSource database = new SQLiteDataSource();
        database.setUrl("jdbc:sqlite:" + temp.resolve("decisions.db"));
        return database;
    }

    static List<Recorded> all(DecisionLog log) {
        return log.entries(Position.START, Integer.MAX_VALUE);
    }

    static List<Event> events(DecisionLog log, String engagement) {
        return all(log).stream()
                .map(Recorded::entry)
                .filter(e -> e.engagement().equals(new EngagementId(engagement)))
                .map(e -> e.event())
                .toList();
    }

    /** All of a report but for the time it was made. */
    static String json(Report report) {
        String json = report.toJson(Audience.INTERNAL);
        String less = json.replaceFirst("\"generatedAt\":\"[^\"]*\"", "\"generatedAt\":\"\"");
        if (less.equals(json)) {
            throw new AssertionError("no generatedAt in " + json.substring(0, 100));
        }
        return less;
    }

    static InputStream csv(String... lines) {
        return new ByteArrayInputStream((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    static LocalDate day(String date) {
        return LocalDate.parse(date);
    }
}
