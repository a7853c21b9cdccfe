package org.heeded.report;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.heeded.dossier.Arm;
import org.heeded.dossier.Basis;
import org.heeded.dossier.Waiting;
import org.heeded.model.Decision;
import org.heeded.model.PartyId;
import org.heeded.model.Provenance;
import org.heeded.model.Side;
import org.heeded.model.Text;
import org.heeded.partnership.Adjusted;
import org.heeded.partnership.AnalysisPlan;
import org.heeded.partnership.Bounds;
import org.heeded.partnership.CaseFlow;
import org.heeded.partnership.CaseRef;
import org.heeded.partnership.Contrast;
import org.heeded.partnership.Counts;
import org.heeded.partnership.Lens;
import org.heeded.partnership.MixedPolicy;
import org.heeded.partnership.OverrideToFailure;
import org.heeded.partnership.PartnershipReport;
import org.heeded.partnership.Slice;
import org.heeded.stats.Estimate;
import org.heeded.stats.TestResult;

/** A report as text for a terminal of 80 columns. */
public final class TextReport {

    private static final int WIDTH = 80;
    private static final int KEY_WIDTH = 22;
    private static final int TITLE_WIDTH = 46;
    private static final int LONGEST_LIST = 20;
    private static final int LONGEST_WAITING = 5;

    private final PartnershipReport report;
    private final Audience audience;
    private final StringBuilder out = new StringBuilder();

    private TextReport(PartnershipReport report, Audience audience) {
        this.report = report;
        this.audience = audience;
    }

    /**
     * Renders.
     *
     * @param report the report
     * @param audience for whom
     * @param slices the names of the lenses to show; those that the report does not have are refused
     * @return lines of at most 80 characters, but for words that are longer
     * @throws IllegalArgumentException if a name is no lens of the report
     */
    public static String render(PartnershipReport report, Audience audience, List<String> slices) {
        for (String name : slices) {
            if (!report.lenses().containsKey(name)) {
                throw new IllegalArgumentException("there is no slice by \"" + name + "\"; there are "
                        + String.join(", ", report.lenses().keySet()));
            }
        }
        return new TextReport(report, audience).write(slices);
    }

    private String write(List<String> slices) {
        title();
        waiting();
        flow();
        lead();
        somethingElse();
        slices.forEach(name -> slice(name, report.lenses().getOrDefault(name, List.of())));
        notes();
        return out.toString();
    }

    private void title() {
        PartnershipReport.Scope scope = report.scope();
        String whose = scope.engagement()
                .map(e -> "engagement " + Words.plain(e.value()))
                .or(() -> scope.client().map(c -> "client " + Words.plain(c.value())))
                .orElse(Words.count(scope.clients(), "client", "clients"));
        paragraph("Partnership report: " + whose + ", as of "
                + report.asOf().cut().truncatedTo(ChronoUnit.SECONDS));
        out.append("=".repeat(WIDTH)).append('\n');
    }

    private void waiting() {
        heading("What is waiting, and on whom?");
        PartnershipReport.WaitingList waiting = report.waiting();
        if (waiting.items().isEmpty()) {
            paragraph("Nothing is waiting.");
        }
        list(waiting, Waiting.Kind.ADVICE, "proposal waits for an answer", "proposals wait for an answer");
        list(waiting, Waiting.Kind.LAUNCH, "decision waits to be launched", "decisions wait to be launched");
        list(waiting, Waiting.Kind.OUTCOME, "outcome is due", "outcomes are due");
        TextTable medians = new TextTable();
        median(medians, "Median days to decide", waiting.medianDaysToDecide());
        median(medians, "Median days to launch", waiting.medianDaysToLaunch());
        median(medians, "Median days from due to report", waiting.medianDaysToReport());
        medians.to(out, "");
    }

    private static void median(TextTable table, String what, Estimate days) {
        if (!(days instanceof Estimate.Undefined)) {
            table.row(what, Words.days(days));
        }
    }

    private void list(PartnershipReport.WaitingList waiting, Waiting.Kind kind, String one, String many) {
        List<Waiting> items = waiting.of(kind);
        if (items.isEmpty()) {
            return;
        }
        String side = items.get(0).side() == Side.CLIENT ? "with the client" : "with marketing";
        paragraph(Words.count(items.size(), one, many) + " (" + side + "):");
        TextTable table = new TextTable();
        for (Waiting item : items.subList(0, Math.min(LONGEST_WAITING, items.size()))) {
            table.row(
                    Words.plain(title(item), TITLE_WIDTH),
                    Words.plain(item.engagement().value(), 16),
                    Words.count(item.days(), "day", "days"));
        }
        table.to(out, "  ");
        if (items.size() > LONGEST_WAITING) {
            out.append("  and ")
                    .append(Words.count(items.size() - LONGEST_WAITING))
                    .append(" more\n");
        }
    }

