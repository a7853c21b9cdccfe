package org.heeded.exchange;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.heeded.dossier.CaseRules;
import org.heeded.dossier.Dossier;
import org.heeded.model.EngagementId;
import org.heeded.model.Entry;

/**
 * The cases of a log as a spreadsheet, written: a row is a proposal or a directive with what became of it, in the columns
 * that {@link CsvMapping} lists, or the outcome that the work of an initiative shares.
 *
 * <p>Read again with {@link CsvMapping#NONE}, it gives every case in the same box of the case flow, and the same crude table
 * of override and failure, under the rules and at the cut that it was written with. Of the flow only the provenance differs:
 * what is read from a file is imported. Each row is read back before it is written. A case that would come out elsewhere is
 * told with its verdict, in place of what that was derived from.
 *
 * <p>A cell that a spreadsheet would run, one that begins with {@code =}, {@code +}, {@code -}, {@code @}, {@code '}, a tab or
 * a carriage return and is no plain number, has an apostrophe before it, which reading takes away. Texts about a person are
 * left out. The file is UTF-8 with a byte order mark, without which spreadsheets take it for something else.
 *
 * @param rows how many rows there are, the header not counted
 * @param leftOut everything that the log says and the file does not
 */
public record CsvExport(long rows, List<LeftOut> leftOut) {

    /**
     * Something that the file leaves out.
     *
     * @param what a field of a type of entry, by their names in the log format; or a kind of entries as a whole
     * @param count how many entries have it
     */
    public record LeftOut(String what, long count) {

        @Override
        public String toString() {
            return what + " (" + count + ")";
        }
    }

    /** Copies. */
    public CsvExport {
        leftOut = List.copyOf(leftOut);
    }

    /**
     * Writes the cases of a log, one engagement at a time.
     *
     * @param out where to; not closed
     * @param engagements which engagements, in the order of the rows
     * @param entries gives the entries of one of them, in log order, from the first
     * @param rules how the cases are read; as decided
     * @return what was written
     * @throws UncheckedIOException if it cannot be written
     */
    public static CsvExport write(
            OutputStream out,
            List<EngagementId> engagements,
            Function<EngagementId, List<Entry>> entries,
            CaseRules rules) {
        Losses losses = new Losses();
        long rows = 0;
        try {
            BufferedWriter text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            text.write('\ufeff');
            // not closed: closing it closes the stream, which is its opener's to do
            CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);
            csv.writeRecord(Stream.of(Column.values()).map(Column::header).toList());
            for (EngagementId engagement : engagements) {
                List<Entry> own = entries.apply(engagement);
                for (CaseSheet.Written written : CaseSheet.of(Dossier.of(engagement, own, rules), own, rules, losses)) {
                    csv.writeRecord(written.row().line());
                    rows++;
                }
            }
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new CsvExport(rows, losses.list());
    }
}
