package org.heeded.log;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.heeded.model.CorruptException;
import org.heeded.model.EngagementId;
import org.heeded.model.Entry;
import org.heeded.model.Position;
import org.heeded.model.RejectedException;
import org.heeded.model.StoreException;
import org.heeded.model.StoreException.Fate;
import org.heeded.privacy.InMemoryKeyStore;
import org.heeded.privacy.Sealer;

/**
 * A log in files, read once for one question by several threads, also while somebody writes. First the segments are scanned
 * for which line belongs to which engagement; of each line that is acknowledged no more is kept than this and where it is.
 * Then engagements are read, each by one thread.
 *
 * <p>Every line's check is made, and that none is missing. That ids are new, and that corrections and retractions find what
 * they amend, was made sure of when they were written, and is by opening the log. Safe for use by several threads.
 */
public final class LogScan {

    private static final int RANGE = 4 << 20;
    private static final int HEADER = 1 << 10;

    /** A segment: where its first line behind the header begins, where it ends, and the bytes of those before it. */
    private record Part(Path path, SegmentHeader header, long first, long length, long before) {

        CorruptException damage(long at, long entry, String problem) {
            return new CorruptException(path + " byte " + at + ", entry " + entry + ": " + problem);
        }
    }

    private record Range(Part part, long from, long to) {}

    /** Of an engagement: where its lines are, and their outlines if they were outlined. */
    private record Own(LongList places, Outlines outlines) {

        Own() {
            this(new LongList(), new Outlines());
        }
    }

    /** Takes an engagement whose lines were outlined. */
    public interface Outlined {

        /**
         * Takes one; called by several threads at once.
         *
         * @param engagement its id
         * @param outlines its entries in outline, in order
         * @param entries reads some of them, by their indices in rising order
         */
        void accept(EngagementId engagement, Outlines outlines, Function<int[], List<Entry>> entries);
    }

    private final LogDirectory directory;
    private final int threads;
    private final List<Part> parts;
    private final Map<EngagementId, Own> engagements;
    private final long end;
    private final Codec codec = new Codec(new Sealer(new InMemoryKeyStore()));

    private LogScan(LogDirectory directory, int threads, int range, boolean outlining) throws IOException {
        this.directory = directory;
        this.threads = threads;
        try (LogFile head = directory.disk().openToRead(directory.head())) {
            end = directory.acknowledged(head);
        }
        parts = parts();
        engagements = engagements(range, outlining);
    }

    /**
     * Scans a log.
     *
     * @param directory the log's own directory
     * @return where its entries are
     * @throws CorruptException if what is there is not what was written
     * @throws StoreException if there is no log, or it cannot be read
     */
    public static LogScan of(Path directory) {
        return of(directory, false);
    }

    /**
     * Scans a log and outlines its lines.
     *
     * @param directory the log's own directory
     * @return where its entries are, and what they say in outline
     * @throws CorruptException if what is there is not what was written
     * @throws StoreException if there is no log, or it cannot be read
     */
    public static LogScan outlining(Path directory) {
        return of(directory, true);
    }

    private static LogScan of(Path directory, boolean outlining) {
        return of(
                new LogDirectory(new LocalDisk(), directory),
                Runtime.getRuntime().availableProcessors(),
                RANGE,
                outlining);
    }

    static LogScan of(LogDirectory directory, int threads, int range, boolean outlining) {
        try {
            return new LogScan(directory, threads, range, outlining);
        } catch (FileNotFoundException | NoSuchFileException e) {
            throw new StoreException(Fate.NOT_WRITTEN, "there is no log at " + directory.path(), e);
        } catch (IOException e) {
            throw JsonLinesView.unreadable(directory, e);
        }
    }

    /** The segments that have acknowledged entries. */
    private List<Part> parts() throws IOException {
        List<Part> all = new ArrayList<>();
        Optional<UUID> log = Optional.empty();
        long before = 0;
        for (Path path : directory.segments()) {
            if (LogDirectory.first(path) >= end) {
                break;
            }
            Part part = part(path, before);
            Optional<Long> chained = part.header().before().map(SegmentHeader.Before::length);
            Optional<Long> last = all.isEmpty()
                    ? Optional.empty()
                    : Optional.of(all.get(all.size() - 1).length());
            if (!chained.equals(last)
                    || part.header().first() != LogDirectory.first(path)
                    || log.filter(id -> !id.equals(part.header().log())).isPresent()) {
                throw part.damage(0, part.header().first(), "the header does not fit the segment before");
            }
            log = Optional.of(part.header().log());
            before += part.length();
            all.add(part);
        }
        return all;
    }

