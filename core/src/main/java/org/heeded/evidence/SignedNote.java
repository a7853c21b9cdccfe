package org.heeded.evidence;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Text signed by one or more keys, as <a href="https://c2sp.org/signed-note">C2SP signed-note</a> has it. The text is to
 * be ignored until a known key has {@linkplain #verify verified} it.
 *
 * @param text lines, each ended by a newline
 * @param signatures at least one, at most {@value #MAX_SIGNATURES}
 */
public record SignedNote(String text, List<NoteSignature> signatures) {

    /** More signatures than anyone has use for. */
    public static final int MAX_SIGNATURES = 100;

    /** Longest note, in bytes. */
    private static final int MAX_LENGTH = 1_000_000;

    /**
     * Validates and copies.
     *
     * @throws EvidenceException if the text is not lines, or the number of signatures is out of range
     */
    public SignedNote {
        Strict.lines("a note", text);
        byte[] unused = Strict.utf8(text);
        signatures = List.copyOf(signatures);
        if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
            throw new EvidenceException(
                    "a note has " + signatures.size() + " signatures instead of 1 to " + MAX_SIGNATURES);
        }
    }

    /**
     * Signs a text.
     *
     * @param text lines, each ended by a newline
     * @param signer a key that signs notes
     * @return the note
     * @throws IllegalArgumentException if the key is of another kind
     */
    public static SignedNote sign(String text, NoteSigner signer) {
        if (signer.key().kind() != NoteKey.Kind.NOTE) {
            throw new IllegalArgumentException("kind " + signer.key().kind() + " signs no notes");
        }
        return new SignedNote(text, List.of(NoteSignature.of(signer.key(), signer.sign(Strict.utf8(text)))));
    }

    /**
     * Adds a signature: of a key that signs notes over the text, of a witness over the time too. Who cosigns says to have
     * seen no larger tree, and one that grew from those seen before: compare with a {@link TrustStore} first.
     *
     * @param signer whose; an earlier signature of the same key is replaced
     * @param now when, for a witness
     * @return a copy with one signature more
     * @throws EvidenceException if the text is no checkpoint
     */
    public SignedNote cosign(NoteSigner signer, Instant now) {
        Checkpoint.parse(text);
        NoteKey key = signer.key();
        byte[] signature;
        if (key.kind() == NoteKey.Kind.COSIGNATURE) {
            long time = now.getEpochSecond();
            byte[] signed = signer.sign(NoteKey.cosigned(time, text));
            signature = ByteBuffer.allocate(Long.BYTES + signed.length)
                    .putLong(time)
                    .put(signed)
                    .array();
        } else {
            signature = signer.sign(Strict.utf8(text));
        }
        List<NoteSignature> all = new ArrayList<>(signatures);
        all.removeIf(key::claimedBy);
        all.add(NoteSignature.of(key, signature));
        return new SignedNote(text, all);
    }

    /**
     * Reads a note; verifies nothing.
     *
     * @param bytes the note in UTF-8
     * @return the note
     * @throws EvidenceException if {@link #toString()} would write anything else
     */
    public static SignedNote parse(byte[] bytes) {
        if (bytes.length > MAX_LENGTH) {
            throw new EvidenceException("a note is longer than " + MAX_LENGTH + " bytes");
        }
        return parse(Strict.utf8(bytes));
    }

    /**
     * Reads a note; verifies nothing.
     *
     * @param note the note
     * @return the note
     * @throws EvidenceException if {@link #toString()} would write anything else
     */
    public static SignedNote parse(String note) {
        Strict.lines("a note", note);
        // the last empty line: signatures have none
        int end = note.lastIndexOf("\n\n");
        if (end < 0 || end + 2 == note.length()) {
            throw new EvidenceException("a note has no signatures behind an empty line");
        }
        List<NoteSignature> signatures = new ArrayList<>();
        for (String line : note.substring(end + 2, note.length() - 1).split("\n", -1)) {
            if (signatures.size() == MAX_SIGNATURES) {
                throw new EvidenceException("a note has more than " + MAX_SIGNATURES + " signatures");
            }
            signatures.add(NoteSignature.parse(line));
        }
        return new SignedNote(note.substring(0, end + 1), signatures);
    }

    /**
     * Who of some has signed this. Signatures of other keys are passed over, as the specification asks.
     *
     * @param known the keys that the caller trusts
     * @return those whose signature is there and verifies, in the order of the note; may be empty
     * @throws EvidenceException if one of them is there and does not verify, or two of the keys cannot be told apart
     */
    public Set<NoteKey> verify(Collection<NoteKey> known) {
        Set<NoteKey> verified = new LinkedHashSet<>();
        for (NoteSignature signature : signatures) {
            List<NoteKey> claimed =
                    known.stream().filter(key -> key.claimedBy(signature)).toList();
            if (claimed.size() > 1) {
                throw new EvidenceException("two of the known keys have the name and id of one signature");
            }
            for (NoteKey key : claimed) {
                if (!key.verifies(text, signature)) {
                    throw new EvidenceException("the signature of " + key.name() + " does not verify");
                }
                verified.add(key);
            }
        }
        return verified;
    }

    /** The note. */
    @Override
    public String toString() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature).append('\n'));
        return note.toString();
    }
}
