package org.heeded;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.heeded.evidence.Bundle;
import org.heeded.evidence.Checkpoint;
import org.heeded.evidence.EvidenceException;
import org.heeded.evidence.NoteKey;
import org.heeded.log.Recorded;
import org.heeded.log.SealedField;
import org.heeded.model.CorruptException;
import org.heeded.model.Entry;
import org.heeded.model.Position;
import org.heeded.model.Text;
import org.heeded.privacy.Sealer;

/**
 * A bundle that was verified, without the log that it came from: its entries are those of the signed checkpoint, and its
 * texts are those that were sealed when the entries were recorded.
 *
 * @param checkpoint what the log signed
 * @param signers whose signatures verified; the log's is among them
 * @param whole whether all entries of the engagement up to the checkpoint are here
 * @param entries the entries, in order
 */
public record Disclosure(Checkpoint checkpoint, Set<NoteKey> signers, boolean whole, List<Shown> entries) {

    /** Copies. */
    public Disclosure {
        signers = Set.copyOf(signers);
        entries = List.copyOf(entries);
    }

    /**
     * An entry of a disclosure.
     *
     * @param entry what the record says
     * @param record its exact text
     * @param opened the sealed texts that were disclosed with it
     */
    public record Shown(Entry entry, String record, List<Opened> opened) {

        /** Copies. */
        public Shown {
            opened = List.copyOf(opened);
        }
    }

    /**
     * A text that was sealed.
     *
     * @param field the field's name in the log format
     * @param text whose, and the words
     */
    public record Opened(String field, Text.Personal text) {}

    /**
     * Verifies a bundle: that it has its one form, that the log's key signed the checkpoint, that the entries are those
     * of the checkpoint and of its engagement, and that every key opens what was sealed. That the checkpoint fits those
     * seen before is another matter: see {@link org.heeded.evidence.TrustStore}.
     *
     * @param bundle as it came
     * @param log the log's key, from elsewhere than the bundle
     * @param witnesses keys whose signatures must verify too, where they are there
     * @return what it shows
     * @throws EvidenceException if anything does not hold, with the reason
     */
    public static Disclosure verify(Bundle bundle, NoteKey log, Collection<NoteKey> witnesses) {
        Checkpoint checkpoint = bundle.verify(log, witnesses);
        List<NoteKey> known = new ArrayList<>(witnesses);
        known.add(log);
        return new Disclosure(
                checkpoint,
                bundle.checkpoint().verify(known),
                bundle.whole(),
                bundle.entries().stream().map(item -> shown(checkpoint, item)).toList());
    }

    private static Shown shown(Checkpoint checkpoint, Bundle.Item item) {
        try {
            Recorded recorded = Recorded.read(new Position(item.index()), item.record());
            Entry entry = recorded.entry();
            if (entry.n() != item.index() || !checkpoint.origin().endsWith(Evidence.suffix(entry.engagement()))) {
                throw new EvidenceException("the record of entry " + item.index()
                        + " says that it is another entry, or another engagement's");
            }
            List<Opened> opened = new ArrayList<>();
            item.keys().forEach(key -> opened.add(open(recorded, key)));
            return new Shown(entry, item.record(), opened);
        } catch (CorruptException e) {
            throw new EvidenceException("entry " + item.index() + ": " + e.getMessage());
        }
    }

    /** Opens the field that a key is of: where two have its name, their commitments tell. */
    private static Opened open(Recorded recorded, Bundle.FieldKey key) {
        byte[] bytes = Base64.getDecoder().decode(key.key());
        Optional<CorruptException> why = Optional.empty();
        for (SealedField field : recorded.sealedFields()) {
            if (field.field().equals(key.field())) {
                try {
                    String words = Sealer.open(bytes, recorded.entry().engagement(), field.field(), field.text());
                    return new Opened(
                            field.field(), new Text.Personal(field.text().subject(), words));
                } catch (CorruptException e) {
                    why = Optional.of(e);
                }
            }
        }
        throw why.orElseGet(() -> new CorruptException("there is a key for a field that is not sealed there"));
    }
}