    /** What waits by its title; by its id where that cannot be read. */
    private static String title(Waiting item) {
        String id = item.id().value();
        return item.title()
                .map(title -> title instanceof Text.Erased ? title + " · " + id : Words.text(title))
                .orElse(id);
    }

    private void flow() {
        heading("Whose choice was carried out?");
        CaseFlow.Proposals p = report.flow().proposals();
        CaseFlow.Directives d = report.flow().directives();
        TextTable table = new TextTable();
        table.row("Advice given", Words.count(p.entered()), "");
        for (Decision.Kind kind : List.of(
                Decision.Kind.FOLLOWED,
                Decision.Kind.DELEGATED,
                Decision.Kind.ADAPTED,
                Decision.Kind.OVERRIDDEN,
                Decision.Kind.DECLINED)) {
            if (p.decided(kind) > 0) {
                table.row("  " + choice(kind), Words.count(p.decided(kind)), ofDecided(p.decided(kind), p));
            }
        }
        some(table, "  not chosen", p.notChosen());
        some(table, "  put off", p.deferred());
        some(table, "  lapsed without an answer", p.lapsed());
        some(table, "  without an answer yet", p.pending());
        some(table, "  taken back", p.withdrawn());
        some(table, "Orders without advice", d.given() - d.answered());
        some(table, "  of them routine, in no rate", d.routine());
        some(table, "Orders that advice spoke to", d.answered());
        table.to(out, "");
    }

    private String choice(Decision.Kind kind) {
        return kind == Decision.Kind.OVERRIDDEN && audience == Audience.SHARED
                ? "another way chosen (overridden)"
                : kind.name().toLowerCase(Locale.ROOT);
    }

    private static String ofDecided(long count, CaseFlow.Proposals p) {
        return Words.percent(count, p.allDecided()) + " of " + Words.count(p.allDecided()) + " decided";
    }

    private static void some(TextTable table, String what, long count) {
        if (count > 0) {
            table.row(what, Words.count(count), "");
        }
    }

    private void lead() {
        heading("How often did overridden advice precede failure?");
        paragraph(String.join(" ", LeadSentence.of(report, audience)).replace("**", ""));
        OverrideToFailure figures = report.overrideToFailure();
        TextTable table = new TextTable();
        table.row("", failed(), "rate (interval)", "outcomes known");
        for (Arm arm : Arm.values()) {
            Counts counts = figures.table().of(arm);
            if (counts.all() > 0) {
                long failures = counts.failures(report.plan().mixed());
                long whole = failures + counts.nonFailures(report.plan().mixed());
                table.row(
                        name(arm),
                        whole == 0 ? "–" : Words.of(failures, whole),
                        rate(Optional.ofNullable(figures.risk().get(arm))),
                        LeadSentence.known(figures.table(), arm));
            }
        }
        out.append('\n');
        table.to(out, "");
        effects(figures);
        judges(figures);
    }

    private String failed() {
        return audience == Audience.SHARED ? "missed its target" : "failed";
    }

    private static String rate(Optional<Estimate> estimate) {
        if (estimate.orElse(null) instanceof Estimate.Interval rate) {
            return Words.decimal(rate.value() * 100, 0) + " % (" + Words.decimal(rate.lower() * 100, 0) + " to "
                    + Words.decimal(rate.upper() * 100, 0) + ")";
        }
        return "no data";
    }

    private String name(Arm arm) {
        return switch (arm) {
            case FOLLOWED -> "advice followed";
            case OVERRIDDEN -> audience == Audience.SHARED ? "another way chosen" : "advice overridden";
            case ORDERED -> "ordered without advice";
            case DECLINED -> "advice declined";
            case ADAPTED_UNCLEAR -> "adapted, unclear how";
            case DIVERGED -> "launched otherwise";
            case NOT_DONE -> "nothing launched";
            case UNKNOWN -> "launch not recorded";
        };
    }

