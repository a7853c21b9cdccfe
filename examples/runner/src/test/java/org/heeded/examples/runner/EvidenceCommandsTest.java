package org.heeded.examples.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.heeded.examples.runner.Ran.heeded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.heeded.DecisionLog;
import org.heeded.evidence.Bundle;
import org.heeded.evidence.NoteKey;
import org.heeded.evidence.SignedNote;
import org.heeded.evidence.SigningKey;
import org.heeded.model.Party;
import org.heeded.model.SubjectId;
import org.heeded.model.Text;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** disclose, check and verify: one side keeps the log, the other gets files. */
class EvidenceCommandsTest {

    @TempDir
    private Path directory;

    private Path log;
    private Path file;

    @BeforeEach
    void record() {
        log = directory.resolve("log");
        file = directory.resolve("acme.bundle");
        more("owner");
    }

    private void more(String client) {
        try (DecisionLog open = DecisionLog.open(log)) {
            open.engagement("acme").client(client);
            open.engagement("acme")
                    .join(Party.marketer("ana").name(new Text.Personal(new SubjectId("s1"), "Ana Lima")));
            open.engagement("zebra").client("somebody");
        }
    }

    private Ran disclose(String... more) {
        return with(List.of("disclose", "--log", log.toString(), "--engagement", "acme"), more);
    }

    private Ran check(String... more) {
        return with(
                List.of(
                        "check",
                        file.toString(),
                        "--trust",
                        directory.resolve("trust").toString()),
                more);
    }

