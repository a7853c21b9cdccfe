package org.heeded.report;

import java.util.List;
import org.heeded.partnership.Monitor;
import org.heeded.partnership.TimeToFailure;
import tools.jackson.core.JsonGenerator;

/** When failures came, and the watch over them, as JSON. */
final class JsonTime {

    private final JsonGenerator json;
    private final JsonTree tree;
    private final JsonEstimates estimates;

    JsonTime(JsonGenerator json) {
        this.json = json;
        this.tree = new JsonTree(json);
        this.estimates = new JsonEstimates(json);
    }

    void timeToFailure(TimeToFailure time) {
        json.writeStringProperty("unit", "days");
        tree.object(
                "arms",
                () -> time.arms().forEach((arm, curve) -> tree.object(JsonReport.camelCase(arm), () -> curve(curve))));
        estimates.write("restrictedMeanDifference", time.restrictedMeanDifference());
        time.restrictedToDays().ifPresent(days -> json.writeNumberProperty("restrictedTo", days));
        estimates.write("logRank", time.logRank());
        estimates.write("gray", time.gray());
        json.writeNumberProperty("undated", time.undated());
    }

    private void curve(TimeToFailure.Curve curve) {
        json.writeNumberProperty("decisions", curve.decisions());
        tree.array("failure", curve.points(), point -> {
            json.writeNumberProperty("days", point.days());
            json.writeNumberProperty("atRisk", point.atRisk());
            estimates.write("incidence", point.incidence());
        });
        curve.atHorizon().ifPresent(failed -> estimates.write("atHorizon", failed));
        estimates.write("medianDays", curve.medianDays());
    }

    void monitor(Monitor monitor) {
        tree.lacks(monitor.lacks());
        if (monitor.lacks().isEmpty()) {
            json.writeStringProperty(
                    "note",
                    "holds however often one looks; at a single look, limits made for that look alone see more");
            tree.object("all", () -> watch(monitor.all()));
            tree.array("clients", List.copyOf(monitor.clients().entrySet()), client -> {
                json.writeStringProperty("client", client.getKey());
                watch(client.getValue());
            });
            json.writeNumberProperty("undated", monitor.undated());
        }
    }

    private void watch(Monitor.Watch watch) {
        tree.counts(watch.table());
        json.writeNumberProperty("logEvidence", watch.logEvidence());
        json.writeNumberProperty("highestLogEvidence", watch.highest());
        estimates.write("riskDifference", watch.riskDifference());
        estimates.write("oneLook", watch.oneLook());
        tree.text("alarm", watch.alarm().map(Object::toString));
    }
}