    private Part part(Path path, long before) throws IOException {
        try (LogFile file = directory.disk().openToRead(path)) {
            byte[] start = new byte[(int) Math.min(HEADER, file.length())];
            file.read(0, start);
            int newline = new String(start, StandardCharsets.ISO_8859_1).indexOf('\n');
            SegmentHeader header = Optional.of(newline)
                    .filter(at -> at >= 0)
                    .flatMap(at -> SegmentHeader.parse(Arrays.copyOf(start, at)))
                    .orElseThrow(() -> new CorruptException(
                            path + " line 1 byte 0: the header is damaged, before entry " + LogDirectory.first(path)));
            return new Part(path, header, newline + 1L, file.length(), before);
        }
    }

    private Map<EngagementId, Own> engagements(int length, boolean outlining) throws IOException {
        List<Range> ranges = new ArrayList<>();
        for (Part part : parts) {
            for (long from = part.first(); from < part.length(); from += length) {
                ranges.add(new Range(part, from, Math.min(part.length(), from + length)));
            }
        }
        Chain chain = new Chain(ranges);
        Parallel.run(threads, ranges.size(), () -> new SegmentScan(outlining), (scan, i) -> {
            Range range = ranges.get(i);
            // opened anew: a file has one place at a time
            try (LogFile file = directory.disk().openToRead(range.part().path())) {
                boolean atLine = range.from() == range.part().first();
                chain.put(i, scan.scan(file, range.from(), range.to(), atLine));
            }
        });
        if (chain.next < end) {
            throw new CorruptException(
                    directory.path() + " ends before entry " + chain.next + ", and " + end + " were acknowledged");
        }
        return chain.engagements;
    }

    /** Puts together what was found in the ranges, in order, as soon as that of those before is known. */
    private final class Chain {

        private final List<Range> ranges;
        private final Map<Integer, SegmentScan.Found> ahead = new HashMap<>();
        private final ReentrantLock adding = new ReentrantLock();
        private int added;

        private final Map<EngagementId, Own> engagements = new LinkedHashMap<>();
        private final Slices metrics = new Slices();
        private Optional<SegmentScan.Frame> last = Optional.empty();
        private long next;

        Chain(List<Range> ranges) {
            this.ranges = ranges;
        }

        void put(int range, SegmentScan.Found found) {
            adding.lock();
            try {
                ahead.put(range, found);
                for (var own = ahead.remove(added); own != null && next < end; own = ahead.remove(added)) {
                    add(ranges.get(added++), own);
                }
            } finally {
                adding.unlock();
            }
        }

        private void add(Range range, SegmentScan.Found found) {
            Part part = range.part();
            if (range.from() == part.first()) {
                if (last.filter(frame -> frame.following() > 0).isPresent()
                        || part.header().first() != next) {
                    throw part.damage(0, next, "the segment before ends too early");
                }
                last = Optional.empty();
            }
            if (found.first().filter(this::fits).isEmpty() && found.size() > 0) {
                throw part.damage(Places.at(found.place(0)), next, "is not the line that belongs here");
            }
            List<Own> owners = new ArrayList<>();
            int[] numbered = numbered(found.metrics());
            for (int i = 0; i < found.size() && next < end; i++, next++) {
                Own own = owner(owners, found, i, part);
                own.places().add(Places.behind(part.before(), found.place(i)));
                if (i < found.outlines().size()) {
                    own.outlines().add(found.outlines(), i, numbered);
                }
            }
            if (next < end && found.problem().isPresent()) {
                throw part.damage(found.good(), next, found.problem().get());
            }
            last = found.last().or(() -> last);
        }

        /** The numbers of a range's metrics in all of the log. */
        private int[] numbered(Slices own) {
            int[] numbers = new int[1 + own.size()];
            for (int i = 0; i < own.size(); i++) {
                byte[] metric = own.get(i);
                numbers[i + 1] = 1 + metrics.number(metric, 0, metric.length);
            }
            return numbers;
        }

        private boolean fits(SegmentScan.Frame first) {
            return last.map(frame -> frame.precedes(first)).orElse(first.number() == next && first.begins());
        }

