package org.heeded.log;

import java.util.LinkedHashSet;
import java.util.Set;
import org.heeded.model.RejectedException;
import org.heeded.model.SubjectId;

/**
 * Whose sealed texts a record holds, found in its JSON: so also in the fields of types that a later release has made, and
 * whatever became of the entry since.
 */
final class Subjects {

    private static final String SEALED = "sealed";

    private final Set<SubjectId> found = new LinkedHashSet<>();

    private Subjects() {}

    static Set<SubjectId> of(String json) {
        // the key stands like this in every record that has one, and few have
        if (!json.contains("\"" + SEALED + "\"")) {
            return Set.of();
        }
        Subjects subjects = new Subjects();
        StrictJson.object(json).values().forEach(subjects::collect);
        return subjects.found;
    }

    private void collect(Object value) {
        if (value instanceof Fields.Items items) {
            items.values().forEach(this::collect);
        } else if (value instanceof Fields fields) {
            if (fields.value(SEALED) instanceof Fields text) {
                Object subject = text.value("subject");
                if (subject != null) {
                    add(subject);
                }
            }
            fields.values().forEach(this::collect);
        }
    }

    private void add(Object id) {
        try {
            found.add(SubjectId.of(String.valueOf(id)));
        } catch (RejectedException e) {
            // no id: some other object that is called so
        }
    }
}
