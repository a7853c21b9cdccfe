package org.heeded.report;

import java.util.Optional;
import org.heeded.stats.Estimate;
import org.heeded.stats.NumberNeededToHarm;
import org.heeded.stats.TestResult;
import tools.jackson.core.JsonGenerator;

/**
 * Estimates as JSON: what cannot be computed is {@code null} with a reason beside it, an end without bound is {@code null}
 * and said to be unbounded; never NaN or Infinity.
 */
final class JsonEstimates {

    private final JsonGenerator json;

    JsonEstimates(JsonGenerator json) {
        this.json = json;
    }

    void write(String name, Estimate estimate) {
        json.writeName(name);
        json.writeStartObject();
        if (estimate instanceof Estimate.Interval interval) {
            value(interval.value());
            bound("lower", interval.lower());
            bound("upper", interval.upper());
            if (Double.isInfinite(interval.lower()) || Double.isInfinite(interval.upper())) {
                json.writeBooleanProperty("unbounded", true);
            }
            json.writeNumberProperty("level", interval.level());
        } else if (estimate instanceof Estimate.Point point) {
            value(point.value());
            json.writeNullProperty("lower");
            json.writeNullProperty("upper");
            json.writeStringProperty("reason", point.reason());
        } else if (estimate instanceof Estimate.Undefined undefined) {
            json.writeNullProperty("estimate");
            json.writeStringProperty("reason", undefined.reason());
        }
        json.writeStringProperty("method", estimate.method().name());
        json.writeEndObject();
    }

    private void value(double value) {
        bound("estimate", value);
        if (Double.isInfinite(value)) {
            json.writeBooleanProperty("infinite", true);
        }
    }

    void bound(String name, double value) {
        if (Double.isInfinite(value)) {
            json.writeNullProperty(name);
        } else {
            json.writeNumberProperty(name, value);
        }
    }

    void write(String name, TestResult test) {
        json.writeName(name);
        json.writeStartObject();
        if (test instanceof TestResult.Computed computed) {
            computed.statistic().ifPresent(x -> json.writeNumberProperty("statistic", x));
            computed.degreesOfFreedom().ifPresent(x -> json.writeNumberProperty("df", x));
            json.writeNumberProperty("pValue", computed.pValue());
        } else if (test instanceof TestResult.Undefined undefined) {
            json.writeNullProperty("pValue");
            json.writeStringProperty("reason", undefined.reason());
        }
        json.writeStringProperty("method", test.method().name());
        json.writeEndObject();
    }

    /** A p-value as a plain number; where there is none, {@code null} with {@code <name>Reason} beside it. */
    void pValue(String name, TestResult test) {
        if (test instanceof TestResult.Computed computed) {
            json.writeNumberProperty(name, computed.pValue());
        } else if (test instanceof TestResult.Undefined undefined) {
            json.writeNullProperty(name);
            json.writeStringProperty(name + "Reason", undefined.reason());
        }
    }

    /** An estimate without limits as a plain number; where there is none, {@code null} with {@code <name>Reason} beside it. */
    void number(String name, Estimate estimate) {
        if (estimate instanceof Estimate.Interval interval) {
            json.writeNumberProperty(name, interval.value());
        } else if (estimate instanceof Estimate.Point point) {
            json.writeNumberProperty(name, point.value());
        } else if (estimate instanceof Estimate.Undefined undefined) {
            json.writeNullProperty(name);
            json.writeStringProperty(name + "Reason", undefined.reason());
        }
    }

    void write(String name, Optional<NumberNeededToHarm> needed, String reason) {
        json.writeName(name);
        json.writeStartObject();
        if (needed.isPresent()) {
            value(needed.get().estimate());
            range("harm", needed.get().harm());
            range("benefit", needed.get().benefit());
            json.writeNumberProperty("level", needed.get().level());
            json.writeStringProperty("method", needed.get().method().name());
        } else {
            json.writeNullProperty("estimate");
            json.writeStringProperty("reason", reason);
        }
        json.writeEndObject();
    }

    private void range(String name, Optional<NumberNeededToHarm.Range> side) {
        side.ifPresent(range -> {
            json.writeName(name);
            json.writeStartArray();
            json.writeNumber(range.from());
            if (Double.isInfinite(range.to())) {
                json.writeNull();
            } else {
                json.writeNumber(range.to());
            }
            json.writeEndArray();
        });
    }
}
