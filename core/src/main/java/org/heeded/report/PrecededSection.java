package org.heeded.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.heeded.dossier.Arm;
import org.heeded.partnership.Adjusted;
import org.heeded.partnership.Contrast;
import org.heeded.partnership.Counts;
import org.heeded.partnership.MixedPolicy;
import org.heeded.partnership.OverrideToFailure;
import org.heeded.partnership.PartnershipReport;
import org.heeded.report.page.Block;
import org.heeded.report.page.Ink;
import org.heeded.report.page.Intervals;
import org.heeded.report.page.Section;
import org.heeded.stats.Estimate;
import org.heeded.stats.TestResult;

/** How often overridden advice preceded failure. */
final class PrecededSection {

    private final PartnershipReport report;
    private final OverrideToFailure figures;
    private final Words words;
    private final Axes axes;

    private PrecededSection(PartnershipReport report, Words words) {
        this.report = report;
        this.figures = report.overrideToFailure();
        this.words = words;
        this.axes = new Axes(words);
    }

    static Section of(PartnershipReport report, Words words) {
        PrecededSection section = new PrecededSection(report, words);
        return new Section("preceded", words.say("preceded.question"), section.answer(), section.detail());
    }

    private List<Block> answer() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.Prose.of(String.join(" ", LeadSentence.of(report, words))));
        if (!arms().isEmpty()) {
            blocks.add(table());
        }
        judges().ifPresent(blocks::add);
        if (!(figures.primary().riskDifference() instanceof Estimate.Undefined)) {
            blocks.add(new Block.Table(
                    List.of(),
                    List.of(
                            Block.Row.of(
                                    words.say("effect.difference"),
                                    words.per100(figures.primary().riskDifference())),
                            Block.Row.of(
                                    words.say("effect.ratio"),
                                    words.ratio(figures.primary().riskRatio())))));
        }
        return blocks;
    }

    private List<Arm> arms() {
        return List.of(Arm.values()).stream()
                .filter(arm -> figures.table().of(arm).all() > 0)
                .toList();
    }

    private Block.Table table() {
        MixedPolicy mixed = report.plan().mixed();
        List<Block.Row> rows = arms().stream()
                .map(arm -> {
                    Counts counts = figures.table().of(arm);
                    return Block.Row.of(
                                    name(arm),
                                    words.failed(counts, mixed),
                                    rate(arm).map(words::rate).orElse(words.say("noData")),
                                    words.of(counts.known(), counts.all()))
                            .in(arm == Arm.OVERRIDDEN ? Ink.OVERRIDDEN : Ink.WORDS);
                })
                .toList();
        return new Block.Table(
                List.of("", words.say("arms.failed"), words.say("arms.rate"), words.say("arms.known")), rows);
    }

    private Optional<Estimate> rate(Arm arm) {
        return Optional.ofNullable(figures.risk().get(arm));
    }

    private String name(Arm arm) {
        return words.say("arm." + arm.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private List<Block> detail() {
        List<Block> blocks = new ArrayList<>();
        if (!(figures.primary().riskDifference() instanceof Estimate.Undefined)) {
            Counts overridden = figures.table().of(Arm.OVERRIDDEN);
            Counts followed = figures.table().of(Arm.FOLLOWED);
            Counts all = overridden.plus(followed).plus(figures.table().of(Arm.ORDERED));
            blocks.add(Block.Prose.of(words.say(
                    "given",
                    all.failure(),
                    words.part(overridden.failure(), all.failure()),
                    words.count(all.success()),
                    words.part(overridden.success(), all.success()))));
            blocks.add(Block.Prose.of(words.say("turned", overridden.success(), followed.failure())));
        }
        rates().ifPresent(blocks::add);
        if (!arms().isEmpty()) {
            blocks.add(new Block.Folded(words.say("expert"), List.of(expert())));
        }
        return blocks;
    }

    private Optional<Block> judges() {
        String judges = figures.yardsticks().entrySet().stream()
                .filter(e -> !e.getKey().isEmpty())
                .map(e -> yardstick(
                        e.getKey(),
                        e.getValue().arms().values().stream()
                                .mapToLong(Counts::known)
                                .sum()))
                .collect(Collectors.joining(", "));
        return judges.isEmpty() ? Optional.empty() : Optional.of(Block.Prose.of(words.say("judged", judges)));
    }

    private String yardstick(String key, long known) {
        String pattern = "yardstick." + key.replace(' ', '-');
        return words.has(pattern) ? words.say(pattern, known) : words.say("yardstick.other", known, key);
    }

    private Optional<Block> rates() {
        List<Intervals.Row> rows = new ArrayList<>();
        for (Arm arm : arms()) {
            rate(arm)
                    .filter(rate -> rate instanceof Estimate.Interval)
                    .ifPresent(rate -> rows.add(new Intervals.Row(
                            name(arm),
                            List.of(words.failed(
                                    figures.table().of(arm), report.plan().mixed())),
                            Axes.range(rate, 100),
                            words.rate(rate),
                            ink(arm))));
        }
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Intervals(
                                List.of(new Intervals.Head(words.say("arms.failed"), Ink.QUIET)),
                                rows,
                                axes.percent(words.say("rates.axis")),
                                "")
                        .plot("rates", words.say("rates.title"), words.say("rates.description"), table()));
    }

    private static Ink ink(Arm arm) {
        return switch (arm) {
            case OVERRIDDEN -> Ink.OVERRIDDEN;
            case FOLLOWED -> Ink.FOLLOWED;
            case ORDERED -> Ink.ORDERED;
            default -> Ink.PLAIN;
        };
    }

    private Block.Table expert() {
        List<Block.Row> rows = new ArrayList<>();
        rows.add(Block.Row.of(
                words.say("effect.odds"), words.ratio(figures.primary().oddsRatio())));
        test(rows, words.say("expert.midP"), figures.primary().midP());
        test(rows, words.say("expert.fisher"), figures.primary().fisher());
        estimate(rows, "expert.worse", figures.probabilityOverrideWorse());
        estimate(rows, "expert.exposed", figures.attributableFractionExposed());
        estimate(rows, "expert.population", figures.populationAttributableFraction());
        figures.numberNeededToHarm()
                .ifPresent(n -> rows.add(Block.Row.of(words.say("expert.harm"), words.decimal(n.estimate(), 1))));
        for (Contrast contrast : figures.contrasts()) {
            if (!contrast.equals(figures.primary())) {
                rows.add(Block.Row.of(
                        words.say("expert.contrast", name(contrast.first()), name(contrast.second())),
                        why(contrast.riskDifference(), words.per100(contrast.riskDifference()))));
            }
        }
        for (Adjusted adjusted : figures.adjusted()) {
            String by = words.lens(adjusted.by());
            test(rows, words.say("expert.cmh", by), adjusted.cmh());
            test(rows, words.say("expert.homogeneity", by), adjusted.homogeneity());
        }
        estimate(rows, "expert.givenByInitiative", figures.overrideGivenFailureByInitiative());
        estimate(rows, "expert.givenSuccessByInitiative", figures.overrideGivenSuccessByInitiative());
        return new Block.Table(List.of(), rows);
    }

    private void test(List<Block.Row> rows, String what, TestResult test) {
        rows.add(Block.Row.of(
                what,
                test instanceof TestResult.Computed computed
                        ? words.pValue(computed.pValue())
                        : words.because(((TestResult.Undefined) test).reason())));
    }

    private void estimate(List<Block.Row> rows, String key, Estimate estimate) {
        rows.add(Block.Row.of(words.say(key), why(estimate, words.rate(estimate))));
    }

    /** A figure; where there is none, or no interval, the reason. */
    private String why(Estimate estimate, String figure) {
        return estimate instanceof Estimate.Interval
                ? figure
                : estimate instanceof Estimate.Point point
                        ? words.percent(point.value())
                        : words.because(((Estimate.Undefined) estimate).reason());
    }
}
