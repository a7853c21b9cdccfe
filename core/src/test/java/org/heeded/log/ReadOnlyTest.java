package org.heeded.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.heeded.model.CorruptException;
import org.heeded.model.Position;
import org.heeded.model.StoreException;
import org.junit.jupiter.api.Test;

/** Reading a log beside the one that writes it. */
class ReadOnlyTest extends LogFixture {

    private Store view() {
        return JsonLinesStore.openReadOnly(log(), sealer);
    }

    @Test
    void itGrowsWithTheLogOverSegmentsAndSeesWholeGroups() {
        try (Store store = open(new LocalDisk(), 700);
                Store view = view()) {
            assertThat(view.end()).isEqualTo(Position.START);
            for (int i = 0; i < 40; i++) {
                Recorded last = store.append(List.of(milestone("a" + i), milestone("b" + i)))
                        .get(1);
                assertThat(view.end()).isEqualTo(store.end());
                assertThat(view.find(last.entry().id())).contains(last);
                assertThat(view.size(ACME)).isEqualTo(2L * i + 2);
            }
            assertThat(segments()).hasSizeGreaterThan(10);
            assertThat(all(view)).isEqualTo(all(store));
            assertThat(view.asOf(clock.instant())).isEqualTo(store.end());
        }
    }

    @Test
    void itStopsAtHeadWhateverStandsBehind() throws IOException {
        List<Recorded> written = small();
        acknowledged(3);
        try (Store view = view()) {
            assertThat(all(view)).isEqualTo(written.subList(0, 3));
            Files.writeString(segments().get(0), "torn", StandardOpenOption.APPEND);
            assertThat(all(view)).isEqualTo(written.subList(0, 3));
            acknowledged(6);
            assertThat(all(view)).isEqualTo(written);
        }
        assertThat(bytes(segments().get(0))).asString().endsWith("torn");
        assertThat(torn()).isEmpty();
    }

    @Test
    void whatItReadAheadAndWasThenWrittenAnewIsReadAgain() {
        small();
        Path segment = segments().get(0);
        byte[] whole = bytes(segment);
        int at = new String(whole, StandardCharsets.UTF_8).indexOf("{\"g\":3,");
        byte[] other = whole.clone();
        other[at + 50] ^= 1;
        write(segment, other);
        acknowledged(3);
        try (Store view = view()) {
            assertThat(all(view)).hasSize(3);
            write(segment, whole);
            acknowledged(6);
            assertThat(all(view)).hasSize(6);
        }
    }

    @Test
    void damageBelowHeadIsRefused() {
        small();
        Path segment = segments().get(0);
        byte[] whole = bytes(segment);
        whole[whole.length - 20] ^= 1;
        write(segment, whole);
        assertThatThrownBy(this::view).isInstanceOf(CorruptException.class).hasMessageContaining("entry 5");
        acknowledged(7);
        whole[whole.length - 20] ^= 1;
        write(segment, whole);
        assertThatThrownBy(this::view)
                .isInstanceOf(CorruptException.class)
                .hasMessageContaining("00000000000000000006.jsonl is missing");
        write(log().resolve("HEAD"), new byte[32]);
        assertThatThrownBy(this::view).isInstanceOf(CorruptException.class).hasMessageContaining("HEAD");
    }

    @Test
    void itWritesNothingAndTakesNothing() {
        assertThatThrownBy(this::view).isInstanceOf(StoreException.class).hasMessageContaining("no log");
        assertThat(log()).doesNotExist();
        small();
        Store closed;
        try (Store view = view()) {
            closed = view;
            assertThatThrownBy(() -> view.append(List.of(milestone("x"))))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.fate()).isEqualTo(StoreException.Fate.NOT_WRITTEN))
                    .hasMessageContaining("reading only");
            assertThat(view.appendAsync(List.of(milestone("x")))).isCompletedExceptionally();
            try (JsonLinesStore writer = reopen()) {
                writer.append(List.of(milestone("y")));
            }
            assertThat(all(view)).hasSize(7);
        }
        assertThatThrownBy(closed::end).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFollowerOfItIsHandedWhatAnotherProcessAppends() throws Exception {
        small();
        try (Store view = view();
                JsonLinesStore writer = reopen()) {
            BlockingQueue<Recorded> handed = new LinkedBlockingQueue<>();
            Following following = view.follow(new Position(4), handed::add);
            List<Recorded> seen = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                writer.append(List.of(milestone("later" + i)));
            }
            while (seen.size() < 22) {
                Recorded next = handed.poll(60, TimeUnit.SECONDS);
                assertThat(next).isNotNull();
                seen.add(next);
            }
            assertThat(seen).isEqualTo(all(writer).subList(4, 26));
            following.close();
            assertThat(following.ended()).succeedsWithin(Duration.ofSeconds(60));
        }
    }

    @Test
    void aFollowerEndsWithTheDamageItMeets() {
        small();
        try (Store store = reopen()) {
            Path segment = segments().get(0);
            byte[] whole = bytes(segment);
            whole[whole.length - 20] ^= 1;
            write(segment, whole);
            Following following = store.follow(Position.START, recorded -> {});
            assertThat(following.ended())
                    .failsWithin(Duration.ofSeconds(60))
                    .withThrowableOfType(java.util.concurrent.ExecutionException.class)
                    .withCauseInstanceOf(CorruptException.class);
        }
    }
}
