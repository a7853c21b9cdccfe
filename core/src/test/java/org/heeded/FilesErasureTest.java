package org.heeded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.heeded.model.SubjectId;
import org.heeded.model.Text;
import org.heeded.privacy.DirectoryKeyStore;
import org.heeded.privacy.KeyStore;
import org.junit.jupiter.api.Test;

/** Erasing a person from a log in files, interrupted at every step. */
class FilesErasureTest extends ErasureContract {

    @Override
    DecisionLog open(LogOptions how) {
        return DecisionLog.open(directory(), how);
    }

    @Override
    List<byte[]> stored() {
        return files(directory()).stream().map(FilesErasureTest::bytes).toList();
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keys in a directory, that hands out a picture of log and keys at the moment when one is to be deleted. */
    private final class Photographed implements KeyStore {

        private final KeyStore keys;
        private final Path keyDirectory;

        Photographed(Path keyDirectory) {
            this.keyDirectory = keyDirectory;
            keys = DirectoryKeyStore.open(keyDirectory);
        }

        @Override
        public Optional<byte[]> find(SubjectId subject) {
            return keys.find(subject);
        }

        @Override
        public byte[] findOrCreate(SubjectId subject) {
            return keys.findOrCreate(subject);
        }

        @Override
        public void delete(SubjectId subject) {
            copy(directory(), temp.resolve("picture"));
            copy(keyDirectory, temp.resolve("picture.keys"));
            keys.delete(subject);
        }
    }

    @Test
    void anErasureInterruptedBeforeTheKeyWentIsFinishedByTheNextOpening() {
        log.close();
        Path keyDirectory = temp.resolve("photographed");
        log = open(options.keys(new Photographed(keyDirectory)));
        record();
        log.erase(ANA);

        KeyStore left = DirectoryKeyStore.open(temp.resolve("picture.keys"));
        assertThat(left.find(ANA)).as("the crash was before").isPresent();
        try (DecisionLog again = DecisionLog.open(temp.resolve("picture"), options)) {
            assertThat(again.end()).isEqualTo(log.end());
            assertThat(left.find(ANA)).isEmpty();
            assertThat(left.find(BEN)).isPresent();
            assertThat(again.erase(ANA)).isEmpty();
        }
    }

    @Test
    void anErasureInterruptedWithinTheDeletionIsFinishedByTheNextOpening() throws IOException {
        log.close();
        Path keyDirectory = temp.resolve("decisions.keys");
        log = open(options);
        record();
        Path key = keyOf(keyDirectory);
        byte[] kept = bytes(key);
        log.erase(ANA);
        log.close();
        assertThat(key).doesNotExist();
        Files.write(key, kept); // the tombstone was there, the key not gone yet
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        log = open(options);
        assertThat(key).doesNotExist();
        assertThat(files(keyDirectory)).hasSize(2);
    }

    /** The file of Ana's key: the one that erasing her in a copy takes away. */
    private Path keyOf(Path keyDirectory) {
        Path copied = temp.resolve("copied.keys");
        copy(keyDirectory, copied);
        Set<Path> before = Set.copyOf(files(copied));
        DirectoryKeyStore.open(copied).delete(ANA);
        Path gone = before.stream().filter(Files::notExists).findFirst().orElseThrow();
        return keyDirectory.resolve(gone.getFileName());
    }

    @Test
    void aBackupOfTheKeysThatBringsAnErasedOneBackIsCorrectedByTheNextOpening() throws IOException {
        log.close();
        Path keyDirectory = temp.resolve("decisions.keys");
        log = open(options);
        record();
        log.close();
        copy(keyDirectory, temp.resolve("backup"));
        log = open(options);
        log.erase(ANA);
        log.close();
        for (Path file : files(keyDirectory)) {
            Files.delete(file);
        }
        Files.delete(keyDirectory);
        Files.move(temp.resolve("backup"), keyDirectory);
        assertThat(DirectoryKeyStore.open(keyDirectory).find(ANA)).isPresent();
        log = open(options);
        assertThat(DirectoryKeyStore.open(keyDirectory).find(ANA)).isEmpty();
        assertThat(log.engagement("acme").party(ANA_PARTY).orElseThrow().name()).contains(new Text.Erased(ANA));
    }

    @Test
    void anErasureTornAnywhereInItsGroupIsNoErasureOrAWholeOne() throws IOException {
        record();
        log.close();
        Path segment = directory().resolve("segments").resolve("0".repeat(20) + ".jsonl");
        byte[] before = bytes(segment);
        byte[] head = bytes(directory().resolve("HEAD"));
        log = open(options.keys(keys));
        long end = log.end().value();
        byte[] key = keys.find(ANA).orElseThrow();
        log.erase(ANA);
        log.close();
        byte[] after = bytes(segment);
        List<Integer> cuts = new ArrayList<>(List.of(after.length - 1, after.length));
        for (int cut = before.length; cut < after.length; cut += 23) {
            cuts.add(cut);
        }
        for (int cut : cuts) {
            Path torn = temp.resolve("torn" + cut);
            copy(directory(), torn);
            Files.write(torn.resolve("segments").resolve(segment.getFileName()), Arrays.copyOf(after, cut));
            Files.write(torn.resolve("HEAD"), head);
            Single one = new Single(key);
            try (DecisionLog opened = DecisionLog.open(torn, options.keys(one))) {
                boolean whole = cut == after.length;
                assertThat(opened.end().value()).as("cut at %d", cut).isEqualTo(whole ? end + 2 : end);
                assertThat(one.deleted).isEqualTo(whole);
                assertThat(opened.erase(ANA)).hasSize(whole ? 0 : 2);
                assertThat(one.deleted).isTrue();
            }
        }
        log = open(options.keys(keys));
    }

    /** One key for everybody. */
    private static final class Single implements KeyStore {

        private final byte[] key;
        private boolean deleted;

        Single(byte[] key) {
            this.key = key;
        }

        @Override
        public Optional<byte[]> find(SubjectId subject) {
            return deleted ? Optional.empty() : Optional.of(key.clone());
        }

        @Override
        public byte[] findOrCreate(SubjectId subject) {
            return find(subject).orElseThrow();
        }

        @Override
        public void delete(SubjectId subject) {
            deleted = true;
        }
    }

    @Test
    void afterTheErasureTheKeyIsInNoFileOfTheLogNorOfTheKeys() {
        log.close();
        log = open(options);
        record();
        byte[] key =
                DirectoryKeyStore.open(temp.resolve("decisions.keys")).find(ANA).orElseThrow();
        List<byte[]> forms = List.of(
                key,
                HexFormat.of().formatHex(key).getBytes(StandardCharsets.US_ASCII),
                Base64.getEncoder().encode(key));
        assertThat(files(temp)).anyMatch(file -> contains(bytes(file), key));
        log.erase(ANA);
        reopenedHere();
        for (byte[] form : forms) {
            assertThat(files(temp)).noneMatch(file -> contains(bytes(file), form));
        }
    }

    private void reopenedHere() {
        log.close();
        log = open(options);
    }

    @Test
    void aLogWithErasuresOpensWithoutItsKeysAndMakesNone() throws IOException {
        log.close();
        log = open(options);
        record();
        log.erase(ANA);
        log.close();
        Files.move(temp.resolve("decisions.keys"), temp.resolve("away"));
        log = open(options);
        assertThat(temp.resolve("decisions.keys")).doesNotExist();
        assertThat(log.engagement("acme").party(ANA_PARTY).orElseThrow().name()).contains(new Text.Erased(ANA));
        assertThat(log.report().toText()).contains("(erased)");
        assertThat(temp.resolve("decisions.keys")).doesNotExist();
    }
}
