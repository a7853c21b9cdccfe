package org.heeded.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.heeded.model.CorruptException;
import org.heeded.model.DivergedException;
import org.heeded.model.Event;
import org.heeded.model.Party;
import org.heeded.model.Position;
import org.heeded.model.StoreException;
import org.heeded.privacy.InMemoryKeyStore;
import org.heeded.privacy.Sealer;
import org.heeded.testkit.FixtureLog;
import org.heeded.testkit.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Copying between stores of every kind, stopped at every point. */
class CopyTest {

    /** Where a log is kept. */
    enum Kind {
        IN_MEMORY,
        IN_FILES,
        IN_A_DATABASE
    }

    private static final int PAGE = 5;

    private final MovableClock clock = MovableClock.at("2026-07-01T09:00:00Z");
    private final Sealer sealer = new Sealer(new InMemoryKeyStore());

    @TempDir
    private Path temp;

    private HikariDataSource database;

    @BeforeEach
    void connect() {
        database = Databases.pool(Databases.sqlite(temp) + "?busy_timeout=20000", 4);
    }

    @AfterEach
    void disconnect() {
        database.close();
    }

    private Store open(Kind kind, String name) {
        return switch (kind) {
            case IN_MEMORY -> InMemoryStore.open(clock, AppendPolicy.LENIENT, sealer);
            case IN_FILES -> JsonLinesStore.open(temp.resolve(name), clock, AppendPolicy.STRICT, sealer);
            case IN_A_DATABASE ->
                JdbcStore.open(
                        database,
                        JdbcOptions.DEFAULT.tenant(name).tables(JdbcOptions.Tables.CREATE),
                        clock,
                        AppendPolicy.STRICT,
                        sealer);
        };
    }

    private Store source(Kind kind) {
        Store source = open(kind, "source");
        FixtureLog.drafts().forEach(draft -> {
            clock.tick(Duration.ofMinutes(1));
            assertThat(source.append(List.of(draft))).hasSize(1);
        });
        return source;
    }

    private static List<Recorded> all(Store store) {
        return store.read(Position.START, Integer.MAX_VALUE);
    }

    static Stream<Arguments> pairs() {
        return Arrays.stream(Kind.values())
                .flatMap(from -> Arrays.stream(Kind.values()).map(to -> Arguments.of(from, to)));
    }

    private static int pages(int entries) {
        return (entries + PAGE - 1) / PAGE;
    }

    /** Fails at the nth page, before it is written or after. */
    private static Store failing(Store store, int nth, boolean written) {
        return new ForwardingStore(store) {
            private int pages;

            @Override
            public void restore(List<Recorded> entries) {
                boolean now = pages++ == nth;
                if (now && !written) {
                    throw new StoreException(StoreException.Fate.NOT_WRITTEN, "stopped before page " + nth);
                }
                super.restore(entries);
                if (now) {
                    throw new StoreException(StoreException.Fate.UNKNOWN, "stopped after page " + nth);
                }
            }
        };
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aCopyThatFailedAtAnyPageIsAPrefixAndGoesOn(Kind from, Kind to) {
        try (Store source = source(from)) {
            for (int nth = 0; nth < pages(24); nth++) {
                for (boolean written : new boolean[] {false, true}) {
                    String name = "target" + nth + written;
                    Store target = open(to, name);
                    Store failing = failing(target, nth, written);
                    assertThatThrownBy(() -> Copy.run(source, failing, PAGE, position -> {}))
                            .isInstanceOf(StoreException.class);
                    int had = Math.min(24, (nth + (written ? 1 : 0)) * PAGE);
                    if (to != Kind.IN_MEMORY) {
                        target.close();
                        target = open(to, name);
                    }
                    assertThat(all(target)).isEqualTo(all(source).subList(0, had));
                    List<Position> progress = new ArrayList<>();
                    assertThat(Copy.run(source, target, PAGE, progress::add)).isEqualTo(new Position(24));
                    assertThat(progress).hasSize(pages(24 - had));
                    assertThat(all(target)).isEqualTo(all(source));
                    target.close();
                }
            }
        }
    }

    @Test
    void aCopyInFilesThatWasTornAnywhereInAPageGoesOn() throws IOException {
        try (Store source = source(Kind.IN_MEMORY)) {
            Path log = temp.resolve("torn");
            long acknowledged;
            try (Store target = open(Kind.IN_FILES, "torn")) {
                target.restore(all(source).subList(0, 20));
                acknowledged = Files.size(segment(log));
                target.restore(all(source).subList(20, 24));
            }
            byte[] whole = Files.readAllBytes(segment(log));
            for (long length = acknowledged; length <= whole.length; length += 37) {
                Files.write(segment(log), Arrays.copyOf(whole, (int) length));
                Files.write(log.resolve("HEAD"), Head.bytes(20));
                try (Store target = open(Kind.IN_FILES, "torn")) {
                    assertThat(target.end().value()).isBetween(20L, 24L);
                    assertThat(source.copyTo(target, position -> {})).isEqualTo(new Position(24));
                    assertThat(all(target)).isEqualTo(all(source));
                }
            }
        }
    }

    private static Path segment(Path log) throws IOException {
        try (Stream<Path> segments = Files.list(log.resolve("segments"))) {
            return segments.findFirst().orElseThrow();
        }
    }

    @Test
    void aTargetThatKeepsOtherBytesIsNoticed() {
        try (Store source = source(Kind.IN_MEMORY);
                Store target = open(Kind.IN_MEMORY, "target")) {
            Store careless = new ForwardingStore(target) {
                @Override
                public List<Recorded> read(Position from, int limit) {
                    return super.read(from, limit).stream()
                            .map(r -> r.position().value() == 7
                                    ? new Recorded(r.position(), r.entry(), r.json() + " ")
                                    : r)
                            .toList();
                }
            };
            assertThatThrownBy(() -> source.copyTo(careless, position -> {}))
                    .isInstanceOfSatisfying(DivergedException.class, e -> {
                        assertThat(e.position()).isEqualTo(new Position(7));
                        assertThat(e).hasMessageContaining("position 7");
                    });
        }
    }

    @Test
    void aSourceThatHandsOutLessThanItSaysIsNoticed() {
        try (Store source = source(Kind.IN_MEMORY);
                Store target = open(Kind.IN_MEMORY, "target")) {
            Store lying = new ForwardingStore(source) {
                @Override
                public Position end() {
                    return super.end().plus(1);
                }
            };
            assertThatThrownBy(() -> lying.copyTo(target, position -> {})).isInstanceOf(CorruptException.class);
            assertThat(all(target)).isEqualTo(all(source));
        }
    }

    @Test
    void sealedTextsStaySealedAndOnlyTheirKeysOpenThem() {
        Event.PartyJoined ana = (Event.PartyJoined) FixtureLog.drafts().get(2).event();
        Party other = ana.party().function("search");
        try (Store source = source(Kind.IN_MEMORY);
                Store with = open(Kind.IN_MEMORY, "with");
                Store without = InMemoryStore.open(clock, AppendPolicy.LENIENT, new Sealer(new InMemoryKeyStore()))) {
            source.copyTo(with, position -> {});
            source.copyTo(without, position -> {});
            assertThat(all(without)).isEqualTo(all(source));
            Event changed = new Event.PartyJoined(other);
            assertThat(with.changes(FixtureLog.id(3), changed)).containsExactly("function");
            assertThat(without.changes(FixtureLog.id(3), changed)).containsExactly("email", "function", "name");
        }
    }
}
