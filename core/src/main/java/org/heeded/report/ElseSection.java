package org.heeded.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.heeded.dossier.Arm;
import org.heeded.partnership.Adjusted;
import org.heeded.partnership.Bounds;
import org.heeded.partnership.Contrast;
import org.heeded.partnership.MixedPolicy;
import org.heeded.partnership.OverrideToFailure;
import org.heeded.partnership.PartnershipReport;
import org.heeded.report.page.Block;
import org.heeded.report.page.Ink;
import org.heeded.report.page.Intervals;
import org.heeded.report.page.Section;
import org.heeded.stats.Estimate;

/** How much of the difference is something else. */
final class ElseSection {

    /** Within client, and the one analysis that the plan declares beforehand. */
    private static final int DECLARED = 2;

    private final PartnershipReport report;
    private final OverrideToFailure figures;
    private final Words words;
    private final List<Block.Row> first = new ArrayList<>();
    private final List<Block.Row> rows = new ArrayList<>();
    private final List<Intervals.Row> drawn = new ArrayList<>();

    private ElseSection(PartnershipReport report, Words words) {
        this.report = report;
        this.figures = report.overrideToFailure();
        this.words = words;
    }

    static Section of(PartnershipReport report, Words words) {
        ElseSection section = new ElseSection(report, words);
        String question = words.say("else.question");
        if (!(section.figures.primary().riskDifference() instanceof Estimate.Interval)) {
            return new Section("else", question, List.of(Block.Prose.of(words.say("else.none"))), List.of());
        }
        section.rows();
        List<String> heads = List.of("", words.say("else.difference"), words.say("else.ratio"));
        Block.Table table = new Block.Table(heads.subList(0, 2), section.first);
        List<Block> answer = new ArrayList<>();
        answer.add(table);
        section.figures.adjusted().stream()
                .filter(Adjusted::reversalStated)
                .forEach(a -> answer.add(Block.Prose.of(words.say("else.reversal", section.by(a)))));
        return new Section(
                "else",
                question,
                answer,
                List.of(new Intervals(List.of(), section.drawn, new Axes(words).per100(), "")
                        .plot(
                                "otherwise",
                                words.say("else.title"),
                                words.say("else.description"),
                                new Block.Table(heads, section.rows))));
    }

    private String by(Adjusted adjusted) {
        return words.lens(adjusted.by());
    }

    /** What the first screen asks for first; then what else could part the cases, for the plot. */
    private void rows() {
        row(words.say("else.crude"), figures.primary());
        figures.adjusted().stream().limit(DECLARED).forEach(this::within);
        restricted("prospective");
        restricted("measured");
        restricted("undisputed");
        rows.forEach(
                row -> first.add(Block.Row.of(row.cells().get(0), row.cells().get(1))));
        restricted("notBorrowed");
        if (figures.table().of(Arm.OVERRIDDEN).mixed()
                        + figures.table().of(Arm.FOLLOWED).mixed()
                > 0) {
            figures.mixedOtherwise().forEach((policy, contrast) -> row(words.say(mixed(policy)), contrast));
        }
        Bounds.Range open = figures.bounds().open();
        if (figures.table().of(Arm.OVERRIDDEN).open()
                        + figures.table().of(Arm.FOLLOWED).open()
                > 0) {
            row(words.say("else.openLowest"), open.lowest());
            row(words.say("else.openHighest"), open.highest());
            first.add(Block.Row.of(
                    words.say("else.open"),
                    words.say(
                            "else.openRange",
                            words.value100(open.lowest().riskDifference()),
                            words.value100(open.highest().riskDifference()))));
        }
        if (report.flow().proposals().lapsed() > 0) {
            Bounds.Range lapsed = figures.bounds().lapsedAsOverridden();
            row(words.say("else.lapsedLowest"), lapsed.lowest());
            row(words.say("else.lapsedHighest"), lapsed.highest());
        }
        if (figures.table().of(Arm.ADAPTED_UNCLEAR).all() > 0) {
            row(words.say("else.adaptedFollowed"), figures.bounds().adaptedAsFollowed());
            row(words.say("else.adaptedOverridden"), figures.bounds().adaptedAsOverridden());
        }
        figures.adjusted().stream().skip(DECLARED).forEach(this::within);
    }

    private void within(Adjusted adjusted) {
        if (adjusted.strata().size() > 1) {
            String both =
                    words.of(adjusted.riskDifference().used(), adjusted.strata().size());
            row(
                    words.say("else.within", by(adjusted), both),
                    words.say("else.withinShort", by(adjusted), both),
                    adjusted.riskDifference().estimate(),
                    adjusted.riskRatio().estimate());
        }
    }

    private static String mixed(MixedPolicy policy) {
        return switch (policy) {
            case FAILURE -> "else.mixedFailure";
            case NOT_FAILED -> "else.mixedNotFailed";
            case LEFT_OUT -> "else.mixedLeftOut";
        };
    }

    private void restricted(String name) {
        Optional.ofNullable(figures.restricted().get(name))
                .filter(r -> !r.contrast().table().equals(figures.primary().table()))
                .ifPresent(r -> row(words.say("else." + name), r.contrast()));
    }

    private void row(String what, Contrast contrast) {
        row(what, what, contrast.riskDifference(), contrast.riskRatio());
    }

    private void row(String what, String drawnAs, Estimate difference, Estimate ratio) {
        String figure = words.per100Or(difference);
        rows.add(Block.Row.of(what, figure, words.ratio(ratio)));
        drawn.add(new Intervals.Row(
                drawnAs, List.of(), Axes.range(difference, 100), figure, drawn.isEmpty() ? Ink.OVERRIDDEN : Ink.PLAIN));
    }
}
