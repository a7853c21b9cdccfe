package org.heeded.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.heeded.model.Circumstances;
import org.heeded.model.CorruptException;
import org.heeded.model.Decision;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Entry;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.Party;
import org.heeded.model.PartyId;
import org.heeded.model.Position;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.RejectedException;
import org.heeded.model.SubjectId;
import org.heeded.model.Text;
import org.heeded.model.WorkId;
import org.heeded.testkit.RandomEvents;
import org.junit.jupiter.api.Test;

/**
 * Opening with a snapshot is opening without one, only faster: in all that a store says and refuses. Whatever is wrong with a
 * snapshot, the log is read as if it were not there.
 */
class SnapshotTest extends LogFixture {

    private static final int ROLL = 20_000;
    private static final int SEEDS = LONG ? 100 : 6;
    private static final List<EngagementId> ENGAGEMENTS =
            List.of(ACME, EngagementId.of("zebra"), EngagementId.of("ö \"x\""), EngagementId.of("idle"));
    private static final List<SubjectId> SUBJECTS = List.of(SubjectId.of("ana"), SubjectId.of("ben"));
    private static final List<PartyId> PARTIES = List.of(PartyId.of("p1"), PartyId.of("p2"), PartyId.of("p3"));

    private final MemoryDisk disk = new MemoryDisk(1);

    SnapshotTest() {
        snapshotAfter = 1;
    }

    private Path snapshot() {
        return log().resolve("snapshots").resolve("ledger");
    }

    private MemoryDisk without() {
        MemoryDisk without = disk.copy();
        without.delete(snapshot());
        return without;
    }

    /** The disk with another snapshot. */
    private MemoryDisk with(byte[] snapshot) {
        MemoryDisk with = disk.copy();
        with.put(snapshot(), snapshot);
        return with;
    }

    /** Opens a log that is to use its snapshot for so many entries. */
    private JsonLinesStore resumed(MemoryDisk from, long entries) {
        JsonLinesStore store = open(from, ROLL);
        assertThat(store.recovery().resumed()).isEqualTo(entries);
        return store;
    }

    private void write(List<Draft> drafts) {
        try (Store store = open(disk, ROLL)) {
            store.append(drafts);
        }
    }

    /** Appends something that the rules may refuse. */
    private void act(Store store, SplittableRandom random, RandomEvents events) {
        EngagementId engagement = ENGAGEMENTS.get(random.nextInt(ENGAGEMENTS.size() - 1));
        List<Recorded> all = all(store);
        clock.tick(Duration.ofMillis(random.nextInt(-3000, 9000)));
        try {
            switch (all.isEmpty() ? 0 : random.nextInt(9)) {
                case 0, 1 -> store.append(events.story(engagement, 2));
                case 2 -> store.append(List.of(Draft.of(engagement, party(random))));
                case 3 -> {
                    Entry entry = all.get(random.nextInt(all.size())).entry();
                    store.append(List.of(Draft.of(
                            entry.engagement(),
                            new Event.EntryRetracted(entry.id(), Optional.empty(), Circumstances.NONE))));
                }
                case 4, 5 -> correct(store, all.get(random.nextInt(all.size())).entry(), random, events);
                case 6 -> {
                    SubjectId subject = SUBJECTS.get(random.nextInt(SUBJECTS.size()));
                    if (random.nextInt(4) == 0) {
                        store.append(store.holding(subject).stream()
                                .map(e -> Draft.of(e, new Event.SubjectErased(subject, Circumstances.NONE)))
                                .toList());
                    }
                }
                case 7 -> {
                    Text about = Text.about(SUBJECTS.get(random.nextInt(SUBJECTS.size())), "about");
                    store.append(List.of(Draft.of(engagement, new Event.Milestone(about, Circumstances.NONE))));
                }
                default ->
                    store.append(List.of(Draft.of(
                            engagement, events.of(RandomEvents.TYPES.get(random.nextInt(RandomEvents.TYPES.size()))))));
            }
        } catch (RejectedException e) {
            // so it is with random work
        }
    }

