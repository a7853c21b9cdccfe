package org.heeded.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The files and directories that a log is kept in; a test puts one in that fails, forgets and tears. */
interface Disk {

    /** Opens a file to read and to write; made if it is not there. */
    LogFile open(Path file) throws IOException;

    /** Opens a file that is there. */
    LogFile openToRead(Path file) throws IOException;

    boolean exists(Path file);

    /** What is in a directory. */
    List<Path> list(Path directory) throws IOException;

    /** Makes a directory and those that it is in, where they are not there; their names are on the disk then. */
    void makeDirectory(Path directory) throws IOException;

    /** Gives a file another name, at once; what had that name is gone. */
    void move(Path from, Path to) throws IOException;

    /** Removes a file, if it is there. */
    void remove(Path file) throws IOException;

    /** Returns when the names in a directory have reached the disk. */
    void force(Path directory) throws IOException;

    /**
     * Holds a directory against every other opener, here and in other processes, until it is closed.
     *
     * @throws org.heeded.model.StoreException if somebody has it
     */
    Closeable hold(Path directory) throws IOException;
}
