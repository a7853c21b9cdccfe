package org.heeded.log;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The snapshots of a log, one a name. Whatever is wrong with one is as if it were not there. */
final class Snapshots {

    private static final Logger LOG = LoggerFactory.getLogger(JsonLinesStore.class);

    private final LogDirectory directory;

    Snapshots(LogDirectory directory) {
        this.directory = directory;
    }

    /** What is made from the entries of a log. */
    interface Content {

        void write(Snapshot.Writer out) throws IOException;
    }

    /** What a snapshot gives. */
    interface Use<T> {

        T of(Snapshot snapshot, List<Segment> segments) throws IOException;
    }

    /**
     * Uses a snapshot, if there is one of the first entries of this log.
     *
     * @param acknowledged how many entries it can have been made from at most
     * @param use is handed the snapshot and the segments with its entries, which it is to close if it keeps them
     * @return what came of it; empty if there is no such snapshot
     */
    <T> Optional<T> use(String name, long acknowledged, Use<T> use) {
        Path path = directory.snapshot(name);
        List<Segment> segments = new ArrayList<>();
        boolean used = false;
        try (Snapshot snapshot = Snapshot.of(directory.disk().openToRead(path))) {
            Prefix prefix = snapshot.prefix();
            if (prefix.position() > acknowledged) {
                throw new IOException("it is of more entries than there are");
            }
            open(prefix.position(), segments);
            if (!Prefix.of(segments, prefix.position(), prefix.at(), prefix.length())
                    .equals(prefix)) {
                throw new IOException("it is of other entries");
            }
            Optional<T> result = Optional.of(use.of(snapshot, List.copyOf(segments)));
            used = true;
            return result;
        } catch (FileNotFoundException | NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            LOG.info("{} is not used: {}", path, e.getMessage());
            return Optional.empty();
        } finally {
            if (!used) {
                close(segments);
            }
        }
    }

    private void open(long position, List<Segment> segments) throws IOException {
        for (Path path : directory.segments()) {
            if (LogDirectory.first(path) < position) {
                segments.add(new Segment(path, directory.disk().openToRead(path)));
            }
        }
    }

    private static void close(List<Segment> segments) {
        for (Segment segment : segments) {
            try {
                segment.close();
            } catch (IOException e) {
                LOG.warn("{} was not closed: {}", segment.path(), e.getMessage());
            }
        }
    }

    /** Writes a snapshot of the first entries in place of an older one; when this returns, it has reached the disk. */
    void write(String name, Prefix prefix, Content content) throws IOException {
        Path path = directory.snapshot(name);
        Path fresh = directory.snapshot(name + ".tmp");
        Disk disk = directory.disk();
        disk.makeDirectory(directory.snapshots());
        try (LogFile file = disk.open(fresh)) {
            file.truncate(0); // an earlier try may have left something
            Snapshot.Writer out = new Snapshot.Writer(file, prefix);
            content.write(out);
            out.finish();
        }
        disk.move(fresh, path);
        disk.force(directory.snapshots());
    }

    /** Removes all. */
    void drop() {
        try {
            for (Path each : directory.disk().list(directory.snapshots())) {
                directory.disk().remove(each);
            }
            directory.disk().force(directory.snapshots());
        } catch (FileNotFoundException | NoSuchFileException e) {
            // there is none
        } catch (IOException e) {
            LOG.warn("{} could not be removed: {}", directory.snapshots(), e.getMessage());
        }
    }
}
