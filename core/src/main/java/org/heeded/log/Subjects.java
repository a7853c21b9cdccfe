package org.heeded.log;

import java.util.LinkedHashSet;
import java.util.Optional;
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
        Subjects subjects = new Subjects();
        // the key stands like this in every record that has one, and few have
        if (json.contains("\"" + SEALED + "\"")) {
            StrictJson.object(json).values().forEach(field -> subjects.collect(field.value()));
        }
        return subjects.found;
    }

    private void collect(StrictJson.Value value) {
        Object content = value.content().orElse("");
        if (content instanceof StrictJson.Items items) {
            items.values().forEach(this::collect);
        } else if (content instanceof StrictJson.Fields fields) {
            part(value, SEALED)
                    .flatMap(text -> part(text, "subject"))
                    .flatMap(StrictJson.Value::content)
                    .ifPresent(this::add);
            fields.values().values().forEach(this::collect);
        }
    }

    private static Optional<StrictJson.Value> part(StrictJson.Value value, String key) {
        return value.content().orElse("") instanceof StrictJson.Fields fields
                ? Optional.ofNullable(fields.values().get(key))
                : Optional.empty();
    }

    private void add(Object id) {
        try {
            found.add(SubjectId.of(String.valueOf(id)));
        } catch (RejectedException e) {
            // no id: some other object that is called so
        }
    }
}
