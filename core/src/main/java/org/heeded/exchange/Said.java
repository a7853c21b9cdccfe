package org.heeded.exchange;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.heeded.model.Event;
import org.heeded.model.Text;
import org.heeded.model.When;

/**
 * One thing that an event says. All of them are found by walking its records, so that none is forgotten when the model
 * grows.
 *
 * @param field its name in the log format, behind the names of the objects that it is in
 * @param value the id, text, word, number, day, time or flag
 */
record Said(String field, Object value) {

    /** Components that the log format has no object for: their own components stand in their place. */
    private static final Set<String> FLAT =
            Set.of("party", "advice", "order", "decision", "measurement", "description", "circumstances");

    /** What an event says, in the order of its components; of lists one thing for each item. */
    static List<Said> of(Event event) {
        List<Said> said = new ArrayList<>();
        walk("", event, said);
        return said;
    }

    private static void walk(String field, Object value, List<Said> into) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(v -> walk(field, v, into));
        } else if (value instanceof OptionalInt number) {
            number.ifPresent(n -> into.add(new Said(field, n)));
        } else if (value instanceof Collection<?> items) {
            int i = 0;
            for (Object item : items) {
                walk(item instanceof Record ? field + '.' + i++ : field, item, into);
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, v) -> walk(field + '.' + key, v, into));
        } else if (value instanceof Record group && !isOne(group)) {
            for (RecordComponent component : group.getClass().getRecordComponents()) {
                String name = component.getName();
                walk(named(field, name), read(component, group), into);
            }
        } else {
            into.add(new Said(field, value));
        }
    }

    private static String named(String group, String component) {
        if (FLAT.contains(group)) {
            // the log format has the decision for its kind, and the party for its id
            return component.equals("kind") || component.equals("id") ? group : component;
        }
        return group.isEmpty() ? component : group + '.' + component;
    }

    /** Whether a record is one value: an id, a text, a time. */
    private static boolean isOne(Record record) {
        return record instanceof Text
                || record instanceof When
                || (record.getClass().getRecordComponents().length == 1 && !(record instanceof Event));
    }

    private static Object read(RecordComponent component, Record of) {
        try {
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the components of the model's records can be read", e);
        }
    }
}