    private void effects(OverrideToFailure figures) {
        if (figures.primary().riskDifference() instanceof Estimate.Undefined) {
            return;
        }
        out.append('\n');
        TextTable table = new TextTable();
        table.row("Per 100 decisions, crude", Words.per100(figures.primary().riskDifference()));
        table.row("Risk ratio", Words.ratio(figures.primary().riskRatio()));
        table.row("Odds ratio", Words.ratio(figures.primary().oddsRatio()));
        table.to(out, "");
        Counts overridden = figures.table().of(Arm.OVERRIDDEN);
        Counts all = overridden
                .plus(figures.table().of(Arm.FOLLOWED))
                .plus(figures.table().of(Arm.ORDERED));
        paragraph("Of " + Words.count(all.failure(), "piece", "pieces") + " of work that "
                + (audience == Audience.SHARED ? "missed" : "failed") + ", "
                + Words.part(overridden.failure(), all.failure())
                + " came after " + another() + "; of " + Words.count(all.success()) + " that succeeded, "
                + Words.part(overridden.success(), all.success()) + ".");
    }

    private String another() {
        return audience == Audience.SHARED ? "another way was chosen" : "an override";
    }

    private void judges(OverrideToFailure figures) {
        String judges = figures.yardsticks().entrySet().stream()
                .filter(e -> !e.getKey().isEmpty())
                .map(e -> Words.count(e.getValue().arms().values().stream()
                                .mapToLong(Counts::known)
                                .sum()) + " " + e.getKey())
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        if (!judges.isEmpty()) {
            paragraph("How the outcomes were told: " + judges + ".");
        }
    }

    private void somethingElse() {
        OverrideToFailure figures = report.overrideToFailure();
        if (!(figures.primary().riskDifference() instanceof Estimate.Interval)) {
            return;
        }
        heading("How much of that is something else?");
        TextTable table = new TextTable();
        table.row("", "per 100 decisions", "risk ratio");
        row(table, "crude", figures.primary());
        for (Adjusted adjusted : figures.adjusted()) {
            if (adjusted.strata().size() > 1) {
                table.row(
                        "within " + adjusted.by() + " ("
                                + Words.of(
                                        adjusted.riskDifference().used(),
                                        adjusted.strata().size())
                                + " had both)",
                        Words.per100(adjusted.riskDifference().estimate()),
                        Words.ratio(adjusted.riskRatio().estimate()));
            }
        }
        restricted(table, figures, "prospective", "recorded before the outcome");
        restricted(table, figures, "measured", "measured or agreed, not judged");
        restricted(table, figures, "undisputed", "undisputed");
        restricted(table, figures, "notBorrowed", "without borrowed forecasts");
        if (figures.table().of(Arm.OVERRIDDEN).mixed()
                        + figures.table().of(Arm.FOLLOWED).mixed()
                > 0) {
            figures.mixedOtherwise().forEach((policy, contrast) -> row(table, mixed(policy), contrast));
        }
        Bounds.Range open = figures.bounds().open();
        if (figures.table().of(Arm.OVERRIDDEN).open()
                        + figures.table().of(Arm.FOLLOWED).open()
                > 0) {
            row(table, "open cases: lowest", open.lowest());
            row(table, "open cases: highest", open.highest());
        }
        if (report.flow().proposals().lapsed() > 0) {
            row(
                    table,
                    "lapsed as overridden: lowest",
                    figures.bounds().lapsedAsOverridden().lowest());
            row(
                    table,
                    "lapsed as overridden: highest",
                    figures.bounds().lapsedAsOverridden().highest());
        }
        if (figures.table().of(Arm.ADAPTED_UNCLEAR).all() > 0) {
            row(table, "unclear adapted as followed", figures.bounds().adaptedAsFollowed());
            row(table, "unclear adapted as overridden", figures.bounds().adaptedAsOverridden());
        }
        table.to(out, "");
        figures.adjusted().stream()
                .filter(Adjusted::reversalStated)
                .forEach(a ->
                        paragraph("The difference changes its sign within " + a.by() + ": read the adjusted one."));
    }

    private String mixed(MixedPolicy policy) {
        return switch (policy) {
            case FAILURE -> audience == Audience.SHARED ? "mixed counted as missed" : "mixed counted as failed";
            case NOT_FAILED ->
                audience == Audience.SHARED ? "mixed counted as not missed" : "mixed counted as not failed";
            case LEFT_OUT -> "mixed left out";
        };
    }

    private static void restricted(TextTable table, OverrideToFailure figures, String name, String words) {
        OverrideToFailure.Restricted restricted = figures.restricted().get(name);
        if (restricted != null
                && !restricted.contrast().table().equals(figures.primary().table())) {
            row(table, words, restricted.contrast());
        }
    }

    private static void row(TextTable table, String what, Contrast contrast) {
        table.row(what, Words.per100(contrast.riskDifference()), Words.ratio(contrast.riskRatio()));
    }

