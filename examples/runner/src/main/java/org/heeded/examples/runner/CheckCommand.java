package org.heeded.examples.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.heeded.Disclosure;
import org.heeded.evidence.Bundle;
import org.heeded.evidence.Checkpoint;
import org.heeded.evidence.EvidenceException;
import org.heeded.evidence.NoteKey;
import org.heeded.evidence.Sighting;
import org.heeded.evidence.SignedNote;
import org.heeded.evidence.TrustStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** For the other side: verifies what it was sent, and compares it with what it was sent before. */
@Command(
        name = "check",
        description =
                "Verifies a file that 'heeded disclose' wrote, or the checkpoint of a report, without the log; and"
                        + " that it fits what was checked before. Exit code 1 if it does not.",
        mixinStandardHelpOptions = true,
        versionProvider = Heeded.Version.class,
        footer = {
            "",
            "Examples:",
            "  The first time, with the key that you were given in person or by telephone:",
            "    heeded check acme.bundle --key agency.example/decisions+1a2b3c4d+ARFF",
            "  From then on; it is compared with what you were shown before:",
            "    heeded check acme.bundle"
        })
final class CheckCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "What you were sent; - for standard input")
    private Path file = Path.of("");

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description =
                    "The log's verifier key (name+id+key), that you were given by another way than the file; once,"
                            + " then it is remembered")
    private @Nullable String key;

    @Option(
            names = "--witness",
            paramLabel = "KEY",
            description = "Verifier key of somebody whose cosignature is to be verified, where it is there")
    private List<String> witnesses = List.of();

    @Option(
            names = "--new-key",
            description = "The key of --key takes the place of the one that the log signed with before")
    private boolean newKey;

    @Option(
            names = "--trust",
            paramLabel = "DIR",
            defaultValue = "${sys:user.home}/.heeded/trust",
            description = "Where is remembered what was seen (default: ${DEFAULT-VALUE})")
    private Path trust = Path.of("");

    /** A verifier key; one that is none is wrong usage. */
    static NoteKey key(String option, String text) {
        try {
            return NoteKey.parse(text);
        } catch (EvidenceException e) {
            throw new Heeded.WrongUsage(new IllegalArgumentException(option + ": " + e.reason(), e));
        }
    }

    @Override
    public Integer call() throws IOException {
        List<NoteKey> others = new ArrayList<>();
        witnesses.forEach(text -> others.add(key("--witness", text)));
        Optional<NoteKey> given = Optional.ofNullable(key).map(text -> key("--key", text));
        byte[] bytes;
        try (Input input = Input.of(file)) {
            bytes = Files.readAllBytes(input.path());
        }
        try {
            boolean bundle = new String(bytes, UTF_8).startsWith(Bundle.HEADER);
            return bundle ? bundle(Bundle.parse(bytes), given, others) : note(SignedNote.parse(bytes), given, others);
        } catch (EvidenceException refused) {
            Terminal.out("Refused: " + refused.reason());
            return ExitCode.SOFTWARE;
        }
    }

    private int bundle(Bundle bundle, Optional<NoteKey> given, List<NoteKey> others) throws IOException {
        NoteKey log = log(bundle.checkpoint(), given);
        Disclosure shown = Disclosure.verify(bundle, log, others);
        TrustStore memory = TrustStore.in(trust);
        Sighting sighting = newKey ? memory.seeWithNewKey(log, bundle) : memory.see(log, bundle);
        int code = tell(shown.checkpoint(), bundle.checkpoint(), log, others, sighting);
        Terminal.out(shown.whole() ? "All entries are here:" : shown.entries().size() + " of the entries are here:");
        for (Disclosure.Shown entry : shown.entries()) {
            String mark = sighting.entry().equals(OptionalLong.of(entry.entry().n())) ? " ! " : "   ";
            Terminal.out(mark + entry.entry().n() + "  "
                    + entry.entry().recordedAt() + "  " + entry.entry().event().type() + "  "
                    + entry.entry().id());
            entry.opened()
                    .forEach(opened -> Terminal.out(
                            "       " + opened.field() + ": " + opened.text().value()));
        }
        return code;
    }

    private int note(SignedNote note, Optional<NoteKey> given, List<NoteKey> others) throws IOException {
        NoteKey log = log(note, given);
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        return tell(checkpoint, note, log, others, TrustStore.in(trust).see(log, note, Optional.empty()));
    }

    private static int tell(
            Checkpoint checkpoint, SignedNote note, NoteKey log, List<NoteKey> others, Sighting sighting) {
        List<NoteKey> known = new ArrayList<>(others);
        known.add(log);
        Terminal.out(checkpoint.origin() + ", entries " + checkpoint.size() + ", root " + checkpoint.root());
        note.verify(known).forEach(by -> Terminal.out("Signed by " + by.name()));
        Terminal.out((sighting.contradicts() ? "Finding: " : "Compared: ") + sighting);
        return sighting.contradicts() ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    /** The key that was given, or else the one that was good for this log before. */
    private NoteKey log(SignedNote note, Optional<NoteKey> given) throws IOException {
        String origin = Checkpoint.parse(note.text()).origin();
        Optional<NoteKey> remembered = TrustStore.in(trust).seen(origin).map(TrustStore.Seen::key);
        return given.or(() -> remembered)
                .orElseThrow(() -> new Heeded.WrongUsage(new IllegalArgumentException(
                        "nothing was checked before of " + origin + "; say with --key which key its log signs with")));
    }
}
