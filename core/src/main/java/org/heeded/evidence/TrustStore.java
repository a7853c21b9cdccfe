package org.heeded.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a client remembers of the logs that others keep about it: for each tree the key and the last checkpoint seen, and
 * the hashes of the entries where it was shown them. It holds no entry. One such memory turns the log's signatures into
 * evidence: a log that is rolled back, shown in two versions or rewritten contradicts it.
 *
 * <p>A directory with one file a tree, replaced as a whole; for one user at a time. Keep it where those who keep the log
 * cannot write.
 */
public final class TrustStore {

    private static final String HEADER = "heeded/seen@v1";
    private static final String KEY = "key ";

    private final Path directory;

    private TrustStore(Path directory) {
        this.directory = directory;
    }

    /**
     * The memory in a directory.
     *
     * @param directory made when something is remembered
     * @return the memory
     */
    public static TrustStore in(Path directory) {
        return new TrustStore(directory);
    }

    /**
     * What was last seen of a tree.
     *
     * @param key the key that it is signed with
     * @param note the checkpoint as it was signed
     * @param leaves the hashes of its entries from the first on, as many as were shown
     */
    public record Seen(NoteKey key, SignedNote note, List<Hash> leaves) {

        /**
         * Validates and copies.
         *
         * @throws EvidenceException if the key has not signed the checkpoint, or there are more hashes than entries
         */
        public Seen {
            leaves = List.copyOf(leaves);
            if (!note.verify(List.of(key)).contains(key)) {
                throw new EvidenceException("the checkpoint is not signed by " + key);
            }
            Checkpoint checkpoint = Checkpoint.parse(note.text());
            if (leaves.size() > checkpoint.size()
                    || (leaves.size() == checkpoint.size()
                            && !MerkleTree.of(leaves).root().equals(checkpoint.root()))) {
                throw new EvidenceException("the hashes of the entries are not those of the checkpoint");
            }
        }

        Checkpoint checkpoint() {
            return Checkpoint.parse(note.text());
        }

        static Seen parse(byte[] bytes) {
            String text = Strict.utf8(bytes);
            int blank = text.indexOf("\n\n");
            String[] lines = text.substring(0, Math.max(blank, 0)).split("\n", -1);
            if (lines.length < 2 || !lines[0].equals(HEADER) || !lines[1].startsWith(KEY)) {
                throw new EvidenceException("what was seen before is not in the form " + HEADER);
            }
            List<Hash> leaves = new ArrayList<>();
            for (String line : List.of(lines).subList(2, lines.length)) {
                leaves.add(Hash.parse(line));
            }
            return new Seen(
                    NoteKey.parse(lines[1].substring(KEY.length())),
                    SignedNote.parse(text.substring(blank + 2)),
                    leaves);
        }