    private void slice(String name, List<Slice> slices) {
        heading("By " + Words.plain(name));
        TextTable table = new TextTable();
        table.row("", audience == Audience.SHARED ? "another way" : "overridden", "followed", "per 100 decisions");
        // the largest first; they are what a reader can learn from
        List<Slice> largest = slices.stream()
                .sorted((a, b) -> Long.compare(
                        b.contrast().table().n(), a.contrast().table().n()))
                .limit(LONGEST_LIST)
                .toList();
        for (Slice slice : largest) {
            table.row(
                    slice.key().isEmpty() ? "(not given)" : Words.plain(label(name, slice.key()), KEY_WIDTH),
                    failures(slice, Arm.OVERRIDDEN),
                    failures(slice, Arm.FOLLOWED),
                    Words.per100(slice.contrast().riskDifference()));
        }
        table.to(out, "");
        if (slices.size() > largest.size()) {
            out.append("and ")
                    .append(Words.count(slices.size() - largest.size()))
                    .append(" more, in the JSON\n");
        }
    }

    /** What a slice is called: a marketer by name, where the report has it. */
    private String label(String lens, String key) {
        return lens.equals(Lens.MARKETER.name())
                ? Optional.ofNullable(report.scope().people().get(new PartyId(key)))
                        .map(name -> Words.text(name) + " · " + key)
                        .orElse(key)
                : key;
    }

    private String failures(Slice slice, Arm arm) {
        Counts counts = slice.table().of(arm);
        return Words.failures(counts, report.plan().mixed());
    }

    private void notes() {
        heading("Notes");
        AnalysisPlan plan = report.plan();
        CaseFlow flow = report.flow();
        paragraph("All intervals at " + Words.decimal(plan.level() * 100, 0) + " %: rates "
                + plan.rateInterval().label() + "; differences "
                + plan.riskDifferenceInterval().label() + "; ratios "
                + plan.riskRatioInterval().label()
                + "; within strata Mantel–Haenszel. Arms "
                + (plan.basis() == Basis.AS_DECIDED ? "as decided" : "as launched")
                + plan.horizonDays()
                        .map(h -> "; each case watched for " + h + " days")
                        .orElse("") + ".");
        if (flow.undatedOutcomes() > 0) {
            paragraph(Words.count(flow.undatedOutcomes(), "known outcome is", "known outcomes are")
                    + " undated and taken as after the decision.");
        }
        if (flow.undated() > 0) {
            paragraph(Words.count(flow.undated(), "case has", "cases have")
                    + " no time for the decision or the outcome; there the order of the rows is the order.");
        }
        if (!report.overrideToFailure().disputed().isEmpty()) {
            List<CaseRef> disputed = report.overrideToFailure().disputed();
            paragraph(Words.count(disputed.size(), "case is", "cases are") + " disputed by one side: "
                    + disputed.stream()
                            .limit(LONGEST_WAITING)
                            .map(ref -> Words.plain(ref.id().value(), KEY_WIDTH))
                            .collect(Collectors.joining(", "))
                    + (disputed.size() > LONGEST_WAITING ? ", …" : "") + ".");
        }
        if (report.overrideToFailure().divided() instanceof TestResult.Computed divided) {
            paragraph("Initiatives whose work was partly overridden are in no arm; over the share overridden their"
                    + " outcomes have a trend with p = " + Words.decimal(divided.pValue(), 3) + " (exact).");
        }
        long imported = flow.provenance().getOrDefault(Provenance.Kind.IMPORTED, 0L);
        if (imported > 0) {
            paragraph(Words.count(imported, "case was imported and counts", "cases were imported and count")
                    + " as written down afterwards, unless the source says when it was recorded.");
        }
        if (report.overrideToFailure().basisMatters()) {
            paragraph("In "
                    + Words.of(
                            report.overrideToFailure().basisGap(),
                            report.overrideToFailure().launched())
                    + " launched cases something else was launched than decided: see the report as launched.");
        }
    }

    private void heading(String words) {
        out.append('\n')
                .append(words)
                .append('\n')
                .append("-".repeat(words.length()))
                .append('\n');
    }

    /** Wraps at spaces; a word longer than the line stands alone. */
    private void paragraph(String words) {
        int used = 0;
        for (String word : words.split(" ", -1)) {
            int width = word.codePointCount(0, word.length());
            if (used > 0 && used + 1 + width > WIDTH) {
                out.append('\n');
                used = 0;
            }
            out.append(used > 0 ? " " : "").append(word);
            used += width + (used > 0 ? 1 : 0);
        }
        out.append('\n');
    }
}