    private static Event party(SplittableRandom random) {
        PartyId id = PARTIES.get(random.nextInt(PARTIES.size()));
        Text name = Text.about(SUBJECTS.get(random.nextInt(SUBJECTS.size())), "name " + random.nextInt(100));
        return new Event.PartyJoined(Party.client(id.value()).name(name));
    }

    private static void correct(Store store, Entry entry, SplittableRandom random, RandomEvents events) {
        Event is = entry.event() instanceof Event.DecisionMade made
                ? new Event.DecisionMade(made.proposal(), Decision.of(Decision.Kind.DECLINED))
                : entry.event() instanceof Event.PartyJoined
                        ? party(random)
                        : events.of(entry.event().type());
        store.append(List.of(Draft.of(
                entry.engagement(),
                new Event.EntryCorrected(
                        entry.id(), is, store.changes(entry.id(), is), Text.of("wrong"), Circumstances.NONE))));
    }

    /** All that a store says. */
    private Map<String, Object> answers(Store store) {
        Map<String, Object> answers = new LinkedHashMap<>();
        List<Recorded> all = all(store);
        answers.put("all", all);
        answers.put("end", store.end());
        answers.put("engagements", store.engagements());
        answers.put("erased", store.erased());
        for (EngagementId each : ENGAGEMENTS) {
            answers.put("read " + each, store.read(each, 0, Integer.MAX_VALUE));
            answers.put("page " + each, store.read(each, 3, 2));
            answers.put("size " + each, store.size(each));
        }
        SUBJECTS.forEach(each -> answers.put("holding " + each, store.holding(each)));
        PARTIES.forEach(each -> answers.put("party " + each, store.party(each)));
        for (Recorded each : all) {
            Entry entry = each.entry();
            answers.put("find " + entry.id(), store.find(entry.id()));
            answers.put("current " + entry.id(), store.current(entry.id()));
            answers.put("as of " + entry.recordedAt(), store.asOf(entry.recordedAt()));
            answers.put(
                    "before " + entry.recordedAt(),
                    store.asOf(entry.recordedAt().minusMillis(1)));
            EngagementState.references(entry.event()).forEach(r -> {
                if (r.id() instanceof WorkId work) {
                    answers.put("knows " + work, store.knows(entry.engagement(), work));
                }
            });
        }
        answers.put("find no", store.find(EntryId.of("00000000-0000-7000-8000-000000000000")));
        answers.put("as of ever", List.of(store.asOf(Instant.MIN), store.asOf(Instant.MAX)));
        answers.put("refused", refusals(store, all));
        return answers;
    }

    /** What a store refuses of much that may or may not be right. */
    private List<String> refusals(Store store, List<Recorded> all) {
        List<String> refusals = new ArrayList<>();
        RandomEvents events = new RandomEvents(5);
        SplittableRandom random = new SplittableRandom(6);
        List<Draft> drafts = new ArrayList<>();
        for (Recorded each : all) {
            Entry entry = each.entry();
            EngagementId engagement = entry.engagement();
            drafts.add(entry.draft());
            drafts.add(Draft.of(engagement, entry.event()));
            drafts.add(Draft.of(ACME, entry.event()));
            drafts.add(new Draft(engagement, Optional.of(entry.id()), party(random), entry.unknownFields()));
            drafts.add(
                    Draft.of(engagement, new Event.EntryRetracted(entry.id(), Optional.empty(), Circumstances.NONE)));
            drafts.add(Draft.of(
                    engagement,
                    new Event.EntryCorrected(
                            entry.id(),
                            events.of(Event.GoalSet.TYPE),
                            List.of("name"),
                            Text.of("no"),
                            Circumstances.NONE)));
            if (entry.event() instanceof Event.ProposalMade made) {
                drafts.add(Draft.of(
                        engagement,
                        new Event.DecisionMade(
                                made.proposal(),
                                made.advice()
                                        .description()
                                        .title()
                                        .map(title -> Decision.of(Decision.Kind.OVERRIDDEN)
                                                .instead(title))
                                        .orElse(Decision.of(Decision.Kind.WITHDRAWN)))));
            }
        }
        SUBJECTS.forEach(s -> drafts.add(Draft.of(ACME, new Event.SubjectErased(s, Circumstances.NONE))));
        for (Draft draft : drafts) {
            store.check(List.of(draft))
                    .forEach(r -> refusals.add(r.index() + " " + r.why().getMessage()));
            refusals.add("-");
        }
        return refusals;
    }

