package org.heeded.examples.runner;

import java.io.IOException;
import java.nio.file.Path;
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
        versionProvider = Heeded.Version.class)
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
        Optional<NoteKey> by = Optional.ofNullable(key).map(text -> Heeded.usage(() -> CheckCommand.key(text)));
        Logs.require(directory);
        try (DecisionLog log = DecisionLog.open(directory, LogOptions.DEFAULT.verified())) {
            Set<EngagementId> engagements = new LinkedHashSet<>();
            long read = 0;
            List<Recorded> page;
            do {
                page = log.entries(new Position(read), PAGE);
                page.forEach(recorded -> engagements.add(recorded.entry().engagement()));
                read += page.size();
            } while (!page.isEmpty());
            for (EngagementId engagement : engagements) {
                System.out.println(engagement + ": " + line(log, engagement, by));
            }
            System.out.println("All " + read + " entries are as they were written.");
            return ExitCode.OK;
        } catch (CorruptException | EvidenceException finding) {
            System.out.println("Finding: " + finding.getMessage());
            return ExitCode.SOFTWARE;
        }
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
