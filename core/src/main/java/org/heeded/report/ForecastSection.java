package org.heeded.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.heeded.model.Side;
import org.heeded.partnership.Forecasts;
import org.heeded.partnership.PartnershipReport;
import org.heeded.report.page.Block;
import org.heeded.report.page.Calibration;
import org.heeded.report.page.Ink;
import org.heeded.report.page.Section;

/** How good forecasts were, and whose were nearer. */
final class ForecastSection {

    private final PartnershipReport report;
    private final Words words;

    private ForecastSection(PartnershipReport report, Words words) {
        this.report = report;
        this.words = words;
    }

    static Optional<Section> of(PartnershipReport report, Words words) {
        ForecastSection section = new ForecastSection(report, words);
        List<Block> blocks = section.blocks();
        return blocks.isEmpty()
                ? Optional.empty()
                : Optional.of(new Section("forecasts", words.say("forecasts.question"), List.of(), blocks));
    }

    private List<Block> blocks() {
        Forecasts forecasts = report.forecasts();
        List<Forecasts.Scores> scored = forecasts.bySide().stream()
                .filter(s -> !s.calibration().isEmpty())
                .toList();
        List<Block> blocks = new ArrayList<>();
        if (!scored.isEmpty()) {
            blocks.add(plot(scored));
            blocks.add(scores(scored));
        }
        Forecasts.ValueAdded added = forecasts.overrideValueAdded();
        if (added.marketerNearer() + added.clientNearer() + added.ties() > 0) {
            blocks.add(Block.Prose.of(
                    words.say("forecasts.nearer", added.marketerNearer(), added.clientNearer(), added.ties())));
        }
        if (forecasts.afterwards() > 0) {
            blocks.add(Block.Prose.of(words.say("forecasts.afterwards", forecasts.afterwards())));
        }
        return blocks;
    }

    private String name(Side side) {
        return words.say(side == Side.CLIENT ? "theClient" : "theMarketer");
    }

    private Block.Plot plot(List<Forecasts.Scores> scored) {
        List<Calibration.Line> lines = new ArrayList<>();
        List<Block.Row> rows = new ArrayList<>();
        for (Forecasts.Scores scores : scored) {
            List<Calibration.Point> points = new ArrayList<>();
            for (Forecasts.Calibration c : scores.calibration()) {
                Axes.range(c.observed(), 100)
                        .ifPresent(observed ->
                                points.add(new Calibration.Point(c.probability() * 100, observed, c.forecasts())));
                rows.add(Block.Row.of(
                        name(scores.side()),
                        words.percent(c.probability()),
                        words.of(c.met(), c.forecasts()),
                        words.rate(c.observed())));
            }
            // what the client expected is of the client's own way: the accent
            lines.add(new Calibration.Line(
                    name(scores.side()), scores.side() == Side.CLIENT ? Ink.OVERRIDDEN : Ink.FOLLOWED, points));
        }
        Block.Table table = new Block.Table(
                List.of(
                        words.say("forecasts.side"),
                        words.say("forecasts.forecast"),
                        words.say("forecasts.met"),
                        words.say("forecasts.rate")),
                rows);
        return new Calibration(words.say("forecasts.across"), words.say("forecasts.up"), lines, words::decimal)
                .plot("calibration", words.say("forecasts.title"), words.say("forecasts.description"), table);
    }

    private Block.Table scores(List<Forecasts.Scores> scored) {
        return new Block.Table(
                List.of(
                        words.say("forecasts.side"),
                        words.say("forecasts.brier"),
                        words.say("forecasts.miscalibration"),
                        words.say("forecasts.discrimination")),
                scored.stream()
                        .map(s -> Block.Row.of(
                                name(s.side()),
                                words.figure(s.brier(), 1, 3),
                                words.value(s.miscalibration(), 3),
                                words.value(s.discrimination(), 3)))
                        .toList());
    }
}
