package org.heeded.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.heeded.model.Circumstances;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Event;
import org.heeded.model.Position;
import org.heeded.model.Text;
import org.heeded.privacy.InMemoryKeyStore;
import org.heeded.privacy.Sealer;
import org.heeded.testkit.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A log in files, to be damaged. With {@code -Dheeded.long=true} the tests that can run long do. */
abstract class LogFixture {

    static final boolean LONG = Boolean.getBoolean("heeded.long");
    static final EngagementId ACME = EngagementId.of("acme");

    @TempDir
    Path temp;

    /** After how many entries a log on a disk of the test writes a snapshot. */
    long snapshotAfter = Long.MAX_VALUE;

    final MovableClock clock = MovableClock.at("2026-03-01T12:00:00Z");
    final Sealer sealer = new Sealer(new InMemoryKeyStore());

    /** Keeps the reports of a thousand repairs off the console. */
    @BeforeEach
    final void quiet() {
        ((Logger) LoggerFactory.getLogger(JsonLinesStore.class)).setLevel(Level.ERROR);
    }

    @AfterEach
    final void loud() {
        ((Logger) LoggerFactory.getLogger(JsonLinesStore.class)).setLevel(null);
    }

    Path log() {
        return temp.resolve("log");
    }

    JsonLinesStore reopen() {
        return JsonLinesStore.open(log(), clock, AppendPolicy.LENIENT, sealer);
    }

    JsonLinesStore open(Disk disk, long roll) {
        return JsonLinesStore.open(log(), clock, AppendPolicy.LENIENT, sealer, settings(disk, roll));
    }

    JsonLinesStore.Settings settings(Disk disk, long roll) {
        return new JsonLinesStore.Settings(disk, roll, 1024, Duration.ofSeconds(5), false, snapshotAfter);
    }

    static Draft milestone(String what) {
        return Draft.of(ACME, new Event.Milestone(Text.of(what), Circumstances.NONE));
    }

    static String what(Recorded recorded) {
        return ((Event.Milestone) recorded.entry().event()).what().toString();
    }

    static List<Recorded> all(Store store) {
        return store.read(Position.START, Integer.MAX_VALUE);
    }

    List<Recorded> recovered() {
        try (Store store = reopen()) {
            return all(store);
        }
    }

    List<Path> segments() {
        return files("segments");
    }

    List<Path> torn() {
        return files("torn");
    }

    private List<Path> files(String directory) {
        if (!Files.exists(log().resolve(directory))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(log().resolve(directory))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A log of three single entries and one group of three. */
    List<Recorded> small() {
        try (Store store = reopen()) {
            for (String word : List.of("a", "b", "c")) {
                store.append(List.of(milestone(word)));
            }
            store.append(List.of(milestone("d"), milestone("e"), milestone("f")));
            return all(store);
        }
    }

    void acknowledged(long count) {
        write(log().resolve("HEAD"), Head.bytes(count));
    }

    static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The record in a line without its newline. */
    static String record(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return Line.parse(bytes).orElseThrow().json(bytes);
    }
}
