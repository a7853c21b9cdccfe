package org.heeded.evidence;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a log keeps its own newest checkpoints: one file a tree, named by the SHA-256 of its origin in hexadecimal, a
 * signed note in its one form, replaced as a whole and forced. Older ones need no keeping: root and signature of a size are always the same.
 */
public final class CheckpointDirectory {

    private static final String SUFFIX = ".txt";

    private final Path directory;

    private CheckpointDirectory(Path directory) {
        this.directory = directory;
    }

    /**
     * The checkpoints in a directory.
     *
     * @param directory made when one is written
     * @return the checkpoints
     */
    public static CheckpointDirectory in(Path directory) {
        return new CheckpointDirectory(directory);
    }

    /**
     * The newest checkpoints.
     *
     * @return one for each tree, the smallest tree first; nothing of them is verified but that they are checkpoints
     * @throws EvidenceException if a file holds no checkpoint, or that of another tree
     * @throws IOException if one cannot be read
     */
    public List<SignedNote> newest() throws IOException {
        if (Files.notExists(directory)) {
            return List.of();
        }
        SortedMap<Checkpoint, SignedNote> notes =
                new TreeMap<>(Comparator.comparingLong(Checkpoint::size).thenComparing(Checkpoint::origin));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path file : files) {
                SignedNote note = read(file);
                notes.put(Checkpoint.parse(note.text()), note);
            }
        }
        return List.copyOf(notes.values());
    }

    private SignedNote read(Path file) throws IOException {
        try {
            SignedNote note = SignedNote.parse(Files.readAllBytes(file));
            if (!file(Checkpoint.parse(note.text())).equals(file)) {
                throw new EvidenceException("is the checkpoint of another tree");
            }
            return note;
        } catch (EvidenceException e) {
            throw new EvidenceException(file + ": " + e.reason());
        }
    }

    private Path file(Checkpoint checkpoint) {
        return directory.resolve(HexFormat.of().formatHex(Hash.sha256(Strict.utf8(checkpoint.origin()))) + SUFFIX);
    }

    /**
     * Keeps a checkpoint as the newest of its tree; when this returns, it lasts.
     *
     * @param checkpoint the signed note
     * @throws EvidenceException if it is none
     * @throws IOException if it cannot be written; the one before stays
     */
    public void keep(SignedNote checkpoint) throws IOException {
        WholeFile.replace(file(Checkpoint.parse(checkpoint.text())), checkpoint.toString());
    }
}
