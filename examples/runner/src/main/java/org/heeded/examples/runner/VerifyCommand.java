package org.heeded.examples.runner;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.heeded.DecisionLog;
import org.heeded.LogOptions;
import org.heeded.evidence.Checkpoint;
import org.heeded.evidence.EvidenceException;
import org.heeded.evidence.MerkleTree;
import org.heeded.evidence.NoteKey;
import org.heeded.evidence.SignedNote;
import org.heeded.log.Recorded;
import org.heeded.model.CorruptException;
import org.heeded.model.EngagementId;
import org.heeded.model.Position;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Reads all of a log, and compares it with the checkpoints that it keeps. */
@Command(
        name = "verify",
        description =
                "Reads all of a log and compares it with the newest checkpoints that it keeps; exit code 1 if something"
                        + " does not fit.",
        mixinStandardHelpOptions = true,
        versionProvider = Heeded.Version.class,
        footer = {
            "",
            "Examples:",
            "  That nobody changed what was written:",
            "    heeded verify --log decisions",
            "  And that its checkpoints were signed with the key that you know:",
            "    heeded verify --log decisions --key agency.example/decisions+1a2b3c4d+ARFF"
        })
final class VerifyCommand implements Callable<Integer> {

    private static final int PAGE = 10_000;

    @Option(names = "--log", required = true, paramLabel = "DIR", description = "A log that import made")
    private Path directory = Path.of("");

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "The log's verifier key (name+id+key), to check the signatures of its checkpoints too")
    private @Nullable String key;

    @Override
    public Integer call() throws IOException {
        Optional<NoteKey> by = Optional.ofNullable(key).map(text -> CheckCommand.key("--key", text));
        Logs.require(directory);
        List<String> told = new ArrayList<>();
        int code = Progress.of("holding " + directory + " to its hashes", progress -> verify(by, told, progress));
        told.forEach(Terminal::out);
        return code;
    }

    private int verify(Optional<NoteKey> by, List<String> told, Progress progress) {
        try (DecisionLog log = DecisionLog.open(directory, LogOptions.DEFAULT.verified())) {
            for (EngagementId engagement : engagements(log, progress)) {
                progress.now("hashing " + engagement);
                told.add(engagement + ": " + line(log, engagement, by));
            }
            told.add("All " + log.end().value() + " entries are as they were written.");
            return ExitCode.OK;
        } catch (CorruptException | EvidenceException finding) {
            told.add("Finding: " + finding.getMessage());
            return ExitCode.SOFTWARE;
        }
    }

    /** Reads every entry. */
    private static Set<EngagementId> engagements(DecisionLog log, Progress progress) {
        Set<EngagementId> engagements = new LinkedHashSet<>();
        long read = 0;
        List<Recorded> page;
        do {
            page = log.entries(new Position(read), PAGE);
            page.forEach(recorded -> engagements.add(recorded.entry().engagement()));
            read += page.size();
            progress.now("read " + read + " of " + log.end().value() + " entries");
        } while (!page.isEmpty());
        return engagements;
    }

    private static String line(DecisionLog log, EngagementId engagement, Optional<NoteKey> by) {
        MerkleTree tree = log.tree(engagement);
        String line = "entries " + tree.size() + ", root " + tree.root();
        Optional<SignedNote> newest = log.newestCheckpoint(engagement);
        if (newest.isEmpty()) {
            return line + ", no checkpoint";
        }
        SignedNote note = newest.get();
        if (by.isPresent() && note.verify(Set.of(by.get())).isEmpty()) {
            throw new EvidenceException("the newest checkpoint of " + engagement + " is not signed by " + by.get());
        }
        return line + ", begins with the newest checkpoint, of "
                + Checkpoint.parse(note.text()).size();
    }
}
