package org.heeded.report;

import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.heeded.dossier.Arm;
import org.heeded.partnership.Investment;
import org.heeded.partnership.MixedPolicy;
import org.heeded.partnership.PartnershipReport;
import org.heeded.partnership.Slice;
import org.heeded.report.page.Block;
import org.heeded.report.page.Ink;
import org.heeded.report.page.OverTime;
import org.heeded.report.page.Range;
import org.heeded.report.page.Section;
import org.heeded.stats.Estimate;

/** How rates and ideas changed from quarter to quarter, and what happened meanwhile. */
final class TimeSection {

    /** So many milestones are named one by one; more are counted by quarter. */
    private static final int NAMED = 8;

    private static final int LONGEST = 20;
    private static final int LISTED = 100;
    private static final int WHAT = 60;
    private static final int ENGAGEMENT = 22;
    private static final double IDEAS_HEIGHT = 80;

    private final Words words;
    private final MixedPolicy mixed;
    private final Quarters quarters;
    private final List<Investment.Milestone> milestones;

    private TimeSection(PartnershipReport report, Words words) {
        this.words = words;
        this.mixed = report.plan().mixed();
        this.quarters = Quarters.of(report);
        this.milestones = report.investment().milestones();
    }

    static Optional<Section> of(PartnershipReport report, Words words) {
        TimeSection section = new TimeSection(report, words);
        return section.quarters.all().isEmpty()
                ? Optional.empty()
                : Optional.of(new Section("time", words.say("time.question"), List.of(), section.blocks()));
    }

    private List<Block> blocks() {
        List<OverTime.Panel> panels = new ArrayList<>();
        panels.add(OverTime.Panel.rates(
                words.say("time.heed"),
                List.of(line("time.followed", Ink.FOLLOWED, slice -> Optional.of(slice.heedRate())))));
        panels.add(OverTime.Panel.rates(
                words.say("time.failed"),
                List.of(
                        line("time.followed", Ink.FOLLOWED, risk(Arm.FOLLOWED)),
                        line("time.overridden", Ink.OVERRIDDEN, risk(Arm.OVERRIDDEN)))));
        ideas().ifPresent(panels::add);
        OverTime plot = new OverTime(
                quarters.all().stream()
                        .map(q -> words.quarter(q.key()).replace(' ', '\u00a0'))
                        .toList(),
                panels,
                flags(),
                words::decimal);
        List<Block> blocks = new ArrayList<>();
        blocks.add(plot.plot("quarters", words.say("time.title"), words.say("time.description"), table()));
        if (!milestones.isEmpty()) {
            blocks.add(new Block.Folded(words.say("time.listed"), List.of(listed())));
        }
        return blocks;
    }

    private OverTime.Line line(String name, Ink ink, Function<Slice, Optional<Estimate>> rate) {
        return new OverTime.Line(
                words.say(name),
                ink,
                quarters.all().stream()
                        .map(q -> q.slice().flatMap(rate).flatMap(estimate -> Axes.range(estimate, 100)))
                        .toList());
    }

    private static Function<Slice, Optional<Estimate>> risk(Arm arm) {
        return slice -> Optional.ofNullable(slice.risk().get(arm));
    }

    private Optional<OverTime.Panel> ideas() {
        double highest = quarters.all().stream()
                .flatMap(q -> q.aMonth(q.ideas()).stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        if (highest == 0) {
            return Optional.empty();
        }
        List<OverTime.Note> notes = quarters.dried().stream()
                .map(i -> new OverTime.Note(i, aMonth(i), words.say("time.dried")))
                .toList();
        return Optional.of(new OverTime.Panel(
                words.say("time.ideas"),
                highest,
                IDEAS_HEIGHT,
                List.of(
                        ideas("time.all", Ink.PLAIN, Quarters.Quarter::ideas),
                        ideas("time.unprompted", Ink.ORDERED, Quarters.Quarter::unprompted)),
                notes));
    }

    private double aMonth(int i) {
        Quarters.Quarter quarter = quarters.all().get(i);
        return quarter.aMonth(quarter.ideas()).orElse(0.0);
    }

    private OverTime.Line ideas(String name, Ink ink, Function<Quarters.Quarter, Long> count) {
        return new OverTime.Line(
                words.say(name),
                ink,
                quarters.all().stream()
                        .map(q -> q.aMonth(count.apply(q)).map(value -> new Range(value, value, value)))
                        .toList());
    }

    private List<OverTime.Milestone> flags() {
        List<OverTime.Milestone> flags = new ArrayList<>();
        SortedMap<Integer, Integer> counts = new TreeMap<>();
        for (Investment.Milestone milestone : milestones) {
            quarters.at(milestone.day()).ifPresent(at -> {
                flags.add(new OverTime.Milestone(at, what(milestone)));
                counts.merge(at.intValue(), 1, Integer::sum);
            });
        }
        if (flags.size() <= NAMED) {
            return flags;
        }
        return counts.entrySet().stream()
                .map(e -> new OverTime.Milestone(e.getKey() + 0.5, words.say("time.milestones", e.getValue())))
                .toList();
    }

    private String what(Investment.Milestone milestone) {
        return milestone.what().map(what -> Words.plain(what, WHAT)).orElse(words.say("time.milestone"));
    }

    private Block.Table table() {
        List<Block.Row> rows = quarters.all().stream()
                .map(q -> Block.Row.of(
                        words.quarter(q.key()),
                        q.slice()
                                .map(s -> words.share(
                                        s.heed().followed(), s.heed().decided()))
                                .orElse(words.say("nothing")),
                        failures(q, Arm.OVERRIDDEN),
                        failures(q, Arm.FOLLOWED),
                        q.aMonth(q.ideas()).map(n -> words.decimal(n, 1)).orElse(words.say("nothing"))))
                .toList();
        return new Block.Table(
                List.of(
                        words.say("time.head.quarter"),
                        words.say("time.head.heed"),
                        words.say("time.head.failedOverridden"),
                        words.say("time.head.failedFollowed"),
                        words.say("time.head.ideas")),
                rows,
                LONGEST,
                rows.size());
    }

    private String failures(Quarters.Quarter quarter, Arm arm) {
        return quarter.slice()
                .map(slice -> words.failures(slice.table().of(arm), mixed))
                .orElse(words.say("nothing"));
    }

    private Block.Table listed() {
        return new Block.Table(
                List.of(words.say("time.head.day"), words.say("time.head.engagement"), words.say("time.head.what")),
                milestones.stream()
                        .limit(LISTED)
                        .map(m -> Block.Row.of(
                                words.day(FormatStyle.MEDIUM, m.day()),
                                Words.plain(m.engagement(), ENGAGEMENT),
                                what(m)))
                        .toList(),
                LONGEST,
                milestones.size());
    }
}
