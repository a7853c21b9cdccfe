package org.heeded.dossier;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.heeded.model.Event;
import org.heeded.model.When;

/** Before and after: by the times told, and by log order where they are equal or one is missing. */
final class Timeline {

    private Timeline() {}

    /** Whether the first is later than the second. */
    static boolean later(Optional<When> first, long firstN, Optional<When> second, long secondN, ZoneId zone) {
        if (first.isPresent() && second.isPresent()) {
            int order = first.get().start(zone).compareTo(second.get().start(zone));
            if (order != 0) {
                return order > 0;
            }
        }
        return firstN > secondN;
    }

    /**
     * In order of time. Undated entries make "before" intransitive, so this is no sort by a comparator: each entry, in
     * log order, goes behind the last one that it is not known to precede.
     */
    static <E extends Event> List<Current<E>> inOrder(List<Current<E>> byLogOrder, ZoneId zone) {
        List<Current<E>> ordered = new ArrayList<>(byLogOrder.size());
        for (Current<E> next : byLogOrder) {
            int at = ordered.size();
            while (at > 0 && precedes(next, ordered.get(at - 1), zone)) {
                at--;
            }
            ordered.add(at, next);
        }
        return ordered;
    }

    private static boolean precedes(Current<?> one, Current<?> other, ZoneId zone) {
        Optional<Instant> a = one.when().map(w -> w.start(zone));
        Optional<Instant> b = other.when().map(w -> w.start(zone));
        return a.isPresent() && b.isPresent() && a.get().isBefore(b.get());
    }
}
