package org.heeded.report;

import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.heeded.dossier.Arm;
import org.heeded.dossier.Waiting;
import org.heeded.model.Decision;
import org.heeded.model.Provenance;
import org.heeded.partnership.Adjusted;
import org.heeded.partnership.ArmTable;
import org.heeded.partnership.Bounds;
import org.heeded.partnership.CaseFlow;
import org.heeded.partnership.Contrast;
import org.heeded.partnership.Counts;
import org.heeded.partnership.Finding;
import org.heeded.partnership.OverrideToFailure;
import org.heeded.partnership.PartnershipReport;
import org.heeded.partnership.Slice;
import org.heeded.stats.Estimate;
import org.heeded.stats.TwoByTwo;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A report as JSON, schema version 1: the contract for programs. */
public final class JsonReport {

    /** The version of the schema. */
    public static final int SCHEMA = 1;

    /** What a shared report leaves out, and says so. */
    private static final List<String> OMITTED = List.of(
            "responsibility.marketerBlamed",
            "partnershipPays.engagements",
            "manyClients",
            "relativeValue",
            "forecasts.byForecaster",
            "say.byClient",
            "breadth");

    private static final List<Arm> ALWAYS =
            List.of(Arm.OVERRIDDEN, Arm.FOLLOWED, Arm.ORDERED, Arm.DECLINED, Arm.ADAPTED_UNCLEAR);

    private final JsonGenerator json;
    private final JsonEstimates estimates;
    private final JsonTree tree;

    private JsonReport(JsonGenerator json) {
        this.json = json;
        this.estimates = new JsonEstimates(json);
        this.tree = new JsonTree(json, estimates);
    }

    /**
     * Renders a report of a log that signs no checkpoints.
     *
     * @param report the report
     * @param audience for whom
     * @return one JSON object
     */
    public static String render(PartnershipReport report, Audience audience) {
        return render(report, audience, Map.of());
    }

