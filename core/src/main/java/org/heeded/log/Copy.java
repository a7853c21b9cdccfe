package org.heeded.log;

import java.util.List;
import java.util.function.Consumer;
import org.heeded.model.CorruptException;
import org.heeded.model.DivergedException;
import org.heeded.model.Position;

/** Copies a log page by page, and reads back what it wrote. What an earlier try left is compared and gone on from. */
final class Copy {

    private static final int PAGE = 500;

    private final Store source;
    private final Store target;
    private final Position end;
    private final int page;

    private Copy(Store source, Store target, int page) {
        this.source = source;
        this.target = target;
        this.page = page;
        end = source.end();
    }

    static Position run(Store source, Store target, Consumer<Position> progress) {
        return run(source, target, PAGE, progress);
    }

    static Position run(Store source, Store target, int page, Consumer<Position> progress) {
        return new Copy(source, target, page).run(progress);
    }

    private Position run(Consumer<Position> progress) {
        Position had = target.end();
        if (had.compareTo(end) > 0) {
            compare(Position.START, end);
            throw new DivergedException(end, "the target has " + had + " entries, more than there are to copy");
        }
        compare(Position.START, had);
        Position done = had;
        while (done.compareTo(end) < 0) {
            List<Recorded> next = page(source, done, end);
            target.restore(next);
            Position after = done.plus(next.size());
            compare(done, after);
            done = after;
            progress.accept(done);
        }
        return end;
    }

    /** Holds some entries of the target to those of the source. */
    private void compare(Position from, Position until) {
        for (Position at = from; at.compareTo(until) < 0; ) {
            List<Recorded> wanted = page(source, at, until);
            List<Recorded> found = page(target, at, at.plus(wanted.size()));
            for (int i = 0; i < wanted.size(); i++) {
                if (i >= found.size() || !wanted.get(i).equals(found.get(i))) {
                    throw new DivergedException(at.plus(i), "the target has another entry there than the source");
                }
            }
            at = at.plus(wanted.size());
        }
    }

    private List<Recorded> page(Store store, Position from, Position until) {
        List<Recorded> entries = store.read(from, (int) Math.min(page, until.value() - from.value()));
        if (entries.isEmpty()) {
            throw new CorruptException("a store says that it has " + until + " entries and hands out " + from);
        }
        return entries;
    }
}
