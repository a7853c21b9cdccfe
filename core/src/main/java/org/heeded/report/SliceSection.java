package org.heeded.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.heeded.dossier.Arm;
import org.heeded.model.PartyId;
import org.heeded.partnership.Lens;
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
        String heading = words.sayOr("lens." + lens, words.say("by", Words.plain(lens, KEY)));
        String word = words.sayOr("word." + lens, Words.plain(lens, KEY));
        Block.Table table = table(lens, slices);
        Block block = slices.isEmpty()
                ? table
                : intervals(lens, slices)
                        .plot(
                                "by-" + List.copyOf(report.lenses().keySet()).indexOf(lens),
                                words.say("slice.title", word),
                                words.say("slice.description", word),
                                table);
        return new Section(
                "lens-" + List.copyOf(report.lenses().keySet()).indexOf(lens), heading, List.of(), List.of(block));
    }

    private Intervals intervals(String lens, List<Slice> slices) {
        List<Intervals.Row> rows = new ArrayList<>();
        for (Slice slice : slices) {
            rows.add(row(key(lens, slice.key()), slice));
        }
        Estimate all = report.overrideToFailure().primary().riskDifference();
        rows.add(new Intervals.Row(
                words.say("slice.all"),
                List.of(
                        words.failures(
                                report.overrideToFailure().table().of(Arm.OVERRIDDEN),
                                report.plan().mixed()),
                        words.failures(
                                report.overrideToFailure().table().of(Arm.FOLLOWED),
                                report.plan().mixed())),
                Axes.range(all, 100),
                words.per100Or(all),
                Ink.POOLED));
        return new Intervals(
                List.of(words.say("slice.overridden"), words.say("slice.followed")),
                rows,
                new Axes(words).per100(),
                words.say("between", Math.max(0, slices.size() - Intervals.MOST)));
    }

    private Intervals.Row row(String label, Slice slice) {
        return new Intervals.Row(
                label,
                List.of(failures(slice, Arm.OVERRIDDEN), failures(slice, Arm.FOLLOWED)),
                Axes.range(slice.contrast().riskDifference(), 100),
                words.per100Or(slice.contrast().riskDifference()),
                Ink.PLAIN);
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
                            .map(name -> Words.text(name) + " · " + key)
                            .orElse(key),
                    KEY);
        }
        return key.isEmpty() ? words.say("notGiven") : words.sayOr("key." + lens + "." + key, Words.plain(key, KEY));
    }

    private String failures(Slice slice, Arm arm) {
        return words.failures(slice.table().of(arm), report.plan().mixed());
    }
}
