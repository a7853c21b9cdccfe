package org.heeded.examples.spark;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heeded.Report;
import org.heeded.model.ClientId;
import org.heeded.model.Position;
import org.heeded.partnership.AnalysisPlan;
import org.heeded.partnership.PartnershipReport;

/**
 * What is asked of the log, in a form that goes with every task.
 *
 * @param planJson how to compute
 * @param now when the reports are made, and as of when they are
 */
record Question(String planJson, Instant now) implements Serializable {

    AnalysisPlan plan() {
        return AnalysisPlan.parse(planJson);
    }

    /**
     * A report, as the library makes it.
     *
     * @param share what the engagements in it come to
     * @param entries how many the log has
     * @param client the one client; absent: all
     */
    Report report(Share share, long entries, Optional<ClientId> client) {
        PartnershipReport figures = PartnershipReport.of(
                share.tally(),
                plan(),
                List.of(),
                now,
                new PartnershipReport.AsOf(new Position(entries), now),
                Optional.empty(),
                client);
        return new Report(figures, Map.of());
    }
}