    private static void assertSame(Map<String, Object> one, Map<String, Object> other) {
        other.forEach(
                (question, answer) -> assertThat(one.get(question)).as(question).isEqualTo(answer));
        assertThat(one).hasSameSizeAs(other);
    }

    @Test
    void aLogThatIsOpenedWithASnapshotIsTheSameInAllThatItSaysAndRefuses() {
        long resumed = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            RandomEvents events = new RandomEvents(seed);
            MemoryDisk mine = new MemoryDisk(seed);
            Map<String, Object> before = Map.of();
            for (int session = 0; session < 4; session++) {
                snapshotAfter = random.nextInt(3) == 0 ? Long.MAX_VALUE : 1;
                try (JsonLinesStore store = open(mine, ROLL)) {
                    resumed += store.recovery().resumed();
                    if (session > 0) {
                        assertSame(answers(store), before);
                    }
                    for (int i = random.nextInt(20); i >= 0; i--) {
                        act(store, random, events);
                    }
                    before = answers(store);
                }
            }
            mine.delete(snapshot());
            snapshotAfter = Long.MAX_VALUE;
            try (JsonLinesStore store = open(mine, ROLL)) {
                assertThat(store.recovery().resumed()).isZero();
                assertSame(before, answers(store));
            }
        }
        assertThat(resumed).isPositive();
    }

    @Test
    void whatComesBehindASnapshotIsReadAndItsSegmentsAreChained() {
        write(new RandomEvents(1).story(ACME, 40));
        byte[] first = disk.bytes(snapshot());
        long entries;
        try (Store store = open(disk, ROLL)) {
            entries = store.end().value();
            for (int i = 0; i < 40; i++) {
                store.append(new RandomEvents(i).story(EngagementId.of("later" + i), 2));
            }
        }
        MemoryDisk behind = with(first);
        Map<String, Object> all;
        try (JsonLinesStore store = open(without(), ROLL)) {
            assertThat(store.recovery().segments()).isGreaterThan(2);
            all = answers(store);
        }
        try (JsonLinesStore store = resumed(behind, entries)) {
            assertSame(answers(store), all);
        }
        JsonLinesStore.open(
                        log(),
                        clock,
                        AppendPolicy.LENIENT,
                        sealer,
                        settings(behind, ROLL).verify(true))
                .close();
    }

    @Test
    void aSnapshotInWhichAnyBitIsFlippedIsNotUsed() {
        write(List.of(milestone("a"), milestone("b"), Draft.of(ACME, party(new SplittableRandom(1)))));
        byte[] whole = disk.bytes(snapshot());
        List<Recorded> written;
        try (Store store = resumed(disk.copy(), 3)) {
            written = all(store);
        }
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            try (Store store = resumed(with(flipped), 0)) {
                assertThat(all(store)).isEqualTo(written);
            }
        }
        for (int length = 0; length < whole.length; length++) {
            resumed(with(Arrays.copyOf(whole, length)), 0).close();
            resumed(with(Arrays.copyOfRange(whole, length, whole.length)), length == 0 ? 3 : 0)
                    .close();
        }
        resumed(with(Arrays.copyOf(whole, whole.length + 1)), 0).close();
        resumed(with(new byte[1000]), 0).close();
    }

    @Test
    void aSnapshotOfAnotherFormatIsNotUsed() {
        write(List.of(milestone("a")));
        byte[] other = disk.bytes(snapshot());
        ByteBuffer in = ByteBuffer.wrap(other);
        int length = in.getInt(other.length - 8);
        int from = other.length - 8 - length;
        for (byte format : new byte[] {1, 0, 2}) {
            other[from + "heedsnap".length() + 1] = format;
            CRC32C crc = new CRC32C();
            crc.update(other, from, length);
            in.putInt(other.length - 4, (int) crc.getValue());
            resumed(with(other), format == 1 ? 1 : 0).close();
        }
    }

    @Test
    void aSnapshotOfAnotherLogIsNotUsed() {
        List<Draft> drafts = new RandomEvents(2).story(ACME, 3);
        write(drafts);
        MemoryDisk other = new MemoryDisk(2);
        try (Store store = open(other, ROLL)) {
            store.append(drafts);
        }
        MemoryDisk mixed = with(other.bytes(snapshot()));
        try (Store store = resumed(mixed, 0);
                Store same = open(without(), ROLL)) {
            assertSame(answers(store), answers(same));
        }
    }

    @Test
    void aSnapshotOfALogThatWasRestoredFromABackupIsNotUsedForOtherEntries() {
        write(List.of(milestone("a")));
        MemoryDisk backup = without();
        write(List.of(milestone("b")));
        byte[] longer = disk.bytes(snapshot());
        backup.put(snapshot(), longer);
        try (Store store = resumed(backup, 0)) {
            assertThat(all(store)).hasSize(1);
            store.append(List.of(milestone("c")));
            store.append(List.of(milestone("d")));
        }
        backup.put(snapshot(), longer);
        try (Store store = resumed(backup, 0)) {
            assertThat(all(store).stream().map(LogFixture::what)).containsExactly("a", "c", "d");
        }
    }

    @Test
    void aSnapshotThatIsAheadOfHeadIsNotUsed() {
        write(List.of(milestone("a")));
        write(List.of(milestone("b")));
        disk.put(log().resolve("HEAD"), Head.bytes(1));
        try (JsonLinesStore store = resumed(disk, 0)) {
            assertThat(store.recovery().rewritten()).isEqualTo(1);
        }
    }

    @Test
    void aSegmentOfAnotherLengthOrHeaderMakesTheSnapshotUnused() {
        try (Store store = open(disk, 500)) {
            for (int i = 0; i < 6; i++) {
                store.append(List.of(milestone("m" + i)));
            }
        }
        List<Path> segments = disk.files().stream()
                .filter(file -> file.toString().endsWith(".jsonl"))
                .sorted()
                .toList();
        assertThat(segments).hasSizeGreaterThan(2);
        for (Path segment : segments) {
            byte[] bytes = disk.bytes(segment);
            MemoryDisk longer = disk.copy();
            longer.put(segment, Arrays.copyOf(bytes, bytes.length + 1));
            boolean last = segment.equals(segments.get(segments.size() - 1));
            if (last) {
                try (JsonLinesStore store = open(longer, 500)) {
                    assertThat(store.recovery().torn()).isPresent();
                    assertThat(store.recovery().resumed()).isEqualTo(6);
                }
            } else {
                assertThatThrownBy(() -> open(longer, 500)).isInstanceOf(CorruptException.class);
            }
            MemoryDisk missing = disk.copy();
            missing.delete(segment);
            assertThatThrownBy(() -> open(missing, 500)).isInstanceOf(CorruptException.class);
        }
    }

    @Test
    void verifyingReadsAllOfTheLog() {
        write(List.of(milestone("zoo"), milestone("b")));
        Path segment = log().resolve("segments/00000000000000000000.jsonl");
        byte[] damaged = disk.bytes(segment);
        damaged[new String(damaged, StandardCharsets.ISO_8859_1).indexOf("zoo")] ^= 1;
        disk.put(segment, damaged);
        try (Store store = resumed(disk, 2)) {
            assertThat(store.read(new Position(1), 1)).hasSize(1);
            assertThatThrownBy(() -> store.read(Position.START, 1))
                    .isInstanceOf(CorruptException.class)
                    .hasMessageContaining("entry 0");
        }
        assertThatThrownBy(() -> JsonLinesStore.open(
                        log(),
                        clock,
                        AppendPolicy.LENIENT,
                        sealer,
                        settings(disk, ROLL).verify(true)))
                .isInstanceOf(CorruptException.class);
    }

    @Test
    void aReaderBesideTheWriterUsesOneAndWritesNone() {
        write(List.of(milestone("zoo"), milestone("b")));
        Path segment = log().resolve("segments/00000000000000000000.jsonl");
        byte[] damaged = disk.bytes(segment);
        damaged[new String(damaged, StandardCharsets.ISO_8859_1).indexOf("zoo")] ^= 1;
        disk.put(segment, damaged);
        try (JsonLinesStore store = open(disk, ROLL);
                Store view = JsonLinesView.open(
                        new LogDirectory(
                                disk.failing((n, kind, path) ->
                                        kind == MemoryDisk.Kind.WRITE && path.startsWith(log().resolve("snapshots"))),
                                log()),
                        sealer)) {
            assertThat(view.size(ACME)).as("entry 0 was not read").isEqualTo(2);
            store.append(List.of(milestone("c")));
            assertThat(view.size(ACME)).isEqualTo(3);
            assertThat(view.read(new Position(1), 9)).hasSize(2);
            assertThatThrownBy(() -> view.read(Position.START, 1)).isInstanceOf(CorruptException.class);
        }
    }

    @Test
    void anErasureRemovesWhatWasWrittenBefore() {
        SubjectId ana = SUBJECTS.get(0);
        write(List.of(Draft.of(ACME, new Event.Milestone(Text.about(ana, "x"), Circumstances.NONE))));
        byte[] before = disk.bytes(snapshot());
        assertThat(before).isNotEmpty();
        Path other = log().resolve("snapshots").resolve("other");
        disk.put(other, new byte[1]);
        List<Draft> erasure = List.of(Draft.of(ACME, new Event.SubjectErased(ana, Circumstances.NONE)));
        try (Store store = open(disk, ROLL)) {
            store.append(erasure);
            assertThat(disk.files()).doesNotContain(snapshot(), other);
        }
        snapshotAfter = Long.MAX_VALUE;
        MemoryDisk crashed = with(before);
        try (Store store = resumed(crashed, 1)) {
            assertThat(store.erased()).containsExactly(ana);
            assertThat(crashed.files()).doesNotContain(snapshot());
        }
    }

    @Test
    void aDiskThatTakesNoSnapshotKeepsTheLogFromNothing() {
        disk.failing((n, kind, path) -> path.startsWith(log().resolve("snapshots")));
        for (int i = 0; i < 3; i++) {
            write(List.of(milestone("m" + i)));
        }
        try (Store store = resumed(disk, 0)) {
            assertThat(all(store)).hasSize(3);
        }
        assertThat(disk.files()).noneMatch(file -> file.endsWith("ledger"));
    }

    @Test
    void aFaultAtAnyOperationOnASnapshotLeavesTheOldOneOrTheNewOneOrNone() {
        write(List.of(milestone("a")));
        for (boolean forever : new boolean[] {false, true}) {
            boolean hit = true;
            for (int at = 0; hit; at++) {
                int n = at;
                int[] operations = {0};
                MemoryDisk failing = disk.copy().failing((i, kind, path) -> {
                    boolean mine = path.startsWith(log().resolve("snapshots"));
                    int count = mine ? operations[0]++ : -1;
                    return mine && (forever ? count >= n : count == n);
                });
                try (Store store = open(failing, ROLL)) {
                    store.append(List.of(milestone("b")));
                }
                hit = operations[0] > n;
                for (MemoryDisk after : List.of(failing.copy(), failing.afterPowerFailure())) {
                    try (JsonLinesStore store = open(after, ROLL)) {
                        assertThat(store.recovery().resumed()).isIn(0L, 1L, 2L);
                        assertThat(all(store).stream().map(LogFixture::what)).containsExactly("a", "b");
                        assertThat(store.size(ACME)).isEqualTo(2);
                    }
                }
            }
        }
    }

    @Test
    void aSnapshotIsWrittenWhenEnoughHasComeAndAlsoByTheOpeningThatHadToReadIt() {
        snapshotAfter = 3;
        write(List.of(milestone("a"), milestone("b")));
        assertThat(disk.files()).doesNotContain(snapshot());
        snapshotAfter = Long.MAX_VALUE;
        write(List.of(milestone("c")));
        snapshotAfter = 3;
        try (Store store = open(disk, ROLL)) {
            assertThat(disk.files()).contains(snapshot());
            store.append(List.of(milestone("d")));
        }
        resumed(disk, 3).close();
    }

    @Test
    void idsWithTheSameHashAreToldApart() {
        long factor = 0x9E3779B97F4A7C15L;
        List<EntryId> ids = IntStream.range(0, 5)
                .mapToObj(i -> new EntryId(new UUID(i, 99 ^ i * factor)))
                .toList();
        for (boolean again : new boolean[] {false, true}) {
            write(ids.stream()
                    .limit(4)
                    .map(id -> new Draft(
                            ACME,
                            Optional.of(id),
                            new Event.Milestone(Text.of(id.toString()), Circumstances.NONE),
                            new TreeMap<>()))
                    .toList());
            try (Store store = open(disk, ROLL)) {
                assertThat(store.end()).as("again %s", again).isEqualTo(new Position(4));
                for (EntryId id : ids.subList(0, 4)) {
                    assertThat(store.find(id).map(LogFixture::what)).contains(id.toString());
                }
                assertThat(store.find(ids.get(4))).isEmpty();
            }
        }
        IdIndex index = new IdIndex();
        ids.forEach(id -> index.put(id, 7));
        assertThat(index.find(ids.get(0))).hasSize(5);
    }

    @Test
    void aFrozenMapIsTheMapThatWasFrozen() {
        Frozen.Form<String, Long> form = new Frozen.Form<>() {
            @Override
            public void key(Packed out, String key) {
                out.text(key);
            }

            @Override
            public void value(Packed out, Long value) {
                out.number(value);
            }

            @Override
            public Long value(Packed.Reader in) {
                return in.number();
            }
        };
        SplittableRandom random = new SplittableRandom(3);
        Map<String, Long> twin = new LinkedHashMap<>();
        Frozen<String, Long> frozen = Frozen.empty(form);
        for (int round = 0; round < 60; round++) {
            Map<String, Long> changes = new LinkedHashMap<>();
            for (int i = random.nextInt(20); i > 0; i--) {
                changes.put(
                        "k" + "ö".repeat(random.nextInt(200)) + random.nextInt(300),
                        random.nextLong() >>> random.nextInt(1, 64));
            }
            frozen = frozen.with(changes);
            twin.putAll(changes);
            assertThat(new Frozen<>(form, frozen.bytes()).get("k" + round))
                    .isEqualTo(Optional.ofNullable(twin.get("k" + round)));
        }
        for (Map.Entry<String, Long> each : twin.entrySet()) {
            assertThat(frozen.get(each.getKey())).contains(each.getValue());
            assertThat(frozen.get(each.getKey() + "x")).isEmpty();
        }
        assertThat(twin).hasSizeGreaterThan(300);
    }

    @Test
    void theRulesGoOnWhereTheyWere() {
        ProposalId id = ProposalId.of("pages");
        RandomEvents events = new RandomEvents(9);
        write(List.of(Draft.of(ACME, new Event.ProposalMade(id, Proposal.of("One page")))));
        try (Store store = resumed(disk, 1)) {
            store.append(List.of(Draft.of(ACME, new Event.DecisionMade(id, Decision.of(Decision.Kind.WITHDRAWN)))));
        }
        try (Store store = resumed(disk, 2)) {
            assertThatThrownBy(() -> store.append(
                            List.of(Draft.of(ACME, new Event.DecisionMade(id, Decision.of(Decision.Kind.FOLLOWED))))))
                    .isInstanceOf(RejectedException.class)
                    .hasMessageContaining("withdrawn");
            assertThat(store.knows(ACME, id)).isTrue();
            store.append(events.story(ACME, 1));
        }
    }
}