    /**
     * Renders.
     *
     * @param report the report
     * @param audience for whom
     * @param checkpoints what the log signed, as text, by engagement
     * @return one JSON object
     */
    public static String render(PartnershipReport report, Audience audience, Map<String, String> checkpoints) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
            new JsonReport(json).write(report, audience, checkpoints);
        }
        return out.toString();
    }

    private void write(PartnershipReport report, Audience audience, Map<String, String> checkpoints) {
        json.writeStartObject();
        json.writeNumberProperty("schema", SCHEMA);
        json.writeStringProperty(
                "generatedAt",
                report.generatedAt().truncatedTo(ChronoUnit.MICROS).toString());
        object("asOf", () -> {
            json.writeNumberProperty("position", report.asOf().position().value());
            json.writeStringProperty("cut", report.asOf().cut().toString());
        });
        object("scope", () -> {
            text("engagement", report.scope().engagement().map(id -> id.value()));
            text("client", report.scope().client().map(id -> id.value()));
            json.writeNumberProperty("engagements", report.scope().engagements());
            json.writeNumberProperty("clients", report.scope().clients());
            if (!report.scope().people().isEmpty()) {
                object(
                        "people",
                        () -> report.scope()
                                .people()
                                .forEach((party, name) -> json.writeStringProperty(party.value(), Words.text(name))));
            }
        });
        json.writeStringProperty("audience", audience.name());
        tree.write("plan", report.plan());
        if (!checkpoints.isEmpty()) {
            object("checkpoint", () -> checkpoints.forEach(json::writeStringProperty));
        }
        object("waiting", () -> waiting(report.waiting()));
        object("flow", () -> flow(report.flow()));
        object("overrideToFailure", () -> overrideToFailure(report.overrideToFailure()));
        object("lenses", () -> report.lenses().forEach((name, slices) -> array(name, slices, this::slice)));
        sections(report, audience);
        json.writeEndObject();
    }

    /** What is shared with the client ranks nobody, and speaks of responsibility only where both sides did. */
    private void sections(PartnershipReport report, Audience audience) {
        boolean internal = audience == Audience.INTERNAL;
        object("noveltyGap", () -> {
            tree.write("refused", report.noveltyGap().refused());
            tree.write("failed", report.noveltyGap().failed());
            array("byIdea", report.noveltyGap().byIdea(), this::slice);
        });
        object("grounding", () -> {
            array("goal", report.grounding().goal(), this::slice);
            array("consulted", report.grounding().consulted(), this::slice);
            array("basis", report.grounding().basis(), this::slice);
        });
        object("roleAndRemit", () -> {
            tree.write("profiles", report.roleAndRemit().profiles());
            array("remit", report.roleAndRemit().remit(), this::slice);
        });
        object("fit", () -> array("slices", report.fit(), this::slice));
        tree.write("demand", report.demand());
        object("responsibility", () -> {
            tree.write(
                    "claims",
                    report.responsibility().claims().stream()
                            .filter(c -> internal || c.bothSides())
                            .toList());
            tree.write("failures", report.responsibility().failures());
            if (internal) {
                tree.write("marketerBlamed", report.responsibility().marketerBlamed());
            }
        });
        tree.write("goodMarketer", report.goodMarketer());
        object("partnershipPays", () -> {
            tree.write("lacks", report.partnershipPays().lacks());
            if (internal) {
                tree.write("engagements", report.partnershipPays().engagements());
            }
            tree.write("failure", report.partnershipPays().failure());
            tree.write("growth", report.partnershipPays().growth());
        });
        if (internal) {
            tree.write("manyClients", report.manyClients());
        }
        tree.write("growth", report.growth());
        if (internal && report.plan().relativeValue()) {
            tree.write("relativeValue", report.relativeValue());
        }
        tree.write("spillover", report.spillover());
        tree.write("investment", report.investment());
        object("forecasts", () -> {
            tree.write("bySide", report.forecasts().bySide());
            if (internal) {
                tree.write("byForecaster", report.forecasts().byForecaster());
            }
            tree.write("byHorizon", report.forecasts().byHorizon());
            tree.write("byTag", report.forecasts().byTag());
            tree.write("afterwards", report.forecasts().afterwards());
            tree.write("overrideValueAdded", report.forecasts().overrideValueAdded());
        });
        tree.write("responsiveness", report.responsiveness());
        object("say", () -> {
            tree.write("index", report.say().index());
            tree.write("label", report.say().label());
            tree.write("signals", report.say().signals());
            tree.write("decided", report.say().decided());
            tree.write("missing", report.say().missing());
            if (internal) {
                tree.write("byClient", report.say().byClient());
            }
        });
        tree.write("marketerSide", report.marketerSide());
        object("mainChannel", () -> {
            tree.write("refusedOutside", report.breadth().refused());
            tree.write("failedOutside", report.breadth().failed());
        });
        if (internal) {
            tree.write("breadth", report.breadth().marketers());
        }
        tree.write("findings", told(report.findings(), internal));
        tree.write("standingOut", told(report.standingOut(), internal));
        if (!internal) {
            tree.write("omitted", OMITTED);
        }
    }

    private static List<Finding> told(List<Finding> findings, boolean internal) {
        return findings.stream()
                .filter(f -> internal || !FindingsSection.NOT_SHARED.contains(f.id()))
                .toList();
    }

    private void waiting(PartnershipReport.WaitingList waiting) {
        array("advice", waiting.of(Waiting.Kind.ADVICE), this::waiting);
        array("launches", waiting.of(Waiting.Kind.LAUNCH), this::waiting);
        array("outcomes", waiting.of(Waiting.Kind.OUTCOME), this::waiting);
        object("medianDays", () -> {
            estimates.write("decide", waiting.medianDaysToDecide());
            estimates.write("launch", waiting.medianDaysToLaunch());
            estimates.write("report", waiting.medianDaysToReport());
        });
    }

    private void waiting(Waiting item) {
        json.writeStringProperty("id", item.id().value());
        json.writeStringProperty("engagement", item.engagement().value());
        json.writeStringProperty("side", item.side().name());
        item.title().ifPresent(title -> json.writeStringProperty("title", Words.text(title)));
        json.writeNumberProperty("days", item.days());
    }

    private void flow(CaseFlow flow) {
        object("proposals", () -> {
            CaseFlow.Proposals p = flow.proposals();
            json.writeNumberProperty("entered", p.entered());
            json.writeNumberProperty("withdrawn", p.withdrawn());
            json.writeNumberProperty("pending", p.pending());
            json.writeNumberProperty("lapsed", p.lapsed());
            json.writeNumberProperty("deferred", p.deferred());
            json.writeNumberProperty("notChosen", p.notChosen());
            object("decided", () -> {
                for (Decision.Kind kind : List.of(
                        Decision.Kind.FOLLOWED,
                        Decision.Kind.DELEGATED,
                        Decision.Kind.ADAPTED,
                        Decision.Kind.OVERRIDDEN,
                        Decision.Kind.DECLINED)) {
                    json.writeNumberProperty(kind.name().toLowerCase(Locale.ROOT), p.decided(kind));
                }
            });
            results(p.results());
        });
        object("directives", () -> {
            json.writeNumberProperty("given", flow.directives().given());
            json.writeNumberProperty("answered", flow.directives().answered());
            json.writeNumberProperty("routine", flow.directives().routine());
            results(flow.directives().results());
        });
        json.writeNumberProperty("undated", flow.undated());
        json.writeNumberProperty("undatedOutcomes", flow.undatedOutcomes());
        object("provenance", () -> {
            for (Provenance.Kind kind : Provenance.Kind.values()) {
                json.writeNumberProperty(
                        kind.name().toLowerCase(Locale.ROOT), flow.provenance().getOrDefault(kind, 0L));
            }
        });
    }

    private void results(CaseFlow.Results results) {
        object("resolved", () -> {
            json.writeNumberProperty("success", results.success());
            json.writeNumberProperty("failure", results.failure());
            json.writeNumberProperty("mixed", results.mixed());
        });
        json.writeNumberProperty("open", results.open());
        json.writeNumberProperty("immature", results.immature());
        json.writeNumberProperty("inconclusive", results.inconclusive());
        json.writeNumberProperty("invalid", results.invalid());
        json.writeNumberProperty("outcomeBeforeDecision", results.outcomeBeforeDecision());
        object("shared", () -> {
            json.writeNumberProperty("cases", results.sharedCases());
            json.writeNumberProperty("outcomes", results.sharedOutcomes());
        });
        object("divided", () -> {
            json.writeNumberProperty("cases", results.dividedCases());
            json.writeNumberProperty("outcomes", results.dividedOutcomes());
        });
    }

    private void overrideToFailure(OverrideToFailure figures) {
        object("table", () -> table(figures.table()));
        object("risk", () -> risk(figures.risk(), figures.table()));
        effects(figures.primary());
        object("test", () -> {
            estimates.pValue("midP", figures.primary().midP());
            estimates.pValue("fisher", figures.primary().fisher());
        });
        estimates.number("probabilityOverrideWorse", figures.probabilityOverrideWorse());
        estimates.write("attributableFractionExposed", figures.attributableFractionExposed());
        estimates.write("populationAttributableFraction", figures.populationAttributableFraction());
        estimates.write(
                "numberNeededToHarm",
                figures.numberNeededToHarm(),
                figures.primary().riskDifference() instanceof Estimate.Undefined undefined
                        ? undefined.reason()
                        : "the risk difference has no limits");
        estimates.write("overrideGivenFailure", figures.overrideGivenFailure());
        estimates.write("overrideGivenSuccess", figures.overrideGivenSuccess());
        object("byInitiative", () -> {
            estimates.write("overrideGivenFailure", figures.overrideGivenFailureByInitiative());
            estimates.write("overrideGivenSuccess", figures.overrideGivenSuccessByInitiative());
        });
        array("contrasts", figures.contrasts(), this::contrast);
        array("adjusted", figures.adjusted(), this::adjusted);
        object(
                "restricted",
                () -> figures.restricted()
                        .forEach((name, restricted) -> object(name, () -> {
                            object("table", () -> table(restricted.table()));
                            effects(restricted.contrast());
                        })));
        object(
                "yardsticks",
                () -> figures.yardsticks().forEach((name, table) -> {
                    if (!name.isEmpty()) {
                        object(name, () -> table(table));
                    }
                }));
        object("bounds", () -> bounds(figures.bounds()));
        tree.write("timeToFailure", figures.timeToFailure());
        tree.write("monitor", figures.monitor());
        tree.write("clustered", figures.clustered());
        object("standardised", () -> {
            estimates.write("overridden", figures.standardised().risk1().estimate());
            estimates.write("followed", figures.standardised().risk2().estimate());
            estimates.write(
                    "riskDifference", figures.standardised().difference().estimate());
            estimates.write("riskRatio", figures.standardised().ratio().estimate());
        });
        if (figures.eValue().isPresent()) {
            object("eValue", () -> {
                estimates.bound("estimate", figures.eValue().get().point());
                if (figures.eValue().get().nearerLimit().isPresent()) {
                    estimates.bound(
                            "limit", figures.eValue().get().nearerLimit().getAsDouble());
                } else {
                    json.writeNullProperty("limit");
                }
            });
        }
        object("asLaunched", () -> {
            json.writeNumberProperty("launched", figures.launched());
            json.writeNumberProperty("differing", figures.basisGap());
        });
    }

    private void table(ArmTable table) {
        for (Arm arm : Arm.values()) {
            if (ALWAYS.contains(arm) || table.of(arm).all() > 0) {
                Counts counts = table.of(arm);
                object(camelCase(arm), () -> {
                    json.writeNumberProperty("failure", counts.failure());
                    json.writeNumberProperty("success", counts.success());
                    json.writeNumberProperty("mixed", counts.mixed());
                    json.writeNumberProperty("open", counts.open());
                });
            }
        }
    }

    private void risk(Map<Arm, Estimate> risk, ArmTable table) {
        risk.forEach((arm, rate) -> {
            if ((ALWAYS.contains(arm) && arm != Arm.ADAPTED_UNCLEAR)
                    || table.of(arm).all() > 0) {
                estimates.write(camelCase(arm), rate);
            }
        });
    }

    private void effects(Contrast contrast) {
        estimates.write("riskDifference", contrast.riskDifference());
        estimates.write("riskRatio", contrast.riskRatio());
        estimates.write("oddsRatio", contrast.oddsRatio());
    }

    private void contrast(Contrast contrast) {
        json.writeStringProperty("first", camelCase(contrast.first()));
        json.writeStringProperty("second", camelCase(contrast.second()));
        counts(contrast.table());
        effects(contrast);
        object("test", () -> {
            estimates.pValue("midP", contrast.midP());
            estimates.pValue("fisher", contrast.fisher());
        });
    }

    private void adjusted(Adjusted adjusted) {
        json.writeStringProperty("by", adjusted.by());
        json.writeNumberProperty("used", adjusted.riskDifference().used());
        json.writeNumberProperty("dropped", adjusted.riskDifference().dropped());
        estimates.write("riskDifference", adjusted.riskDifference().estimate());
        estimates.write("riskRatio", adjusted.riskRatio().estimate());
        estimates.write("oddsRatio", adjusted.oddsRatio().estimate());
        estimates.write("cmh", adjusted.cmh());
        estimates.write("homogeneity", adjusted.homogeneity());
        json.writeBooleanProperty("reversal", adjusted.reversalStated());
        array("strata", List.copyOf(adjusted.strata().entrySet()), stratum -> {
            key(stratum.getKey());
            counts(stratum.getValue());
        });
    }

    private void bounds(Bounds bounds) {
        range("open", bounds.open());
        range("lapsedAsOverridden", bounds.lapsedAsOverridden());
        object("adaptedUnclear", () -> {
            object("asFollowed", () -> contrast(bounds.adaptedAsFollowed()));
            object("asOverridden", () -> contrast(bounds.adaptedAsOverridden()));
        });
    }

    private void range(String name, Bounds.Range range) {
        object(name, () -> {
            object("lowest", () -> contrast(range.lowest()));
            object("highest", () -> contrast(range.highest()));
        });
    }

    private void slice(Slice slice) {
        key(slice.key());
        object("heed", () -> {
            json.writeNumberProperty("followed", slice.heed().followed());
            json.writeNumberProperty("refused", slice.heed().refused());
        });
        estimates.write("heedRate", slice.heedRate());
        object("table", () -> table(slice.table()));
        object("risk", () -> risk(slice.risk(), slice.table()));
        effects(slice.contrast());
    }

    /** A key that was not given is {@code null}. */
    private void key(String key) {
        text("key", Optional.of(key).filter(k -> !k.isEmpty()));
    }

    private void counts(TwoByTwo table) {
        object("counts", () -> {
            json.writeNumberProperty("failure1", table.events1());
            json.writeNumberProperty("notFailed1", table.nonEvents1());
            json.writeNumberProperty("failure2", table.events2());
            json.writeNumberProperty("notFailed2", table.nonEvents2());
        });
    }

    private void text(String name, Optional<String> value) {
        if (value.isPresent()) {
            json.writeStringProperty(name, value.get());
        } else {
            json.writeNullProperty(name);
        }
    }

    private void object(String name, Runnable content) {
        json.writeName(name);
        json.writeStartObject();
        content.run();
        json.writeEndObject();
    }

    private <T> void array(String name, List<T> items, java.util.function.Consumer<T> content) {
        json.writeName(name);
        json.writeStartArray();
        items.forEach(item -> {
            json.writeStartObject();
            content.accept(item);
            json.writeEndObject();
        });
        json.writeEndArray();
    }

    private static String camelCase(Arm arm) {
        return switch (arm) {
            case FOLLOWED -> "followed";
            case OVERRIDDEN -> "overridden";
            case ORDERED -> "ordered";
            case DECLINED -> "declined";
            case ADAPTED_UNCLEAR -> "adaptedUnclear";
            case DIVERGED -> "diverged";
            case NOT_DONE -> "notDone";
            case UNKNOWN -> "unknown";
        };
    }
}
