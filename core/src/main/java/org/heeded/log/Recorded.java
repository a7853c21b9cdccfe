package org.heeded.log;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.heeded.model.Entry;
import org.heeded.model.Position;

/**
 * An entry as it stands in the log, with the record that holds it.
 *
 * @param position the place right before it: as many entries precede it in the log
 * @param entry what the record says
 * @param json the record exactly as stored; in UTF-8 it is the bytes that were written and that proofs are made over
 */
public record Recorded(Position position, Entry entry, String json) {

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
