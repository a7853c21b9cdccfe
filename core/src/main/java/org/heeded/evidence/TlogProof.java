package org.heeded.evidence;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The proof that one record is in a log, as a text of its own that other tools read too: <a
 * href="https://c2sp.org/tlog-proof">C2SP tlog-proof</a>.
 *
 * @param extra anything, in Base64; nothing vouches for it. {@link #of} puts the record there
 * @param proof where the record is, and the way to the root
 * @param checkpoint the note, as it is
 */
public record TlogProof(Optional<String> extra, InclusionProof proof, String checkpoint) {

    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";

    /** A tree of more than 2^63 leaves is none of ours. */
    private static final int MAX_PATH = 63;

    /**
     * Validates.
     *
     * @throws EvidenceException if the extra is not Base64, the checkpoint not lines or the path too long
     */
    public TlogProof {
        extra.ifPresent(text -> Strict.base64("the extra data of a proof", text));
        Strict.lines("the checkpoint of a proof", checkpoint);
        if (proof.path().size() > MAX_PATH) {
            throw new EvidenceException("a proof has more than " + MAX_PATH + " hashes");
        }
    }

    /**
     * The proof of a record, with the record in it.
     *
     * @param record its bytes
     * @param proof that it is in the tree
     * @param checkpoint of the tree
     * @return the proof
     */
    public static TlogProof of(byte[] record, InclusionProof proof, SignedNote checkpoint) {
        return new TlogProof(Optional.of(Base64.getEncoder().encodeToString(record)), proof, checkpoint.toString());
    }

    /**
     * Reads a proof; verifies nothing.
     *
     * @param text the proof
     * @return the proof
     * @throws EvidenceException if {@link #toString()} would write anything else
     */
    public static TlogProof parse(String text) {
        Strict.lines("a proof", text);
        int end = text.indexOf("\n\n");
        if (end < 0) {
            throw new EvidenceException("a proof has no checkpoint behind an empty line");
        }
        List<String> lines = List.of(text.substring(0, end).split("\n", -1));
        int at = 1;
        if (!lines.get(0).equals(HEADER)) {
            throw new EvidenceException("a proof does not begin with " + HEADER);
        }
        Optional<String> extra = Optional.empty();
        if (lines.size() > at && lines.get(at).startsWith(EXTRA)) {
            extra = Optional.of(lines.get(at).substring(EXTRA.length()));
            at++;
        }
        if (lines.size() <= at || !lines.get(at).startsWith(INDEX)) {
            throw new EvidenceException("a proof has no index");
        }
        long index = Strict.number("the index of a proof", lines.get(at).substring(INDEX.length()));
        List<Hash> path = new ArrayList<>();
        lines.subList(at + 1, lines.size()).forEach(line -> path.add(Hash.parse(line)));
        return new TlogProof(extra, new InclusionProof(index, path), text.substring(end + 2));
    }

    /**
     * Verifies the proof.
     *
     * @param log the key of the log
     * @param record the bytes of the record
     * @return the checkpoint that holds it
     * @throws EvidenceException if the log has not signed the checkpoint, or the record is not there
     */
    public Checkpoint verify(NoteKey log, byte[] record) {
        SignedNote note = SignedNote.parse(checkpoint);
        if (note.verify(List.of(log)).isEmpty()) {
            throw new EvidenceException("the checkpoint is not signed by " + log.name());
        }
        Checkpoint signed = Checkpoint.parse(note.text());
        if (!proof.proves(Hash.leaf(record), signed.size(), signed.root())) {
            throw new EvidenceException("the record is not entry " + proof.index() + " of the tree of the checkpoint");
        }
        return signed;
    }

    /** The proof. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        extra.ifPresent(base64 -> text.append(EXTRA).append(base64).append('\n'));
        text.append(INDEX).append(proof.index()).append('\n');
        proof.path().forEach(hash -> text.append(hash).append('\n'));
        return text.append('\n').append(checkpoint).toString();
    }
}