        /** The file. */
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(HEADER)
                    .append('\n')
                    .append(KEY)
                    .append(key)
                    .append('\n');
            leaves.forEach(leaf -> text.append(leaf).append('\n'));
            return text.append('\n').append(note).toString();
        }
    }

    /**
     * What was last seen of a tree.
     *
     * @param origin of its checkpoints
     * @return what is remembered
     * @throws EvidenceException if the file is not what was remembered
     * @throws IOException if it cannot be read
     */
    public Optional<Seen> seen(String origin) throws IOException {
        Path file = file(origin);
        try {
            Seen seen = Seen.parse(Files.readAllBytes(file));
            if (!seen.checkpoint().origin().equals(origin)) {
                throw new EvidenceException("is of another tree");
            }
            return Optional.of(seen);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (EvidenceException e) {
            throw new EvidenceException(file + ": " + e.reason());
        }
    }

    /**
     * Compares a bundle with what was seen before, and remembers it unless it contradicts or nothing was shown. The
     * bundle must be {@linkplain Bundle#verify verified}.
     *
     * @param log the key that it was verified with
     * @param bundle the bundle
     * @return how it stands to what was seen before
     * @throws EvidenceException if the key has not signed it, or what is remembered is damaged
     * @throws IOException if the memory cannot be read or written
     */
    public Sighting see(NoteKey log, Bundle bundle) throws IOException {
        return see(new Seen(log, bundle.checkpoint(), bundle.leaves()), Optional.empty(), false);
    }

    /**
     * Compares as {@link #see(NoteKey, Bundle)} does, and takes another key than before for the log's from now on. Only for
     * a key that its owner has confirmed by another way.
     *
     * @param log the new key of the log, which the bundle was verified with
     * @param bundle the bundle
     * @return how it stands to what was seen before
     * @throws EvidenceException if the key has not signed it, or what is remembered is damaged
     * @throws IOException if the memory cannot be read or written
     */
    public Sighting seeWithNewKey(NoteKey log, Bundle bundle) throws IOException {
        return see(new Seen(log, bundle.checkpoint(), bundle.leaves()), Optional.empty(), true);
    }

    /**
     * Compares a checkpoint with the one seen before, and remembers it unless it contradicts or nothing was shown.
     *
     * @param log the key of the log
     * @param checkpoint the signed note
     * @param proof that it grew from the one seen before, if there is one
     * @return how it stands to what was seen before
     * @throws EvidenceException if the key has not signed it, or what is remembered is damaged
     * @throws IOException if the memory cannot be read or written
     */
    public Sighting see(NoteKey log, SignedNote checkpoint, Optional<ConsistencyProof> proof) throws IOException {
        return see(new Seen(log, checkpoint, List.of()), proof, false);
    }

    private Sighting see(Seen now, Optional<ConsistencyProof> proof, boolean newKey) throws IOException {
        Optional<Seen> before = seen(now.checkpoint().origin());
        Sighting sighting = before.map(seen -> compare(seen, now, proof, newKey))
                .orElseGet(() -> new Sighting(Sighting.Verdict.FIRST, Optional.empty(), OptionalLong.empty()));
        if (!sighting.contradicts() && sighting.verdict() != Sighting.Verdict.NOT_SHOWN) {
            // hashes that were seen stay known: they are of the first entries of this tree too
            List<Hash> known = before.map(Seen::leaves)
                    .filter(leaves -> leaves.size() > now.leaves.size())
                    .orElse(now.leaves);
            Seen remembered = new Seen(now.key, now.note, known);
            WholeFile.replace(file(now.checkpoint().origin()), remembered.toString());
        }
        return sighting;
    }

    private static Sighting compare(Seen before, Seen now, Optional<ConsistencyProof> proof, boolean newKey) {
        Checkpoint was = before.checkpoint();
        Checkpoint is = now.checkpoint();
        Sighting.Verdict verdict;
        if (!newKey && !before.key.equals(now.key)) {
            verdict = Sighting.Verdict.OTHER_KEY;
        } else if (is.size() < was.size()) {
            verdict = Sighting.Verdict.ROLLED_BACK;
        } else if (is.size() == was.size()) {
            verdict = is.root().equals(was.root()) ? Sighting.Verdict.SAME : Sighting.Verdict.SPLIT_VIEW;
        } else if (was.size() == 0) {
            verdict = Sighting.Verdict.GROWN;
        } else if (now.leaves.size() == is.size()) {
            boolean same = MerkleTree.of(now.leaves).root((int) was.size()).equals(was.root());
            verdict = same ? Sighting.Verdict.GROWN : Sighting.Verdict.REWRITTEN;
        } else if (proof.isPresent()) {
            // a wrong proof proves nothing, neither way
            boolean shown = proof.get().proves(was.size(), was.root(), is.size(), is.root());
            verdict = shown ? Sighting.Verdict.GROWN : Sighting.Verdict.NOT_SHOWN;
        } else {
            verdict = Sighting.Verdict.NOT_SHOWN;
        }
        OptionalLong entry = switch (verdict) {
            case SPLIT_VIEW, REWRITTEN -> firstDifference(before.leaves, now.leaves);
            default -> OptionalLong.empty();
        };
        return new Sighting(verdict, Optional.of(was), entry);
    }

    private static OptionalLong firstDifference(List<Hash> before, List<Hash> now) {
        for (int i = 0; i < Math.min(before.size(), now.size()); i++) {
            if (!before.get(i).equals(now.get(i))) {
                return OptionalLong.of(i);
            }
        }
        return OptionalLong.empty();
    }

    private Path file(String origin) {
        return directory.resolve(HexFormat.of().formatHex(Hash.sha256(Strict.utf8(origin))) + ".seen");
    }
}