        private Own owner(List<Own> owners, SegmentScan.Found found, int line, Part part) {
            while (owners.size() <= found.owner(line)) {
                String id = new String(found.engagements().get(owners.size()), StandardCharsets.UTF_8);
                try {
                    owners.add(engagements.computeIfAbsent(new EngagementId(id), e -> new Own()));
                } catch (RejectedException e) {
                    throw part.damage(
                            Places.at(found.place(line)), next, "is whole, but field " + e.field() + " " + e.problem());
                }
            }
            return owners.get(found.owner(line));
        }
    }

    /**
     * The place after the last acknowledged entry.
     *
     * @return as many as there are entries
     */
    public Position end() {
        return new Position(end);
    }

    /**
     * The engagements that have entries.
     *
     * @return their ids, in order of first use
     */
    public List<EngagementId> engagements() {
        return List.copyOf(engagements.keySet());
    }

    /**
     * Reads engagements whole.
     *
     * @param which engagements; one that nobody used has no entries
     * @param each is handed an engagement and all of its acknowledged entries, in order; called by several threads at once,
     *     in no particular order
     * @throws CorruptException if what is there is not what was written
     * @throws StoreException if it cannot be read
     */
    public void read(List<EngagementId> which, BiConsumer<EngagementId, List<Entry>> each) {
        byReader(which, (id, reader) -> {
            int[] all = IntStream.range(0, own(id).places().size()).toArray();
            each.accept(id, reader.entries(id, all));
        });
    }

    /**
     * Reads engagements in outline, of a log that was scanned so.
     *
     * @param which engagements; one that nobody used has no entries
     * @param each takes them, in no particular order
     * @throws CorruptException if what is there is not what was written
     * @throws StoreException if it cannot be read
     */
    public void outlines(List<EngagementId> which, Outlined each) {
        byReader(which, (id, reader) -> each.accept(id, own(id).outlines(), lines -> reader.entries(id, lines)));
    }

    private void byReader(List<EngagementId> which, BiConsumer<EngagementId, Reader> each) {
        // the longest first, so that no thread is left alone with it
        List<EngagementId> order = which.stream()
                .sorted(Comparator.comparingInt(
                        (EngagementId id) -> -own(id).places().size()))
                .toList();
        try {
            Parallel.run(threads, order.size(), Reader::new, (reader, i) -> each.accept(order.get(i), reader));
        } catch (IOException e) {
            throw JsonLinesView.unreadable(directory, e);
        }
    }

    private Own own(EngagementId engagement) {
        return Optional.ofNullable(engagements.get(engagement)).orElseGet(Own::new);
    }

    /** Reads lines, by one thread. */
    private final class Reader {

        private byte[] bytes = new byte[1 << 12];

        /** Some entries of an engagement, by their indices in rising order. */
        List<Entry> entries(EngagementId engagement, int[] which) {
            LongList places = own(engagement).places();
            List<Entry> entries = new ArrayList<>(which.length);
            try {
                for (int i = 0, part = 0; i < which.length; part++) {
                    Part current = parts.get(part);
                    long behind = current.before() + current.length();
                    if (Places.at(places.get(which[i])) < behind) {
                        try (LogFile file = directory.disk().openToRead(current.path())) {
                            for (; i < which.length && Places.at(places.get(which[i])) < behind; i++) {
                                entries.add(entry(engagement, which[i], file, current, places.get(which[i])));
                            }
                        }
                    }
                }
            } catch (IOException e) {
                throw JsonLinesView.unreadable(directory, e);
            }
            return entries;
        }

        private Entry entry(EngagementId engagement, long n, LogFile file, Part part, long place) throws IOException {
            int length = Places.length(place);
            if (bytes.length < length) {
                bytes = new byte[length];
            }
            long at = Places.at(place) - part.before();
            file.read(at, bytes, length);
            try {
                Line line = Line.parse(bytes, 0, length)
                        .orElseThrow(() -> new CorruptException("the line is not as it was written"));
                Entry entry = codec.decode(line.json(bytes));
                if (entry.n() != n || !entry.engagement().equals(engagement)) {
                    throw new CorruptException("it does not fit the entries before it");
                }
                return entry;
            } catch (CorruptException e) {
                throw new CorruptException(
                        part.path() + " byte " + at + ", entry " + n + " of its engagement: " + e.getMessage());
            }
        }
    }
}
