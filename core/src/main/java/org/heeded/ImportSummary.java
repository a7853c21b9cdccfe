package org.heeded;

import java.util.List;
import org.heeded.model.ImportException;

/**
 * What importing a file did.
 *
 * @param rows how many rows the file has
 * @param added how many entries were recorded
 * @param alreadyThere how many entries were in the log before
 * @param problems what is wrong with the rows that were left out; empty unless good rows only were asked for
 * @param assumptions what was assumed in reading the file, a sentence each
 * @param ignoredColumns the headers of the columns that nothing was read from
 */
public record ImportSummary(
        long rows,
        long added,
        long alreadyThere,
        List<ImportException.Problem> problems,
        List<String> assumptions,
        List<String> ignoredColumns) {

    /** Copies. */
    public ImportSummary {
        problems = List.copyOf(problems);
        assumptions = List.copyOf(assumptions);
        ignoredColumns = List.copyOf(ignoredColumns);
    }
}
