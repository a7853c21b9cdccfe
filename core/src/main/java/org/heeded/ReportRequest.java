package org.heeded;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.heeded.model.ClientId;
import org.heeded.model.EngagementId;
import org.heeded.model.Position;
import org.heeded.partnership.AnalysisPlan;
import org.heeded.partnership.Lens;

/**
 * What a report is asked to be.
 *
 * @param plan how to compute
 * @param position the end of the prefix to read; absent, or behind the last entry: the whole log
 * @param cut the time as of which maturity, lapse and overdue are told; absent: with a position when its last entry was
 *     recorded, else now
 * @param engagement one engagement only; absent: all
 * @param client one client only; absent: all
 * @param lenses to slice by, beside the ones that every report has
 * @param personal whether it says the words of sealed titles and the names of the marketers, where the keys are there
 */
public record ReportRequest(
        AnalysisPlan plan,
        Optional<Position> position,
        Optional<Instant> cut,
        Optional<EngagementId> engagement,
        Optional<ClientId> client,
        List<Lens> lenses,
        boolean personal) {

    /** The whole log, now, by the default plan. */
    public static final ReportRequest DEFAULT = new ReportRequest(
            AnalysisPlan.DEFAULT,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            false);

    /** Copies. */
    public ReportRequest {
        lenses = List.copyOf(lenses);
    }

    /**
     * By another plan.
     *
     * @param other the plan
     * @return a copy
     */
    public ReportRequest plan(AnalysisPlan other) {
        return new ReportRequest(other, position, cut, engagement, client, lenses, personal);
    }

    /**
     * Of a prefix of the log.
     *
     * @param end the end of the prefix
     * @return a copy
     */
    public ReportRequest position(Position end) {
        return new ReportRequest(plan, Optional.of(end), cut, engagement, client, lenses, personal);
    }

    /**
     * With maturity, lapse and overdue told as of a time; leaves out no entry, and may lie in the future.
     *
     * @param time the time
     * @return a copy
     */
    public ReportRequest cut(Instant time) {
        return new ReportRequest(plan, position, Optional.of(time), engagement, client, lenses, personal);
    }

    /**
     * Of one engagement.
     *
     * @param id which
     * @return a copy
     */
    public ReportRequest engagement(EngagementId id) {
        return new ReportRequest(plan, position, cut, Optional.of(id), client, lenses, personal);
    }

    /**
     * Of one client.
     *
     * @param id which
     * @return a copy
     */
    public ReportRequest client(ClientId id) {
        return new ReportRequest(plan, position, cut, engagement, Optional.of(id), lenses, personal);
    }

    /**
     * Sliced by one lens more.
     *
     * @param lens the lens
     * @return a copy
     */
    public ReportRequest by(Lens lens) {
        List<Lens> all = new ArrayList<>(lenses);
        all.add(lens);
        return new ReportRequest(plan, position, cut, engagement, client, all, personal);
    }

    /**
     * With the words of sealed titles and the names of the marketers, where the keys are there; else a report has ids only.
     * What was handed out is beyond any erasure.
     *
     * @return a copy
     */
    public ReportRequest withPersonalTexts() {
        return new ReportRequest(plan, position, cut, engagement, client, lenses, true);
    }
}
