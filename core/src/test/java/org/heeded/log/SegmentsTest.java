package org.heeded.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.heeded.model.CorruptException;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Position;
import org.heeded.model.StoreException;
import org.heeded.testkit.RandomEvents;
import org.junit.jupiter.api.Test;

/** A log in files, opened again, rolled and read. */
class SegmentsTest extends LogFixture {

    @Test
    void aLogOpenedAgainIsTheSameAndGoesOn() {
        List<Recorded> written = new ArrayList<>();
        RandomEvents random = new RandomEvents(3);
        for (int i = 0; i < 3; i++) {
            try (Store store = reopen()) {
                assertThat(all(store)).isEqualTo(written);
                written.addAll(store.append(random.story(EngagementId.of("e" + i), 10)));
                written.addAll(store.append(List.of(milestone("m" + i))));
                assertThat(store.size(ACME)).isEqualTo(i + 1);
            }
        }
        assertThat(recovered()).isEqualTo(written);
    }

    @Test
    void theRulesKnowWhatWasThereBefore() {
        RandomEvents random = new RandomEvents(4);
        List<Draft> story = random.story(ACME, 30);
        List<Recorded> first;
        try (Store store = reopen()) {
            first = store.append(story);
        }
        try (Store store = reopen()) {
            assertThat(store.append(story)).isEqualTo(first);
            assertThat(store.engagements()).containsExactly(ACME);
            assertThat(store.asOf(clock.instant())).isEqualTo(store.end());
        }
    }

    @Test
    void segmentsRollAndAreChained() throws IOException {
        List<Recorded> written = new ArrayList<>();
        try (Store store = open(new LocalDisk(), 1500)) {
            for (int i = 0; i < 40; i++) {
                written.addAll(store.append(List.of(milestone("m" + i), milestone("n" + i))));
            }
            written.addAll(store.append(List.of(milestone("x".repeat(3000)))));
            written.addAll(store.append(List.of(milestone("y"))));
        }
        assertThat(segments()).hasSizeGreaterThan(8);
        for (Path segment : segments().subList(0, segments().size() - 2)) {
            assertThat(Files.size(segment)).isLessThanOrEqualTo(1500);
        }
        assertThat(recovered()).isEqualTo(written);
        try (JsonLinesStore verified = JsonLinesStore.openVerified(log(), clock, AppendPolicy.LENIENT, sealer)) {
            assertThat(all(verified)).isEqualTo(written);
            assertThat(verified.recovery().verified()).isTrue();
        }

        Path third = segments().get(2);
        byte[] bytes = Files.readAllBytes(third);
        bytes[bytes.length - 200] ^= 1;
        Files.write(third, bytes);
        assertThatThrownBy(this::reopen)
                .isInstanceOf(CorruptException.class)
                .hasMessageContaining(third.getFileName().toString())
                .hasMessageContaining("line ")
                .hasMessageContaining("byte ")
                .hasMessageContaining("entry ");
        bytes[bytes.length - 200] ^= 1;
        Files.write(third, bytes);
        assertThat(recovered()).isEqualTo(written);
        Files.delete(third);
        assertThatThrownBy(this::reopen).isInstanceOf(CorruptException.class).hasMessageContaining("is missing");
    }

    @Test
    void aClosedSegmentReplacedByOneWithGoodLinesIsFoundByTheChain() throws IOException {
        try (Store store = open(new LocalDisk(), 600)) {
            for (int i = 0; i < 6; i++) {
                store.append(List.of(milestone("m" + i)));
            }
        }
        Path first = segments().get(0);
        List<String> lines = Files.readAllLines(first);
        forge(first, lines, "longer");
        assertThatThrownBy(this::reopen)
                .isInstanceOf(CorruptException.class)
                .hasMessageContaining("does not fit the segment before");
        forge(first, lines, "mX");
        assertThat(recovered()).hasSize(6); // every line checks, and the length is right
        assertThatThrownBy(() -> JsonLinesStore.openVerified(log(), clock, AppendPolicy.LENIENT, sealer))
                .isInstanceOf(CorruptException.class)
                .hasMessageContaining("does not fit the segment before");
    }

    /** Puts another word in the first entry of a segment, with the right check. */
    private static void forge(Path segment, List<String> lines, String word) throws IOException {
        byte[] record = record(lines.get(1)).replace("m0", word).getBytes(StandardCharsets.UTF_8);
        List<String> forged = new ArrayList<>(lines);
        forged.set(1, new String(Line.frame(0, 0, 0, record), StandardCharsets.UTF_8).strip());
        Files.writeString(segment, String.join("\n", forged) + "\n");
    }

    @Test
    void anInterruptedThreadOpensRollsAndCloses() throws IOException {
        Thread.currentThread().interrupt();
        Store store = open(new LocalDisk(), 400);
        for (int i = 0; i < 5; i++) {
            store.append(List.of(milestone("m" + i)));
        }
        store.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(segments()).hasSize(5);
        assertThat(recovered()).hasSize(5);
    }

    @Test
    void damageIsFoundAtTheReadThatMeetsIt() throws IOException {
        try (Store store = reopen()) {
            store.append(List.of(milestone("aa"), milestone("bb")));
            Path segment = segments().get(0);
            Files.writeString(segment, Files.readString(segment).replace("\"bb\"", "\"BB\""));
            assertThat(store.read(Position.START, 1)).hasSize(1);
            assertThatThrownBy(() -> store.read(new Position(1), 1))
                    .isInstanceOf(CorruptException.class)
                    .hasMessageContaining("entry 1")
                    .hasMessageNotContaining("BB");
        }
    }

    @Test
    void somebodyElsesWriteIsNoticed() throws IOException {
        try (Store store = reopen()) {
            store.append(List.of(milestone("x")));
            Files.writeString(segments().get(0), "y", StandardOpenOption.APPEND);
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> store.append(List.of(milestone("z"))))
                        .isInstanceOfSatisfying(
                                StoreException.class,
                                e -> assertThat(e.fate()).isEqualTo(StoreException.Fate.NOT_WRITTEN))
                        .hasMessageContaining("somebody else");
            }
            assertThat(all(store)).hasSize(1);
        }
        assertThat(recovered()).hasSize(1);
    }
}