    private static Ran with(List<String> first, String... more) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(more));
        return heeded(all.toArray(String[]::new));
    }

    private static String key(Ran disclosed) {
        Matcher key = Pattern.compile("KEY is (\\S+)").matcher(disclosed.err());
        assertThat(key.find()).as(disclosed.err()).isTrue();
        return key.group(1);
    }

    /** The first disclosure, which makes the key. */
    private String disclosed() {
        Ran made = disclose("--origin", "agency.example", "--out", file.toString());
        assertThat(made.code()).isZero();
        return key(made);
    }

    @Test
    void whatIsDisclosedIsCheckedWithoutTheLog() {
        Ran made = disclose("--origin", "agency.example", "--out", file.toString());
        assertThat(made.code()).isZero();
        assertThat(made.out()).isEmpty();
        assertThat(made.err())
                .contains(
                        "2 entries, all there are",
                        directory.resolve("log.signer").toString());
        Ran checked = check("--key", key(made));
        assertThat(checked.out())
                .contains("agency.example/acme, entries 2, root ", "Signed by agency.example\n", "first seen")
                .contains("   0  ", "   1  ", "party-joined")
                .doesNotContain("Ana Lima", "zebra");
        assertThat(checked.code()).isZero();
        Ran again = check(); // the key is remembered
        assertThat(again.out()).contains("Compared: the same 2 entries as seen before");
        assertThat(again.code()).isZero();
    }

    @Test
    void whatWasSentIsReadFromStandardInputToo() throws IOException {
        String key = disclosed();
        String trust = directory.resolve("trust").toString();
        Ran checked = heeded(Files.readAllBytes(file), "check", "-", "--key", key, "--trust", trust);
        assertThat(checked.out()).contains("agency.example/acme, entries 2");
    }

    @Test
    void standardOutputTakesTheFileToo() throws IOException {
        disclosed();
        Ran again = disclose();
        assertThat(again.out()).isEqualTo(Files.readString(file));
    }

    @Test
    void aGrownLogFitsAndARewrittenOneIsAFindingThatNamesTheEntry() throws IOException {
        check("--key", disclosed());
        more("somebody else");
        disclose("--out", file.toString());
        Ran grown = check();
        assertThat(grown.out()).contains("begins with the 2 entries seen before");
        assertThat(grown.code()).isZero();

        Path other = directory.resolve("log");
        delete(other);
        more("another owner");
        disclose("--out", file.toString());
        Ran fewer = check();
        assertThat(fewer.out()).contains("Finding: rolled back");
        assertThat(fewer.code()).isEqualTo(1);
        more("x");
        more("y");
        disclose("--out", file.toString());
        Ran rewritten = check();
        assertThat(rewritten.out())
                .contains("Finding: rewritten", "the first that differs is entry 0", " ! 0  ")
                .doesNotContain(" ! 1  ");
        assertThat(rewritten.code()).isEqualTo(1);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path each : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    @Test
    void oneEntryAndOneNameAreDisclosedAlone() {
        String key = disclosed();
        assertThat(disclose("--entry", "1", "--open", "1:name", "--out", file.toString())
                        .code())
                .isZero();
        Ran checked = check("--key", key);
        assertThat(checked.out())
                .contains("1 of the entries are here:", "name: Ana Lima")
                .doesNotContain("   0  ");
        assertThat(disclose("--open", "ALL").out()).contains("\nkey name ");
    }

    @Test
    void aReportsCheckpointIsCheckedToo() throws IOException {
        String key = disclosed();
        String bundle = Files.readString(file);
        int note = bundle.indexOf("\n\n") + 2;
        Files.writeString(file, bundle.substring(note, bundle.length() - 72));
        assertThat(check("--key", key).out()).contains("agency.example/acme, entries 2", "first seen");
    }

    @Test
    void whatDoesNotVerifyIsRefusedWithTheReason() throws IOException {
        String key = disclosed();
        byte[] bytes = Files.readAllBytes(file);
        bytes[40] ^= 1;
        Files.write(file, bytes);
        Ran refused = check("--key", key);
        assertThat(refused.out()).startsWith("Refused: the bundle was changed");
        assertThat(refused.code()).isEqualTo(1);
        Files.writeString(file, "rubbish");
        assertThat(check("--key", key).out()).startsWith("Refused: ");
        assertThat(directory.resolve("trust")).doesNotExist();
    }

    @Test
    void anotherKeyIsRefused() {
        disclosed();
        String other = SigningKey.generate("agency.example").key().toString();
        Ran refused = check("--key", other);
        assertThat(refused.out()).contains("Refused: the checkpoint is not signed by " + other);
        assertThat(refused.code()).isEqualTo(1);
    }

    @Test
    void aNewKeyIsTakenOverWhereTheClientSaysSo() throws IOException {
        check("--key", disclosed());
        Files.delete(directory.resolve("log.signer"));
        String next = disclosed();
        Ran other = check("--key", next);
        assertThat(other.out()).contains("Finding: signed with another key than before");
        assertThat(other.code()).isEqualTo(1);
        assertThat(check("--key", next, "--new-key").out()).contains("the same 2 entries");
        assertThat(check().code()).isZero();
    }

    @Test
    void aCosignatureIsVerifiedToo() throws IOException {
        String key = disclosed();
        SigningKey client = SigningKey.generate("acme.example", NoteKey.Kind.COSIGNATURE);
        Bundle bundle = Bundle.parse(Files.readAllBytes(file));
        SignedNote both = bundle.checkpoint().cosign(client, Instant.parse("2026-04-01T08:00:00Z"));
        Files.writeString(file, new Bundle(bundle.entries(), both).toString());
        String witness = client.key().toString();
        assertThat(check("--key", key, "--witness", witness).out())
                .contains("Signed by agency.example\n", "Signed by acme.example\n");
        // the client's signature of another time on this note
        String moved = both.signatures().get(1).base64();
        Files.writeString(file, both.toString().replace(moved, moved.substring(0, 12) + "B" + moved.substring(13)));
        Ran refused = check("--key", key, "--witness", witness);
        assertThat(refused.out()).contains("Refused: the signature of acme.example does not verify");
        assertThat(refused.code()).isEqualTo(1);
    }

    @Test
    void wrongUsageSaysWhatToDo() {
        Ran unsigned = disclose();
        assertThat(unsigned.code()).isEqualTo(2);
        assertThat(unsigned.err()).contains("no signing key", "--origin");
        disclosed();
        assertThat(check().err()).contains("--key");
        assertThat(check().code()).isEqualTo(2);
        assertThat(check("--key", "abc").code()).isEqualTo(2);
        assertThat(check("--key", "abc").err()).startsWith("heeded: --key: a verifier key has not the form");
        for (String[] wrong : new String[][] {
            {"--entry", "7"}, {"--entry", "seven"}, {"--open", "name"}, {"--open", "0:name"}, {"--open", "7:name"}
        }) {
            Ran refused = disclose(wrong);
            assertThat(refused.code()).as(String.join(" ", wrong)).isEqualTo(2);
            assertThat(refused.err()).doesNotContain("\tat ");
        }
        Ran none = heeded("disclose", "--log", log.toString(), "--engagement", "nobody");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("nobody");
        file = directory.resolve("none");
        assertThat(check().err()).contains("does not exist");
    }

    @Test
    void aFailureLeavesTheOldFile() throws IOException {
        disclosed();
        String before = Files.readString(file);
        assertThat(disclose("--entry", "7", "--out", file.toString()).code()).isEqualTo(2);
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void verifyFindsNothingInALogThatIsWhatWasWritten() {
        Ran unsigned = heeded("verify", "--log", log.toString());
        assertThat(unsigned.code()).isZero();
        assertThat(unsigned.out())
                .contains("acme: entries 2, root ", ", no checkpoint\n", "All 3 entries are as they were written.");
        String key = disclosed();
        more("somebody else");
        Ran signed = heeded("verify", "--log", log.toString(), "--key", key);
        assertThat(signed.code()).isZero();
        assertThat(signed.out()).contains("acme: entries 3, ", "begins with the newest checkpoint, of 2\n");
    }

    @Test
    void verifyFindsDamageAndContradictions() throws IOException {
        disclosed();
        String other = SigningKey.generate("agency.example").key().toString();
        Ran unknown = heeded("verify", "--log", log.toString(), "--key", other);
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.out()).contains("Finding: ", "is not signed by");

        Path segment = log.resolve("segments").resolve("00000000000000000000.jsonl");
        String text = Files.readString(segment, UTF_8);
        Files.writeString(segment, text.replace("owner", "owned"));
        Ran damaged = heeded("verify", "--log", log.toString());
        assertThat(damaged.code()).isEqualTo(1);
        assertThat(damaged.out()).contains("Finding: ");
        Files.writeString(segment, text);
        assertThat(heeded("verify", "--log", log.toString()).code()).isZero();

        Path fresh = directory.resolve("fresh");
        try (DecisionLog open = DecisionLog.open(fresh)) {
            open.engagement("acme").client("another owner");
        }
        Files.move(log.resolve("checkpoints"), fresh.resolve("checkpoints"));
        Ran behind = heeded("verify", "--log", fresh.toString());
        assertThat(behind.code()).isEqualTo(1);
        assertThat(behind.out()).contains("Finding: the newest checkpoint of agency.example/");
    }
}
