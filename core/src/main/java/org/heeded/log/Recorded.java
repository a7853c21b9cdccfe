package org.heeded.log;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.heeded.model.Entry;
import org.heeded.model.Position;
import org.heeded.privacy.InMemoryKeyStore;
import org.heeded.privacy.Sealer;

/**
 * An entry as it stands in the log, with the record that holds it.
 *
 * @param position the place right before it: as many entries precede it in the log
 * @param entry what the record says
 * @param json the record exactly as stored; in UTF-8 it is the bytes that were written and that proofs are made over
 */
public record Recorded(Position position, Entry entry, String json) {

    /**
     * Reads a record that came without its log.
     *
     * @param position where it stood
     * @param json the record
     * @return what it says
     * @throws org.heeded.model.CorruptException if it is none
     */
    public static Recorded read(Position position, String json) {
        return new Recorded(position, new Codec(new Sealer(new InMemoryKeyStore())).decode(json), json);
    }

    /**
     * Reads the bytes of a record that came without its log.
     *
     * @param position where it stood
     * @param record the bytes
     * @return what it says
     * @throws org.heeded.model.CorruptException if it is none
     */
    public static Recorded read(Position position, byte[] record) {
        return read(position, Codec.utf8(record, 0, record.length));
    }

    /**
     * The bytes of the record.
     *
     * @return a copy, in UTF-8
     */
    public byte[] bytes() {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The sealed texts of the entry: each opens with a key of its own, that {@link org.heeded.privacy.Sealer#fieldKey}
     * gives and {@link org.heeded.privacy.Sealer#open(byte[], org.heeded.model.EngagementId, String,
     * org.heeded.model.Text.Sealed)} takes.
     *
     * @return in the order of the record; none of an entry whose type is not known here
     */
    public List<SealedField> sealedFields() {
        return Codec.sealedFields(entry.event());
    }
}
