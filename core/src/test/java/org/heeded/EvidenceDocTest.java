package org.heeded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.heeded.evidence.Checkpoint;
import org.heeded.evidence.Sighting;
import org.heeded.evidence.SignedNote;
import org.heeded.evidence.SigningKey;
import org.heeded.model.EngagementId;
import org.heeded.model.Proposal;
import org.heeded.model.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docs/EVIDENCE.md says a client can do without our code, done. */
class EvidenceDocTest extends FacadeFixture {

    private static final SigningKey KEY = SigningKey.generate("agency.example/decisions");

    private final String document;
    private String bundle = "";

    EvidenceDocTest() throws IOException {
        document = Files.readString(Path.of("docs", "EVIDENCE.md"));
    }

    @BeforeEach
    void disclose() {
        try (DecisionLog log = DecisionLog.inMemory(options.signer(KEY))) {
            Engagement acme = log.engagement("acme");
            var ana = acme.marketer("ana", Role.SPECIALIST);
            for (String title : List.of("Größere Seite", "100 % \\ \"Text\"", "Drei — vier", "{}")) {
                acme.propose(ana, Proposal.of(title));
            }
            bundle =
                    log.disclose(DisclosureRequest.of(new EngagementId("acme"))).toString();
            assertThat(log.tree(new EngagementId("acme")).size()).isEqualTo(5);
        }
    }

    private record Done(int code, String said) {}

    private Done run(String file, String key) throws IOException, InterruptedException {
        for (String tool : List.of("bash", "openssl", "sha256sum", "awk")) {
            assumeTrue(has(tool), tool + " is not on this machine: the lines of EVIDENCE.md were not run");
        }
        int start = document.indexOf("```bash\n") + "```bash\n".length();
        Path script =
                Files.writeString(temp.resolve("verify.sh"), document.substring(start, document.indexOf("```", start)));
        Path input = Files.writeString(temp.resolve("acme.bundle"), file);
        Path said = temp.resolve("said.txt");
        Process process = new ProcessBuilder("bash", script.toString(), input.toString(), key)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Done(process.exitValue(), Files.readString(said));
    }

    private static boolean has(String tool) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator, -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
    }

    /** With the last line made to fit again. */
    private static String mended(String bundle) throws Exception {
        String body = bundle.substring(0, bundle.length() - 72);
        byte[] sum = java.security.MessageDigest.getInstance("SHA-256").digest(body.getBytes(UTF_8));
        return body + "sha256 " + HexFormat.of().formatHex(sum) + "\n";
    }

    @Test
    void itsLinesVerifyABundle() throws Exception {
        Done done = run(bundle, KEY.key().toString());
        assertThat(done.said()).contains("verified: agency.example/decisions/acme, 5 entries");
        assertThat(done.code()).isZero();
    }

    @Test
    void itsLinesRefuseWhatWasChanged() throws Exception {
        Done damaged = run(bundle.replace("Seite", "Saite"), KEY.key().toString());
        assertThat(damaged).isEqualTo(new Done(1, "damaged\n"));
        Done changed = run(mended(bundle.replace("Seite", "Saite")), KEY.key().toString());
        assertThat(changed.said()).contains("not the records that were signed");
        assertThat(changed.code()).isEqualTo(1);
    }

    @Test
    void itsLinesRefuseWhatAnotherKeySigned() throws Exception {
        Done other = run(
                bundle, SigningKey.generate("agency.example/decisions").key().toString());
        assertThat(other.said()).contains("not signed with this key");
        assertThat(other.code()).isEqualTo(1);
        int note = bundle.indexOf("\n\n") + 2;
        SignedNote signed = SignedNote.parse(bundle.substring(note, bundle.length() - 72));
        Checkpoint checkpoint = Checkpoint.parse(signed.text());
        String larger = bundle.replace("\n5\n" + checkpoint.root(), "\n6\n" + checkpoint.root());
        assertThat(run(mended(larger), KEY.key().toString()).said()).contains("not signed with this key");
    }

    @Test
    void theFindingsAreThoseOfTheText() {
        List<String> findings = new ArrayList<>();
        for (Sighting.Verdict verdict : Sighting.Verdict.values()) {
            if (verdict.compareTo(Sighting.Verdict.NOT_SHOWN) > 0) {
                findings.add(verdict.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
            }
        }
        assertThat(findings).hasSize(4).allSatisfy(f -> assertThat(document).contains("| " + f + " |"));
    }
}
