package org.heeded.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.heeded.dossier.Arm;
import org.heeded.model.PartyId;
import org.heeded.partnership.ArmTable;
import org.heeded.partnership.Contrast;
import org.heeded.partnership.Lens;
import org.heeded.partnership.MixedPolicy;
import org.heeded.partnership.PartnershipReport;
import org.heeded.partnership.Slice;
import org.heeded.report.page.Block;
import org.heeded.report.page.Ink;
import org.heeded.report.page.Intervals;
import org.heeded.report.page.Section;
import org.heeded.stats.Estimate;

/** The same figures by client, channel and so on: a forest plot, and a table of all rows. */
final class SliceSection {

    private static final int LONGEST = 20;
    private static final int KEY = 40;

    private final PartnershipReport report;
    private final Words words;

    private SliceSection(PartnershipReport report, Words words) {
        this.report = report;
        this.words = words;
    }

    static Section of(PartnershipReport report, Words words, String lens) {
        return new SliceSection(report, words).section(lens);
    }

    /** Whether a lens parts the cases at all. */
    static boolean parts(List<Slice> slices) {
        return slices.stream().filter(s -> s.contrast().table().n() > 0).count() > 1;
    }

    private Section section(String lens) {
        // the largest first; they are what a reader can learn from
        List<Slice> slices = report.lenses().getOrDefault(lens, List.of()).stream()
                .sorted(Comparator.comparingLong(
                                (Slice s) -> s.contrast().table().n())
                        .reversed())
                .toList();
        String heading = words.sayOr("lens." + lens, words.say("by", words.lens(lens)));
        String word = words.lens(lens);
        int n = List.copyOf(report.lenses().keySet()).indexOf(lens);
        Block.Table table = table(lens, slices);
        List<Block> blocks = new ArrayList<>();
        if (slices.isEmpty()) {
            blocks.add(table);
        } else {
            blocks.add(intervals(lens, slices, difference())
                    .plot("by-" + n, words.say("slice.title", word), words.say("slice.description", word), table));
            Shown ratio = ratio();
            if (slices.stream().anyMatch(s -> ratio.of().apply(s.contrast()) instanceof Estimate.Interval)) {
                blocks.add(new Block.Folded(
                        words.say("slice.ratios"),
                        List.of(intervals(lens, slices, ratio)
                                .plot(
                                        "ratio-" + n,
                                        words.say("slice.ratioTitle", word),
                                        words.say("slice.ratioDescription", word),
                                        ratios(lens, slices)))));
            }
        }
        return new Section("lens-" + n, heading, List.of(), blocks);
    }

    /**
     * What of a contrast is drawn.
     *
     * @param scale from the estimate to the units of the axis
     */
    private record Shown(
            Function<Contrast, Estimate> of, Function<Estimate, String> figure, Intervals.Axis axis, double scale) {}

    private Shown difference() {
        return new Shown(Contrast::riskDifference, words::per100Or, new Axes(words).per100(), 100);
    }

    private Shown ratio() {
        return new Shown(Contrast::riskRatio, words::ratioOr, new Axes(words).ratio(), 1);
    }

    private Intervals intervals(String lens, List<Slice> slices, Shown shown) {
        List<Intervals.Row> rows = new ArrayList<>();
        for (Slice slice : slices) {
            rows.add(row(key(lens, slice.key()), slice.table(), slice.contrast(), shown, Ink.PLAIN));
        }
        rows.add(row(
                words.say("slice.all"),
                report.overrideToFailure().table(),
                report.overrideToFailure().primary(),
                shown,
                Ink.POOLED));
        return new Intervals(
                List.of(
                        new Intervals.Head(words.say("slice.overridden"), Ink.OVERRIDDEN),
                        new Intervals.Head(words.say("slice.followed"), Ink.FOLLOWED)),
                rows,
                shown.axis(),
                words.say("between", Math.max(0, slices.size() - Intervals.MOST)));
    }

    private Intervals.Row row(String label, ArmTable table, Contrast contrast, Shown shown, Ink ink) {
        MixedPolicy mixed = report.plan().mixed();
        Estimate estimate = shown.of().apply(contrast);
        return new Intervals.Row(
                label,
                List.of(words.failed(table.of(Arm.OVERRIDDEN), mixed), words.failed(table.of(Arm.FOLLOWED), mixed)),
                Axes.range(estimate, shown.scale()),
                shown.figure().apply(estimate),
                ink);
    }

    private Block.Table ratios(String lens, List<Slice> slices) {
        List<Block.Row> rows = slices.stream()
                .map(slice -> Block.Row.of(
                        key(lens, slice.key()), words.ratioOr(slice.contrast().riskRatio())))
                .toList();
        return new Block.Table(List.of("", words.say("slice.ratio")), rows, LONGEST, rows.size());
    }

    private Block.Table table(String lens, List<Slice> slices) {
        List<Block.Row> rows = slices.stream()
                .map(slice -> Block.Row.of(
                        key(lens, slice.key()),
                        failures(slice, Arm.OVERRIDDEN),
                        failures(slice, Arm.FOLLOWED),
                        words.per100Or(slice.contrast().riskDifference())))
                .toList();
        return new Block.Table(
                List.of("", words.say("slice.overridden"), words.say("slice.followed"), words.say("slice.difference")),
                rows,
                LONGEST,
                rows.size());
    }

    private String key(String lens, String key) {
        if (lens.equals(Lens.MARKETER.name()) && !key.isEmpty()) {
            return Words.plain(
                    Optional.ofNullable(report.scope().people().get(new PartyId(key)))
                            .map(name -> words.read(name) + " · " + key)
                            .orElse(key),
                    KEY);
        }
        return words.key(lens, key, KEY);
    }

    private String failures(Slice slice, Arm arm) {
        return words.failures(slice.table().of(arm), report.plan().mixed());
    }
}
