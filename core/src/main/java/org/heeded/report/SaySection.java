package org.heeded.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.heeded.partnership.AnalysisPlan;
import org.heeded.partnership.MarketerSide;
import org.heeded.partnership.PartnershipReport;
import org.heeded.partnership.Say;
import org.heeded.report.page.Block;
import org.heeded.report.page.Ink;
import org.heeded.report.page.Intervals;
import org.heeded.report.page.Section;
import org.heeded.stats.Estimate;

/** Who had how much say: the index with its signals, or what it needs. */
final class SaySection {

    private final Say say;
    private final AnalysisPlan plan;
    private final MarketerSide marketer;
    private final Words words;

    private SaySection(PartnershipReport report, Words words) {
        this.say = report.say();
        this.plan = report.plan();
        this.marketer = report.marketerSide();
        this.words = words;
    }

    static Section of(PartnershipReport report, Words words) {
        SaySection section = new SaySection(report, words);
        return new Section("say", words.say("say.question"), section.answer(), section.detail());
    }

    private List<Block> answer() {
        List<Block> blocks = new ArrayList<>();
        if (say.index() instanceof Estimate.Interval index) {
            blocks.add(Block.Prose.of(words.say(
                    "say.index",
                    words.say("say.label." + say.label().name().toLowerCase(Locale.ROOT)),
                    index(index),
                    say.decided())));
        } else {
            blocks.add(Block.Prose.of(words.say("say.notEnough", String.join(", ", missing()))));
        }
        if (!say.signals().isEmpty()) {
            blocks.add(table());
        }
        return blocks;
    }

    /** What the index lacks of decided advice and of signals that count. */
    private List<String> missing() {
        List<String> missing = new ArrayList<>();
        long decided = plan.floors().decided() - say.decided();
        if (decided > 0) {
            missing.add(words.say("say.needsDecided", decided));
        }
        long signals = plan.floors().signals()
                - say.signals().stream()
                        .filter(s -> plan.signalWeights()
                                        .getOrDefault(s.signal(), BigDecimal.ZERO)
                                        .signum()
                                > 0)
                        .count();
        if (signals > 0) {
            missing.add(words.say("say.needsSignals", signals));
        }
        return missing;
    }

    private String index(Estimate index) {
        return words.figure(index, 1, 2);
    }

    private Block.Table table() {
        return new Block.Table(
                List.of(words.say("say.head"), words.say("say.counts"), words.say("say.share")),
                say.signals().stream()
                        .map(s -> Block.Row.of(name(s), words.of(s.part(), s.whole()), words.figure(s.share(), 1, 2)))
                        .toList());
    }

    private String name(Say.SignalValue signal) {
        return words.say("signal." + signal.signal().name().toLowerCase(Locale.ROOT));
    }

    private List<Block> detail() {
        List<Block> blocks = new ArrayList<>();
        if (!say.signals().isEmpty()) {
            List<Intervals.Row> rows = new ArrayList<>();
            for (Say.SignalValue signal : say.signals()) {
                rows.add(new Intervals.Row(
                        name(signal),
                        List.of(words.of(signal.part(), signal.whole())),
                        Axes.range(signal.share(), 1),
                        words.figure(signal.share(), 1, 2),
                        Ink.PLAIN));
            }
            if (say.index() instanceof Estimate.Interval index) {
                rows.add(new Intervals.Row(
                        words.say("say.indexRow"), List.of(""), Axes.range(index, 1), index(index), Ink.POOLED));
            }
            blocks.add(new Intervals(
                            List.of(new Intervals.Head(words.say("say.counts"), Ink.QUIET)),
                            rows,
                            new Axes(words).share(words.say("say.axis")),
                            "")
                    .plot("signals", words.say("say.title"), words.say("say.description"), table()));
        }
        blocks.add(Block.Prose.of(words.say("say.noGrade")));
        List<Block.Row> own = new ArrayList<>();
        own(own, "say.reported", marketer.reported());
        own(own, "say.forecast", marketer.forecast());
        own(own, "say.owned", marketer.owned());
        if (!own.isEmpty()) {
            blocks.add(new Block.Folded(
                    words.say("say.marketerSide"), List.of(new Block.Table(List.of("", words.say("say.share")), own))));
        }
        return blocks;
    }

    private void own(List<Block.Row> rows, String key, Estimate share) {
        if (!(share instanceof Estimate.Undefined)) {
            rows.add(Block.Row.of(words.say(key), words.rate(share)));
        }
    }
}
