package org.heeded;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import org.heeded.exchange.CsvExport;
import org.heeded.exchange.OcelExport;
import org.heeded.log.Recorded;
import org.heeded.log.Store;
import org.heeded.model.EngagementId;
import org.heeded.model.Entry;
import org.heeded.model.Position;
import org.heeded.partnership.AnalysisPlan;

/**
 * What a log gives away in other forms: all of it as JSON Lines, its cases as a spreadsheet, its course as an object-centric
 * event log. Each method writes the log as it is when it is called, while others may append, and throws {@link
 * UncheckedIOException} where the stream cannot be written; it flushes the stream and does not close it.
 *
 * <p>The keys of personal texts are in none of them.
 */
public final class Exports {

    private static final int PAGE = 1_000;

    private final DecisionLog log;
    private final Store store;
    private final DossierReader reader;

    Exports(DecisionLog log, Store store, DossierReader reader) {
        this.log = log;
        this.store = store;
        this.reader = reader;
    }

    /**
     * Writes every record, byte for byte, in log order, each ended by a line feed; {@link DecisionLog#importJsonLines} makes
     * an equal log of it. Personal texts stay sealed: to read them in that log, carry the key store over.
     *
     * @param out where to
     * @return the end of what was written
     */
    public Position jsonLines(OutputStream out) {
        Position end = store.end();
        try {
            OutputStream lines = new BufferedOutputStream(out);
            Position at = Position.START;
            while (at.compareTo(end) < 0) {
                List<Recorded> page = store.read(at, (int) Math.min(PAGE, end.value() - at.value()));
                for (Recorded recorded : page) {
                    lines.write(recorded.bytes());
                    lines.write('\n');
                }
                at = at.plus(page.size());
            }
            lines.flush();
            return end;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes the cases as a spreadsheet, which {@link DecisionLog#importCsv} reads: each in the same box of the case flow, by
     * the default plan as of now.
     *
     * @param out where to
     * @return what was written, and everything that was left out
     */
    public CsvExport csv(OutputStream out) {
        return CsvExport.write(out, store.engagements(), entries(), AnalysisPlan.DEFAULT.rules(log.now()));
    }

    /**
     * Writes the entries as an object-centric event log, OCEL 2.0 in JSON, for process mining.
     *
     * @param out where to
     */
    public void ocel(OutputStream out) {
        OcelExport.write(out, store.engagements(), entries());
    }

    private Function<EngagementId, List<Entry>> entries() {
        Position end = store.end();
        return engagement -> reader.entries(engagement, end);
    }
}
