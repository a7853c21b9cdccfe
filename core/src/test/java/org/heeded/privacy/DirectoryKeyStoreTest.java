package org.heeded.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.heeded.model.CorruptException;
import org.heeded.model.StoreException;
import org.heeded.model.SubjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DirectoryKeyStoreTest extends KeyStoreContract {

    /** {@code printf %s 5f0c1d9e8b7a65544332211000ffeedd | sha256sum}. */
    private static final String NAME = "f17e2bc3638a0ce19e1795e64207970257e9c3744c9bda0a046d3900d2120e73";

    /** {@code python3 -c 'import sys; sys.stdout.buffer.write(bytes(range(32)) + b"5f0c…eedd")' | sha256sum}. */
    private static final String DIGEST = "1dfa24052256e1a78de54b473f2c33b81f79a9ceea8b105c3b18722c8e4ca6d5";

    private static final String TMP = NAME + "." + "0123456789abcdef".repeat(2) + ".tmp";

    @TempDir
    Path temp;

    @Override
    KeyStore store() {
        return DirectoryKeyStore.open(keys());
    }

    private Path keys() {
        return temp.resolve("parent").resolve("keys");
    }

    private Path file(String suffix) {
        return keys().resolve(NAME + suffix);
    }

    @Test
    void keysAndDeletionsOutliveTheObject() {
        byte[] key = store().findOrCreate(ANA);
        assertThat(store().find(ANA))
                .hasValueSatisfying(found -> assertThat(found).isEqualTo(key));
        store().delete(ANA);
        assertErased(store(), ANA);
    }

    @Test
    void twoObjectsOnOneDirectorySeeOneAnothersDeletions() {
        KeyStore first = store();
        KeyStore second = store();
        assertThat(second.findOrCreate(ANA)).isEqualTo(first.findOrCreate(ANA));
        first.delete(ANA);
        assertErased(second, ANA);
    }

    @Test
    void theFileIsTheKeyAndItsDigest() throws IOException {
        byte[] key = store().findOrCreate(ANA);
        assertThat(listing()).containsExactly(NAME + ".key");
        assertThat(Arrays.copyOf(Files.readAllBytes(file(".key")), 32)).isEqualTo(key);

        byte[] known = new byte[64];
        IntStream.range(0, 32).forEach(i -> known[i] = (byte) i);
        System.arraycopy(HexFormat.of().parseHex(DIGEST), 0, known, 32, 32);
        Files.write(file(".key"), known);
        assertThat(store().find(ANA))
                .hasValueSatisfying(found -> assertThat(found).isEqualTo(Arrays.copyOf(known, 32)));
    }

    @Test
    void deletingLeavesAnEmptyTombstoneAlone() throws IOException {
        KeyStore store = store();
        store.findOrCreate(ANA);
        store.delete(ANA);
        assertThat(listing()).containsExactly(NAME + ".deleted");
        assertThat(file(".deleted")).isEmptyFile();
    }

    @Test
    void directoryAndFilesAreTheOwnersAlone() throws IOException {
        KeyStore store = store();
        store.findOrCreate(ANA);
        store.delete(SubjectId.of("other"));
        assertThat(mode(keys())).isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(keys())) {
            assertThat(files)
                    .hasSize(2)
                    .allSatisfy(file -> assertThat(mode(file)).isEqualTo("rw-------"));
        }
    }

    @Test
    void aDirectoryThatOthersMayUseIsRefusedWithTheRemedy() throws IOException {
        store().findOrCreate(ANA);
        for (String open : List.of("rwxr-----", "rwx-w----", "rwx--x---", "rwx---r--", "rwx----w-", "rwx-----x")) {
            chmod(keys(), open);
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(this::store)
                    .withMessageContaining("chmod 700 " + keys());
        }
        chmod(keys(), "rwx------");
        assertThat(store().find(ANA)).isPresent();
    }

    @Test
    void aKeyThatOthersMayReadIsRefusedWithTheRemedy() throws IOException {
        KeyStore store = store();
        store.findOrCreate(ANA);
        for (String open : List.of("rw-r-----", "rw----r--", "rw--w----", "rw-----w-")) {
            chmod(file(".key"), open);
            for (Runnable use : List.<Runnable>of(() -> store.find(ANA), () -> store.findOrCreate(ANA))) {
                assertThatExceptionOfType(StoreException.class)
                        .isThrownBy(use::run)
                        .withMessageContaining("chmod 600 " + file(".key"))
                        .satisfies(e -> assertThat(e.fate()).isEqualTo(StoreException.Fate.NOT_WRITTEN));
            }
        }
        chmod(file(".key"), "r--------");
        assertThat(store.find(ANA)).isPresent();
    }

    @Test
    void aLinkToAKeyElsewhereIsRefused() throws IOException {
        KeyStore store = store();
        store.findOrCreate(ANA);
        Path elsewhere = Files.move(file(".key"), temp.resolve("elsewhere"));
        Files.createSymbolicLink(file(".key"), elsewhere);
        assertThatThrownBy(() -> store.find(ANA)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.findOrCreate(ANA)).isInstanceOf(StoreException.class);
    }

    @Test
    void everyDamagedByteOfAKeyFileIsNoticed() throws IOException {
        KeyStore store = store();
        store.findOrCreate(ANA);
        byte[] good = Files.readAllBytes(file(".key"));
        List<byte[]> damaged = new ArrayList<>();
        for (int i = 0; i < good.length; i++) {
            byte[] bytes = good.clone();
            bytes[i] ^= 0x10;
            damaged.add(bytes);
            damaged.add(Arrays.copyOf(good, i));
        }
        damaged.add(Arrays.copyOf(good, good.length + 1));
        for (byte[] bytes : damaged) {
            Files.write(file(".key"), bytes);
            assertThatExceptionOfType(CorruptException.class)
                    .isThrownBy(() -> store.find(ANA))
                    .withMessageContaining(file(".key").toString());
            assertThatExceptionOfType(CorruptException.class).isThrownBy(() -> store.findOrCreate(ANA));
        }
        assertThat(damaged).hasSize(129);
    }

    @Test
    void aKeyUnderAnotherSubjectsNameIsNoticed() throws IOException {
        KeyStore store = store();
        store.findOrCreate(SubjectId.of("other"));
        String other = listing().get(0);
        Files.move(keys().resolve(other), file(".key"));
        assertThatThrownBy(() -> store.find(ANA)).isInstanceOf(CorruptException.class);
    }

    @Test
    void aKeyHalfMadeInACrashIsHarmlessAndSweptAway() throws IOException {
        KeyStore store = store();
        Files.write(keys().resolve(TMP), new byte[] {1, 2, 3});
        assertThat(store.find(ANA)).isEmpty();
        byte[] key = store.findOrCreate(ANA);
        assertThat(store().findOrCreate(ANA)).isEqualTo(key);
        assertThat(listing()).containsExactly(NAME + ".key");
    }

    @Test
    void aSecondNameOfAKeyLeftByACrashGoesWithTheKey() throws IOException {
        KeyStore store = store();
        store.findOrCreate(ANA);
        Files.createLink(keys().resolve(TMP), file(".key"));
        store.delete(ANA);
        assertThat(listing()).containsExactly(NAME + ".deleted");
    }

    @Test
    void aDeletionInterruptedAfterTheTombstoneIsFinishedOnOpening() throws IOException {
        KeyStore before = store();
        before.findOrCreate(ANA);
        Files.createFile(file(".deleted"));
        assertThat(before.find(ANA)).isEmpty();
        assertThat(listing()).hasSize(2);
        KeyStore after = store();
        assertThat(listing()).containsExactly(NAME + ".deleted");
        assertErased(after, ANA);
    }

    @Test
    void aKeyThatSlippedInBehindADeletionIsRefusedAndRemoved() throws IOException {
        KeyStore store = store();
        store.findOrCreate(ANA);
        byte[] key = Files.readAllBytes(file(".key"));
        store.delete(ANA);
        Files.write(file(".key"), key);
        assertErased(store, ANA);
        assertThat(listing()).containsExactly(NAME + ".deleted");
    }

    @Test
    void openingLeavesFilesThatAreNotItsOwn() throws IOException {
        store();
        List<String> foreign = List.of("a.tmp", "b.deleted", "b.key", NAME + ".tmp");
        for (String name : foreign) {
            Files.createFile(keys().resolve(name));
        }
        store();
        assertThat(listing()).containsExactlyElementsOf(foreign);
    }

    @Test
    @Timeout(30)
    void openingWhileKeysAreMadeDisturbsNobody() throws Exception {
        KeyStore store = store();
        AtomicBoolean done = new AtomicBoolean();
        together(2, thread -> {
            try {
                for (int i = 0; thread == 0 && i < 150; i++) {
                    SubjectId subject = SubjectId.of("subject " + i);
                    assertThat(store.findOrCreate(subject))
                            .isEqualTo(store.find(subject).orElseThrow());
                }
                while (thread == 1 && !done.get()) {
                    store();
                }
                return "";
            } finally {
                done.set(true);
            }
        });
        assertThat(listing()).hasSize(150).allMatch(name -> name.endsWith(".key"));
    }

    @Test
    void aDeletionThatRacesWithTheMakingLeavesNoKeyBehind() throws Exception {
        aDeletionThatRacesWithTheMakingWins();
        assertThat(listing()).hasSize(60).allMatch(name -> name.endsWith(".deleted"));
    }

    @Test
    @Timeout(30)
    void aDirectoryThatIsGoneIsAFailureAndNoErasure() throws IOException {
        KeyStore store = store();
        Files.delete(keys());
        assertThatThrownBy(() -> store.find(ANA)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.findOrCreate(ANA)).isInstanceOf(StoreException.class);
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.delete(ANA))
                .satisfies(e -> assertThat(e.fate()).isEqualTo(StoreException.Fate.UNKNOWN))
                .withCauseInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aFileInPlaceOfTheDirectoryIsRefused() throws IOException {
        Path file = Files.createFile(
                temp.resolve("file"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        assertThatThrownBy(() -> DirectoryKeyStore.open(file)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> DirectoryKeyStore.open(file.resolve("keys"))).isInstanceOf(StoreException.class);
    }

    @Test
    void anInterruptedThreadIsServedAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        try {
            KeyStore store = store();
            byte[] key = store.findOrCreate(ANA);
            assertThat(store.find(ANA))
                    .hasValueSatisfying(found -> assertThat(found).isEqualTo(key));
            store.delete(ANA);
            assertErased(store, ANA);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    @Timeout(120)
    void processesThatAskAtOnceAreGivenTheSameKeys() throws Exception {
        Path start = temp.resolve("start");
        List<Process> processes = new ArrayList<>();
        List<Path> outputs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Path output = temp.resolve("output" + i);
            outputs.add(output);
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            place(KeyStore.class)
                                    + System.getProperty("path.separator")
                                    + place(Asker.class)
                                    + System.getProperty("path.separator")
                                    + place(SubjectId.class),
                            Asker.class.getName(),
                            keys().toString(),
                            start.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start());
        }
        for (Path output : outputs) {
            while (!Files.readString(output).contains("ready")) {
                Thread.sleep(5);
            }
        }
        Files.createFile(start);
        for (Process process : processes) {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        String first = Files.readString(outputs.get(0), StandardCharsets.UTF_8);
        assertThat(first.lines()).hasSize(1 + Asker.SUBJECTS);
        assertThat(outputs).allSatisfy(output -> assertThat(output).hasContent(first));
        assertThat(listing()).hasSize(Asker.SUBJECTS);
    }

    private static String place(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    /** Another process: waits for the start, then asks for the keys of the same subjects as its twins. */
    static final class Asker {

        static final int SUBJECTS = 100;

        private Asker() {}

        public static void main(String[] args) throws Exception {
            System.out.println("ready");
            while (!Files.exists(Path.of(args[1]))) {
                Thread.onSpinWait();
            }
            KeyStore store = DirectoryKeyStore.open(Path.of(args[0]));
            for (int i = 0; i < SUBJECTS; i++) {
                System.out.println(HexFormat.of().formatHex(store.findOrCreate(SubjectId.of("subject " + i))));
            }
        }
    }

    private List<String> listing() throws IOException {
        try (Stream<Path> files = Files.list(keys())) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void chmod(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
}
