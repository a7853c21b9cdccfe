package org.heeded.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.heeded.model.Circumstances;
import org.heeded.model.CorruptException;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Event;
import org.heeded.model.Position;
import org.heeded.model.StoreException;
import org.heeded.model.Text;
import org.heeded.testkit.RandomEvents;
import org.heeded.testkit.StoreContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesStoreTest extends StoreContract {

    private static final EngagementId ACME = EngagementId.of("acme");

    @TempDir
    private Path temp;

    @Override
    protected Store open(AppendPolicy policy) {
        return JsonLinesStore.open(temp.resolve("contract"), clock, policy, sealer);
    }

    @Override
    protected boolean durable() {
        return true;
    }

    private Path log() {
        return temp.resolve("log");
    }

    private Store reopen() {
        return JsonLinesStore.open(log(), clock, AppendPolicy.LENIENT, sealer);
    }

    private Store open(LogFile.Opener opener, long roll) {
        return JsonLinesStore.open(log(), clock, AppendPolicy.LENIENT, sealer, opener, roll);
    }

    private static Draft milestone(String what) {
        return Draft.of(ACME, new Event.Milestone(Text.of(what), Circumstances.NONE));
    }

    private static List<Recorded> all(Store store) {
        return store.read(Position.START, Integer.MAX_VALUE);
    }

    private List<Recorded> recovered() {
        try (Store store = reopen()) {
            return all(store);
        }
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(log().resolve("segments"))) {
            return files.sorted().toList();
        }
    }

    private List<Path> torn() throws IOException {
        if (!Files.exists(log().resolve("torn"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(log().resolve("torn"))) {
            return files.sorted().toList();
        }
    }

    /** A log of three single entries and one group of three. */
    private List<Recorded> small() {
        try (Store store = reopen()) {
            for (String word : List.of("a", "b", "c")) {
                store.append(List.of(milestone(word)));
            }
            store.append(List.of(milestone("d"), milestone("e"), milestone("f")));
            return all(store);
        }
    }

    private void acknowledged(long count) throws IOException {
        Files.write(log().resolve("HEAD"), Head.bytes(count));
    }

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
        try (Store store = open(LogFile.Plain::new, 1500)) {
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
        try (Store store = open(LogFile.Plain::new, 600)) {
            for (int i = 0; i < 6; i++) {
                store.append(List.of(milestone("m" + i)));
            }
        }
        Path first = segments().get(0);
        List<String> lines = Files.readAllLines(first);
        byte[] record = record(lines.get(1)).replace("m0", "mX").getBytes(StandardCharsets.UTF_8);
        String forged = new String(Line.frame(0, 0, 0, record), StandardCharsets.UTF_8);
        lines.set(1, forged.substring(0, forged.length() - 1));
        Files.writeString(first, String.join("\n", lines) + "\n");
        assertThatThrownBy(this::reopen)
                .isInstanceOf(CorruptException.class)
                .hasMessageContaining("does not fit the segment before");
    }

    @Test
    void aTailTornAtAnyByteLosesOnlyWhatWasNotAcknowledged() throws IOException {
        List<Recorded> written = small();
        Path segment = segments().get(0);
        byte[] whole = Files.readAllBytes(segment);
        int groupAt = new String(whole, StandardCharsets.UTF_8).indexOf("{\"g\":3,");
        for (int length = groupAt; length < whole.length; length++) {
            Files.write(segment, Arrays.copyOf(whole, length));
            acknowledged(3);
            int moved = torn().size();
            assertThat(recovered()).isEqualTo(written.subList(0, 3));
            assertThat(Files.readAllBytes(segment)).isEqualTo(Arrays.copyOf(whole, groupAt));
            if (length > groupAt) {
                assertThat(torn()).hasSize(moved + 1);
            }
            Files.write(segment, Arrays.copyOf(whole, length));
            acknowledged(4);
            assertThatThrownBy(this::reopen).isInstanceOf(CorruptException.class);
            assertThat(Files.size(segment)).isEqualTo(length);
        }
        Files.write(segment, Arrays.copyOf(whole, whole.length - 1));
        acknowledged(3);
        try (Store store = reopen()) {
            assertThat(store.append(List.of(milestone("g"))).get(0).position()).isEqualTo(new Position(3));
        }
        assertThat(recovered()).hasSize(4);
        assertThat(torn().stream().map(this::bytes))
                .anyMatch(bytes -> Arrays.equals(bytes, Arrays.copyOfRange(whole, groupAt, whole.length - 1)));
    }

    private static String record(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return Line.parse(bytes).orElseThrow().json(bytes);
    }

    private byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void wholeLinesBehindHeadAreKept() throws IOException {
        List<Recorded> written = small();
        acknowledged(1);
        assertThat(recovered()).isEqualTo(written);
        assertThat(Head.count(Files.readAllBytes(log().resolve("HEAD")))).hasValue(6);
    }

    @Test
    void wholeLinesBehindHeadAreWrittenAgainAndForced() throws IOException {
        small();
        Path segment = segments().get(0);
        byte[] whole = Files.readAllBytes(segment);
        acknowledged(2);
        Faults faults = new Faults();
        open(faults.opener(), 1 << 20).close();
        int from = new String(whole, StandardCharsets.UTF_8).indexOf("{\"g\":2,");
        assertThat(faults.written).containsExactly(Arrays.copyOfRange(whole, from, whole.length));
        assertThat(faults.forces).isEqualTo(1);
        assertThat(Files.readAllBytes(segment)).isEqualTo(whole);
        open(faults.opener(), 1 << 20).close();
        assertThat(faults.forces).isEqualTo(1);
    }

    @Test
    void anInterruptedThreadOpensRollsAndCloses() throws IOException {
        Thread.currentThread().interrupt();
        Store store = open(LogFile.Plain::new, 400);
        for (int i = 0; i < 5; i++) {
            store.append(List.of(milestone("m" + i)));
        }
        store.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(segments()).hasSize(5);
        assertThat(recovered()).hasSize(5);
    }

    @Test
    void damageBeforeWhatWasAcknowledgedIsRefusedWhereverItIs() throws IOException {
        small();
        Path segment = segments().get(0);
        byte[] whole = Files.readAllBytes(segment);
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x20;
            Files.write(segment, damaged);
            assertThatThrownBy(this::reopen)
                    .as("byte %d", at)
                    .isInstanceOf(CorruptException.class)
                    .hasMessageContaining(segment.toString());
            assertThat(Files.readAllBytes(segment)).isEqualTo(damaged);
        }
        assertThat(torn()).isEmpty();
    }

    @Test
    void damageBeforeALaterBatchIsRefusedThoughHeadIsBehind() throws IOException {
        small();
        Path segment = segments().get(0);
        String whole = Files.readString(segment);
        Files.writeString(segment, whole.replace("\"what\":\"b\"", "\"what\":\"B\""));
        acknowledged(0);
        assertThatThrownBy(this::reopen)
                .isInstanceOf(CorruptException.class)
                .hasMessageContaining("line 3 byte " + whole.indexOf("{\"g\":1,") + ", entry 1");
        Files.writeString(segment, whole.replace("\"what\":\"d\"", "\"what\":\"D\""));
        acknowledged(3);
        assertThat(recovered()).hasSize(3); // its own batch only follows: a torn write
    }

    @Test
    void aWholeLineInTheWrongPlaceIsDamage() throws IOException {
        small();
        Path segment = segments().get(0);
        List<String> lines = Files.readAllLines(segment);
        for (List<String> other : List.of(
                List.of(lines.get(0), lines.get(2)),
                List.of(lines.get(0), lines.get(1), lines.get(1)),
                List.of(lines.get(0), lines.get(1), lines.get(2), lines.get(3), lines.get(4), lines.get(6)))) {
            Files.writeString(segment, String.join("\n", other) + "\n");
            acknowledged(0);
            assertThatThrownBy(this::reopen)
                    .isInstanceOf(CorruptException.class)
                    .hasMessageContaining("belongs here");
        }
    }

    @Test
    void aDamagedOrMissingHeadIsRefused() throws IOException {
        small();
        byte[] head = Files.readAllBytes(log().resolve("HEAD"));
        assertThat(head).hasSize(32);
        for (byte[] bad : List.of(new byte[0], Arrays.copyOf(head, 31), Arrays.copyOf(head, 33), new byte[32])) {
            Files.write(log().resolve("HEAD"), bad);
            assertThatThrownBy(this::reopen)
                    .isInstanceOf(CorruptException.class)
                    .hasMessageContaining("HEAD");
        }
        Files.delete(log().resolve("HEAD"));
        assertThatThrownBy(this::reopen).isInstanceOf(CorruptException.class).hasMessageContaining("HEAD");
    }

    @Test
    void aSegmentThatWasNeverBegunIsMovedAway() throws IOException {
        List<Recorded> written = small();
        for (String begun : List.of("", "{\"heeded\":1,\"log\":")) {
            Files.writeString(log().resolve("segments/00000000000000000006.jsonl"), begun);
            assertThat(recovered()).isEqualTo(written);
            assertThat(segments()).hasSize(1);
        }
        assertThat(torn()).hasSize(2);
    }

    @Test
    void aLineIsOneMebibyteAtMost() throws IOException {
        small();
        Path segment = segments().get(0);
        String good = Files.readAllLines(segment).get(1);
        String record = record(good);
        int frame = Line.frame(6, 6, 0, new byte[0]).length;
        for (int length : new int[] {Line.MAX - 1, Line.MAX, Line.MAX + 1}) {
            String start = record.substring(0, record.length() - 1)
                            .replace("\"n\":0", "\"n\":6")
                            .replaceFirst("\"id\":\"[^\"]*\"", "\"id\":\"00000000-0000-7000-8000-00000000000f\"")
                    + ",\"x\":\"";
            String long1 = start + "x".repeat(length - frame - start.length() - 2) + "\"}";
            byte[] bytes = Line.frame(6, 6, 0, long1.getBytes(StandardCharsets.UTF_8));
            assertThat(bytes).hasSize(length);
            byte[] before = Files.readAllBytes(segment);
            Files.write(segment, bytes, StandardOpenOption.APPEND);
            acknowledged(7);
            if (length <= Line.MAX) {
                assertThat(recovered()).hasSize(7);
            } else {
                assertThatThrownBy(this::reopen).isInstanceOf(CorruptException.class);
            }
            Files.write(segment, before);
        }
    }

    @Test
    void hostileLinesBehindTheEndAreATornTailAndWithinItDamage() throws IOException {
        List<Recorded> written = small();
        Path segment = segments().get(0);
        byte[] before = Files.readAllBytes(segment);
        for (String tail : List.of(
                "\n",
                "{}\n",
                "\u0000".repeat(5000),
                "x".repeat(3 << 20),
                "x".repeat(2 << 20) + "\n",
                "{\"g\":6,\"b\":6,\"m\":0,\"r\":")) {
            Files.write(segment, before);
            Files.writeString(segment, tail, StandardOpenOption.APPEND);
            assertThat(recovered()).isEqualTo(written);
            assertThat(Files.readAllBytes(segment)).isEqualTo(before);
            Files.writeString(segment, tail, StandardOpenOption.APPEND);
            acknowledged(7);
            assertThatThrownBy(this::reopen).isInstanceOf(CorruptException.class);
            acknowledged(6);
        }
        for (String record : List.of("{}", "{\"a\":1,\"a\":1}", "nonsense", "")) {
            Files.write(segment, before);
            Files.write(
                    segment, Line.frame(6, 6, 0, record.getBytes(StandardCharsets.UTF_8)), StandardOpenOption.APPEND);
            assertThatThrownBy(this::reopen).isInstanceOf(CorruptException.class);
        }
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
    void oneOpenerAtATime() throws IOException {
        Store store = reopen();
        assertThatThrownBy(this::reopen).isInstanceOf(StoreException.class).hasMessageContaining("open already");
        Path link = Files.createSymbolicLink(temp.resolve("link"), log());
        assertThatThrownBy(() -> JsonLinesStore.open(link, clock, AppendPolicy.LENIENT, sealer))
                .isInstanceOf(StoreException.class);
        store.append(List.of(milestone("still works")));
        store.close();
        assertThat(recovered()).hasSize(1);
    }

    @Test
    void anotherProcessIsRefused() throws Exception {
        try (Store store = reopen()) {
            store.append(List.of(milestone("x")));
            Process other = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            root(LogDirectory.class) + File.pathSeparator + root(Opener.class),
                            Opener.class.getName(),
                            log().toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(said).contains("StoreException").contains("another process");
            assertThat(other.waitFor()).isEqualTo(3);
        }
    }

    /** The directory of class files that a class was loaded from, be it in a module or not. */
    private static Path root(Class<?> type) throws URISyntaxException {
        String file = type.getName().replace('.', '/') + ".class";
        String path = Path.of(
                        Objects.requireNonNull(type.getResource("/" + file)).toURI())
                .toString();
        return Path.of(path.substring(0, path.length() - file.length()));
    }

    /** What the other process runs. */
    static final class Opener {

        private Opener() {}

        public static void main(String[] args) {
            try {
                LogDirectory.take(Path.of(args[0])).close();
            } catch (IOException | StoreException e) {
                System.out.println(e);
                System.exit(3);
            }
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

    /** A file of which some calls fail. */
    private static final class Failing implements LogFile {

        private final LogFile file;
        private final Faults faults;

        Failing(LogFile file, Faults faults) {
            this.file = file;
            this.faults = faults;
        }

        @Override
        public void read(long at, byte[] into) throws IOException {
            file.read(at, into);
        }

        @Override
        public void write(long at, byte[] bytes) throws IOException {
            if (faults.write) {
                file.write(at, Arrays.copyOf(bytes, bytes.length / 2));
                throw new IOException("disk full");
            }
            faults.written.add(bytes);
            file.write(at, bytes);
        }

        @Override
        public void force() throws IOException {
            faults.forces++;
            if (faults.force) {
                throw new IOException("force failed");
            }
            file.force();
        }

        @Override
        public void truncate(long length) throws IOException {
            if (faults.truncate) {
                throw new IOException("truncate failed");
            }
            file.truncate(length);
        }

        @Override
        public long length() throws IOException {
            return file.length();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    private static final class Faults {
        private boolean write;
        private boolean force;
        private boolean truncate;
        private int forces;
        private final List<byte[]> written = new ArrayList<>();

        /** Faults in segments; HEAD stays whole. */
        LogFile.Opener opener() {
            return path -> path.endsWith("HEAD") ? new LogFile.Plain(path) : new Failing(new LogFile.Plain(path), this);
        }
    }

    @Test
    void everyAppendIsForcedOnce() {
        Faults faults = new Faults();
        try (Store store = open(faults.opener(), 1 << 20)) {
            int before = faults.forces;
            store.append(List.of(milestone("a"), milestone("b")));
            store.append(List.of(milestone("c")));
            assertThat(faults.forces).isEqualTo(before + 2);
        }
    }

    @Test
    void aFailedWriteIsCutBackAndTheLogGoesOn() throws IOException {
        Faults faults = new Faults();
        try (Store store = open(faults.opener(), 1 << 20)) {
            Recorded first = store.append(List.of(milestone("a"))).get(0);
            long good = Files.size(segments().get(0));
            faults.write = true;
            assertThatThrownBy(() -> store.append(List.of(milestone("b"), milestone("c"))))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.fate()).isEqualTo(StoreException.Fate.NOT_WRITTEN));
            assertThat(Files.size(segments().get(0))).isEqualTo(good);
            assertThat(all(store)).containsExactly(first);
            faults.write = false;
            store.append(List.of(milestone("d")));
        }
        assertThat(recovered()).hasSize(2);
    }

    @Test
    void aWriteThatCannotBeCutBackPoisonsTheLog() {
        Faults faults = new Faults();
        try (Store store = open(faults.opener(), 1 << 20)) {
            store.append(List.of(milestone("a")));
            faults.write = true;
            faults.truncate = true;
            assertFate(store, StoreException.Fate.UNKNOWN);
            faults.write = false;
            faults.truncate = false;
            assertFate(store, StoreException.Fate.NOT_WRITTEN);
            assertThat(all(store)).hasSize(1);
        }
        assertThat(recovered()).hasSize(1);
    }

    @Test
    void aFailedForcePoisonsTheLogAndIsNeverTriedAgain() {
        Faults faults = new Faults();
        try (Store store = open(faults.opener(), 1 << 20)) {
            store.append(List.of(milestone("a")));
            faults.force = true;
            assertFate(store, StoreException.Fate.UNKNOWN);
            int forces = faults.forces;
            faults.force = false;
            assertFate(store, StoreException.Fate.NOT_WRITTEN);
            assertThat(faults.forces).isEqualTo(forces);
            assertThat(all(store)).hasSize(1);
        }
        assertThat(recovered()).hasSize(2); // written after all, as it turns out
    }

    private static void assertFate(Store store, StoreException.Fate fate) {
        assertThatThrownBy(() -> store.append(List.of(milestone("b"))))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.fate()).isEqualTo(fate));
    }

    @Test
    void aHeadThatCannotBeWrittenStopsTheLogBehindTheAcknowledgedEntry() throws IOException {
        Faults faults = new Faults();
        LogFile.Opener opener =
                path -> path.endsWith("HEAD") ? new Failing(new LogFile.Plain(path), faults) : new LogFile.Plain(path);
        try (Store store = open(opener, 1 << 20)) {
            store.append(List.of(milestone("a")));
            byte[] head = Files.readAllBytes(log().resolve("HEAD"));
            faults.write = true;
            store.append(List.of(milestone("b")));
            assertFate(store, StoreException.Fate.NOT_WRITTEN);
            assertThat(all(store)).hasSize(2);
            Files.write(log().resolve("HEAD"), head);
        }
        assertThat(recovered()).hasSize(2);
    }

    @Test
    void aFailedRollWritesNothingAndTheNextOpeningGoesOn() throws IOException {
        Faults faults = new Faults();
        try (Store store = open(faults.opener(), 400)) {
            store.append(List.of(milestone("a")));
            faults.write = true;
            assertFate(store, StoreException.Fate.NOT_WRITTEN);
            assertThat(segments()).hasSize(2);
        }
        assertThat(recovered()).hasSize(1);
        assertThat(segments()).hasSize(1);
    }
}
