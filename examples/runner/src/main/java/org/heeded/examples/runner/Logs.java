package org.heeded.examples.runner;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.heeded.DecisionLog;
import org.heeded.ImportSummary;
import org.heeded.LogOptions;
import org.heeded.exchange.CsvMapping;
import org.heeded.model.ImportException;

/** Opens logs and fills them. What only reads a log never makes one, and neither does an import that fails. */
final class Logs {

    private Logs() {}

    /**
     * Opens a log to read, also while another process writes it.
     *
     * @throws IOException if there is none
     */
    static DecisionLog existing(Path directory) throws IOException {
        require(directory);
        return Progress.of("opening " + directory, progress -> DecisionLog.openReadOnly(directory, LogOptions.DEFAULT));
    }

    /**
     * Sees that there is a log.
     *
     * @throws IOException if there is none
     */
    static void require(Path directory) throws IOException {
        if (!isLog(directory)) {
            throw new FileSystemException(
                    "there is no log at " + directory + "; 'heeded import FILE.csv --log " + directory + "' makes one");
        }
    }

    /**
     * Imports a spreadsheet into a log; makes the log if need be, and only for a file that can be imported.
     *
     * @throws IOException if there is something else in the log's place
     */
    static ImportSummary importInto(Path directory, Path csv, CsvMapping mapping) throws IOException {
        if (!isLog(directory)) {
            refuseWhatIsThere(directory);
            try (DecisionLog trial = DecisionLog.inMemory()) {
                importInto(trial, "checking ", csv, mapping);
            }
        }
        try (DecisionLog log = DecisionLog.open(directory)) {
            return importInto(log, "importing ", csv, mapping);
        }
    }

    /**
     * Imports what export wrote as JSON Lines; makes the log if need be, and only of a file that can be imported.
     *
     * @throws IOException if there is something else in the log's place, or the file cannot be read
     */
    static ImportSummary importJsonLinesInto(Path directory, Path file) throws IOException {
        boolean there = isLog(directory);
        if (!there) {
            refuseWhatIsThere(directory);
        }
        try (InputStream in = Files.newInputStream(file)) {
            try (DecisionLog log = DecisionLog.open(directory)) {
                return Progress.of("importing " + file, progress -> log.importJsonLines(in));
            } catch (ImportException e) {
                if (!there) {
                    remove(directory);
                }
                throw e;
            }
        }
    }

    private static void remove(Path madeInVain) throws IOException {
        try (Stream<Path> files = Files.walk(madeInVain)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Imports a spreadsheet to report on it at once; how it was read goes to standard error. */
    static void read(DecisionLog log, Path csv, CsvMapping mapping) {
        ImportCommand.notes(importInto(log, "reading ", csv, mapping), System.err);
    }

    private static ImportSummary importInto(DecisionLog log, String doing, Path csv, CsvMapping mapping) {
        return Progress.of(doing + csv, progress -> log.importCsv(csv, mapping));
    }

    private static boolean isLog(Path directory) {
        return Files.isDirectory(directory.resolve("segments"));
    }

    private static void refuseWhatIsThere(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                if (files.findAny().isPresent()) {
                    throw new FileSystemException(
                            directory + " holds other files and no log; give the log a directory of its own");
                }
            }
        } else if (Files.exists(directory)) {
            throw new FileSystemException(directory + " is a file; a log needs a directory of its own");
        }
    }
}
