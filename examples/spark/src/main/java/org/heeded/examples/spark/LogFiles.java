package org.heeded.examples.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.IOUtils;
import org.apache.spark.TaskContext;
import org.apache.spark.input.PortableDataStream;
import org.apache.spark.util.TaskCompletionListener;
import org.heeded.log.RawRecord;
import org.heeded.log.Segments;
import org.jspecify.annotations.Nullable;

/** What a log's directory holds, in any file system; a few bytes a segment, which go with every task. */
final class LogFiles implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String directory;
    private final HashMap<String, Long> lengths = new HashMap<>();
    private final byte @Nullable [] head;

    private LogFiles(String directory, byte @Nullable [] head) {
        this.directory = directory;
        this.head = head;
    }

    /**
     * Lists a log. HEAD comes first: what it counts is then in the segments, also while somebody writes.
     *
     * @param log the directory with {@code HEAD} and {@code segments/}
     */
    static LogFiles list(Path log, Configuration hadoop) throws IOException {
        FileSystem files = log.getFileSystem(hadoop);
        Path directory = files.makeQualified(new Path(log, "segments"));
        LogFiles found = new LogFiles(directory.toString(), head(files, new Path(log, "HEAD")));
        for (FileStatus file : files.listStatus(directory)) {
            found.lengths.put(file.getPath().getName(), file.getLen());
        }
        return found;
    }

    private static byte @Nullable [] head(FileSystem files, Path path) throws IOException {
        try (FSDataInputStream in = files.open(path)) {
            return in.readAllBytes();
        } catch (FileNotFoundException e) {
            return null;
        }
    }

    String directory() {
        return directory;
    }

    int size() {
        return lengths.size();
    }

    Segments segments() {
        return Segments.of(directory, lengths, Optional.ofNullable(head));
    }

    /** The records of one file; it is closed when the task is done. */
    Iterator<RawRecord> read(PortableDataStream file) {
        InputStream in = file.open();
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> IOUtils.closeStream(in));
        return segments().read(new Path(file.getPath()).getName(), in);
    }
}
