package org.heeded.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.heeded.model.StoreException;
import org.heeded.model.StoreException.Fate;
import org.junit.jupiter.api.Test;

/** What an append does when the disk fails it. */
class AppenderTest extends LogFixture {

    private final AtomicReference<MemoryDisk.Faults> faults = new AtomicReference<>(MemoryDisk.Faults.NONE);
    private final MemoryDisk disk = new MemoryDisk(7)
            .failing((n, kind, path) -> Objects.requireNonNull(faults.get()).fails(n, kind, path));

    private void fail(String file, MemoryDisk.Kind... kinds) {
        faults.set((n, kind, path) ->
                path.toString().contains(file) && List.of(kinds).contains(kind));
    }

    private void mend() {
        faults.set(MemoryDisk.Faults.NONE);
    }

    private Path segment(long first) {
        return new LogDirectory(disk, log()).segment(first);
    }

    private List<String> reopened() {
        mend();
        try (Store store = open(disk, 1 << 20)) {
            return all(store).stream().map(LogFixture::what).toList();
        }
    }

    private static void assertFate(Store store, String word, Fate fate) {
        assertThatThrownBy(() -> store.append(List.of(milestone(word), milestone(word))))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.fate()).isEqualTo(fate));
    }

    @Test
    void everyAppendIsForcedOnce() {
        try (Store store = open(disk, 1 << 20)) {
            int before = disk.forces();
            store.append(List.of(milestone("a"), milestone("b")));
            store.append(List.of(milestone("c")));
            assertThat(disk.forces()).isEqualTo(before + 2);
        }
    }

    @Test
    void aFailedWriteIsCutBackAndTheLogGoesOn() {
        try (Store store = open(disk, 1 << 20)) {
            store.append(List.of(milestone("a")));
            byte[] good = disk.bytes(segment(0));
            fail("segments", MemoryDisk.Kind.WRITE);
            assertFate(store, "x".repeat(2000), Fate.NOT_WRITTEN);
            assertThat(disk.bytes(segment(0))).isEqualTo(good);
            mend();
            store.append(List.of(milestone("b")));
            assertThat(all(store)).hasSize(2);
        }
        assertThat(reopened()).containsExactly("a", "b");
    }

    @Test
    void aFullDiskIsSurvivedAndTheLogGoesOnWhenThereIsRoom() {
        try (Store store = open(disk, 1000)) {
            store.append(List.of(milestone("a")));
            disk.room(1500);
            assertFate(store, "b".repeat(2000), Fate.NOT_WRITTEN);
            store.append(List.of(milestone("c")));
            assertFate(store, "d".repeat(2000), Fate.NOT_WRITTEN);
            disk.room(Long.MAX_VALUE);
            store.append(List.of(milestone("e")));
        }
        assertThat(reopened()).containsExactly("a", "c", "e");
    }

    @Test
    void aWriteThatCannotBeCutBackPoisonsTheLog() {
        try (Store store = open(disk, 1 << 20)) {
            store.append(List.of(milestone("a")));
            fail("segments", MemoryDisk.Kind.WRITE, MemoryDisk.Kind.TRUNCATE);
            assertFate(store, "b", Fate.UNKNOWN);
            mend();
            assertFate(store, "c", Fate.NOT_WRITTEN);
            assertThat(all(store)).hasSize(1);
        }
        assertThat(reopened()).containsExactly("a");
    }

    @Test
    void aFailedForcePoisonsTheLogAndIsNeverTriedAgain() {
        int forces;
        try (Store store = open(disk, 1 << 20)) {
            store.append(List.of(milestone("a")));
            fail("segments", MemoryDisk.Kind.FORCE);
            assertFate(store, "b", Fate.UNKNOWN);
            forces = disk.forces();
            mend();
            assertFate(store, "c", Fate.NOT_WRITTEN);
            assertThat(all(store)).hasSize(1);
        }
        assertThat(disk.forces()).isEqualTo(forces);
        assertThat(reopened()).containsExactly("a", "b", "b"); // written after all, as it turns out
    }

    @Test
    void aHeadThatCannotBeWrittenStopsTheLogBehindTheAcknowledgedEntry() {
        try (Store store = open(disk, 1 << 20)) {
            store.append(List.of(milestone("a")));
            fail("HEAD", MemoryDisk.Kind.WRITE);
            store.append(List.of(milestone("b")));
            assertFate(store, "c", Fate.NOT_WRITTEN);
            assertThat(all(store)).hasSize(2);
        }
        assertThat(reopened()).containsExactly("a", "b");
    }

    @Test
    void aSegmentThatCannotBeBegunIsTriedAgainBeforeAnythingElse() {
        try (Store store = open(disk, 600)) {
            store.append(List.of(milestone("a")));
            fail("00001.jsonl", MemoryDisk.Kind.WRITE);
            assertFate(store, "b".repeat(500), Fate.NOT_WRITTEN);
            assertThatThrownBy(() -> store.append(List.of(milestone("small")))).isInstanceOf(StoreException.class);
            mend();
            store.append(List.of(milestone("c")));
            assertThat(disk.bytes(segment(1))).asString().contains("\"first\":1", "\"c\"");
        }
        assertThat(reopened()).containsExactly("a", "c");
    }

    @Test
    void aSegmentLeftUnbegunIsMovedAway() {
        try (Store store = open(disk, 400)) {
            store.append(List.of(milestone("a")));
            fail("00001.jsonl", MemoryDisk.Kind.WRITE);
            assertFate(store, "b", Fate.NOT_WRITTEN);
        }
        mend();
        try (JsonLinesStore store = open(disk, 400)) {
            assertThat(all(store)).hasSize(1);
            assertThat(store.recovery().torn().orElseThrow().at()).isZero();
        }
        assertThat(disk.exists(segment(1))).isFalse();
    }

    @Test
    void aSegmentThatCannotBeForcedPoisonsTheLog() {
        for (MemoryDisk.Kind kind : List.of(MemoryDisk.Kind.FORCE, MemoryDisk.Kind.FORCE_DIRECTORY)) {
            mend();
            MemoryDisk fresh = new MemoryDisk(8)
                    .failing(
                            (n, k, path) -> Objects.requireNonNull(faults.get()).fails(n, k, path));
            try (Store store = open(fresh, 400)) {
                store.append(List.of(milestone("a")));
                faults.set((n, k, path) -> k == kind
                        && (path.endsWith("segments") || path.toString().contains("00001.jsonl")));
                assertFate(store, "b", Fate.NOT_WRITTEN);
                mend();
                assertFate(store, "c", Fate.NOT_WRITTEN);
            }
            try (Store store = open(fresh, 400)) {
                assertThat(all(store)).hasSize(1);
            }
        }
    }
}
