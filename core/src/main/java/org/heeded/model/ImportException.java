package org.heeded.model;

import java.util.List;

/** A file from outside cannot be read as asked. Nothing of it was written. */
public final class ImportException extends HeededException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * One thing that is wrong with the file.
     *
     * @param line the line in the file where the row begins, from 1; 0 for the file as a whole
     * @param column the column's header, or empty for the row or file as a whole
     * @param value what stands there, cut short where it is long; empty of names and free texts, which no message repeats
     * @param reason what is wrong and what to do
     */
    public record Problem(long line, String column, String value, String reason) {

        @Override
        public String toString() {
            return (line == 0 ? "" : "line " + line + ": ")
                    + (column.isEmpty() ? "" : column + (value.isEmpty() ? " " : " \"" + value + "\" "))
                    + reason;
        }
    }

    /**
     * Everything that is wrong, at once.
     *
     * @param message what was being read and how much of it is wrong
     * @param problems the list, in the order of the file; never empty
     */
    public ImportException(String message, List<Problem> problems) {
        super(message);
        this.problems = List.copyOf(problems);
    }

    /**
     * Everything that is wrong.
     *
     * @return the problems in the order of the file
     */
    public List<Problem> problems() {
        return problems;
    }
}
