package org.heeded.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.heeded.dossier.Arm;
import org.heeded.partnership.GoodMarketer;
import org.heeded.partnership.Growth;
import org.heeded.partnership.ManyClients;
import org.heeded.partnership.RelativeValue;
import tools.jackson.core.JsonGenerator;

/** Marketers and clients beside each other, as JSON. */
final class JsonPartners {

    private final JsonGenerator json;
    private final JsonTree tree;
    private final JsonEstimates estimates;

    JsonPartners(JsonGenerator json) {
        this.json = json;
        this.tree = new JsonTree(json);
        this.estimates = new JsonEstimates(json);
    }

    void goodMarketer(GoodMarketer good) {
        tree.lacks(good.lacks());
        json.writeNumberProperty("rated", good.rated());
        json.writeNumberProperty("unrated", good.unrated());
        tree.array("thirds", List.copyOf(good.thirds().entrySet()), third -> {
            GoodMarketer.Standing standing = third.getValue();
            json.writeStringProperty("third", word(third.getKey()));
            tree.object("earlierSuccess", () -> {
                json.writeNumberProperty("least", standing.least());
                json.writeNumberProperty("most", standing.most());
            });
            tree.counts(standing.contrast().table());
            tree.object("risk", () -> {
                estimates.write("overridden", standing.overridden());
                estimates.write("followed", standing.followed());
            });
            estimates.write("riskDifference", standing.contrast().riskDifference());
            estimates.write("riskRatio", standing.contrast().riskRatio());
            estimates.pValue("midP", standing.contrast().midP());
        });
    }

    void manyClients(ManyClients many) {
        many.failure().ifPresent(rates -> json.writeNumberProperty("meanFailureAfterOverride", rates.mean()));
        many.heed().ifPresent(rates -> json.writeNumberProperty("meanHeedRate", rates.mean()));
        tree.array("clients", many.clients(), client -> {
            json.writeStringProperty("client", client.client().value());
            tree.counts(client.table());
            estimates.write("failureAfterOverride", client.failureAfterOverride());
            tree.object("heed", () -> {
                json.writeNumberProperty("followed", client.heed().followed());
                json.writeNumberProperty("refused", client.heed().refused());
            });
            estimates.write("heedRate", client.heedRate());
            estimates.pValue("midP", client.midP());
            client.adjustedP().ifPresent(p -> json.writeNumberProperty("adjustedP", p));
        });
    }

    void growth(Growth growth) {
        tree.lacks(growth.lacks());
        json.writeNumberProperty("fromZero", growth.fromZero());
        tree.array("metrics", growth.metrics(), metric -> {
            json.writeStringProperty("metric", metric.metric());
            tree.object("arms", () -> typical(metric.arms()));
            tree.array("thirds", List.copyOf(metric.thirds().entrySet()), third -> {
                json.writeStringProperty("third", word(third.getKey()));
                tree.object("arms", () -> typical(third.getValue()));
            });
        });
    }

    private void typical(Map<Arm, Growth.Typical> arms) {
        arms.forEach((arm, typical) -> tree.object(JsonReport.camelCase(arm), () -> {
            json.writeNumberProperty("n", typical.n());
            estimates.write("median", typical.median());
        }));
    }

    void relativeValue(RelativeValue value) {
        json.writeStringProperty("marketer", value.marketer().value());
        tree.text("role", value.role());
        tree.text("organisation", value.organisation());
        tree.object(
                "stake", () -> value.stake().forEach((currency, amount) -> json.writeNumberProperty(currency, amount)));
        json.writeNumberProperty("years", value.years());
        json.writeNumberProperty("peers", value.peers());
        estimates.write("value", value.value());
        estimates.write("peerValue", value.peerValue());
        value.factors()
                .ifPresent(factors -> tree.object("factors", () -> {
                    json.writeNumberProperty("proposalsAYear", factors.proposalsAYear());
                    json.writeNumberProperty("strategic", factors.shareStrategic());
                    json.writeNumberProperty("followed", factors.shareFollowed());
                    json.writeNumberProperty("succeeded", factors.shareSucceeded());
                    json.writeNumberProperty("meanWeight", factors.meanWeight());
                    tree.object("counts", () -> {
                        json.writeNumberProperty("proposals", factors.proposals());
                        json.writeNumberProperty("strategic", factors.strategic());
                        json.writeNumberProperty("followed", factors.followed());
                        json.writeNumberProperty("succeeded", factors.succeeded());
                    });
                }));
        estimates.write("atPeersHeed", value.atPeersHeed());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
