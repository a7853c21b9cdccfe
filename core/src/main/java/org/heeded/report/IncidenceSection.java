package org.heeded.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heeded.dossier.Arm;
import org.heeded.partnership.PartnershipReport;
import org.heeded.partnership.TimeToFailure;
import org.heeded.report.page.Block;
import org.heeded.report.page.Incidence;
import org.heeded.report.page.Ink;
import org.heeded.report.page.Section;
import org.heeded.stats.Estimate;
import org.heeded.stats.TestResult;

/** When failures came after the decision. */
final class IncidenceSection {

    private static final List<Arm> DRAWN = List.of(Arm.OVERRIDDEN, Arm.FOLLOWED);

    private IncidenceSection() {}

    static Optional<Section> of(PartnershipReport report, Words words) {
        TimeToFailure figures = report.overrideToFailure().timeToFailure();
        List<Incidence.Curve> curves = new ArrayList<>();
        List<Block.Row> rows = new ArrayList<>();
        for (Arm arm : DRAWN) {
            Optional.ofNullable(figures.arms().get(arm)).ifPresent(curve -> {
                String name = words.say(arm == Arm.OVERRIDDEN ? "time.overridden" : "time.followed");
                List<Incidence.Step> steps = steps(curve);
                if (!steps.isEmpty()) {
                    curves.add(new Incidence.Curve(name, arm == Arm.OVERRIDDEN ? Ink.OVERRIDDEN : Ink.FOLLOWED, steps));
                    curve.points()
                            .forEach(p -> rows.add(Block.Row.of(
                                    name,
                                    words.decimal(p.days(), 0),
                                    words.rate(p.incidence()),
                                    words.count(p.atRisk()))));
                }
            });
        }
        if (curves.isEmpty()) {
            return Optional.empty();
        }
        Block.Table table = new Block.Table(
                List.of(
                        words.say("incidence.arm"),
                        words.say("incidence.days"),
                        words.say("incidence.failed"),
                        words.say("incidence.atRisk")),
                rows,
                20,
                rows.size());
        Block plot = new Incidence(words.say("incidence.axis"), words.say("incidence.atRisk"), curves, words::decimal)
                .plot("incidence", words.say("incidence.title"), words.say("incidence.description"), table);
        Block tests = new Block.Folded(words.say("expert"), List.of(expert(figures, words)));
        return Optional.of(new Section("incidence", words.say("incidence.question"), List.of(), List.of(plot, tests)));
    }

    /** The points that have limits: a curve is drawn as far as something is known of it. */
    private static List<Incidence.Step> steps(TimeToFailure.Curve curve) {
        List<Incidence.Step> steps = new ArrayList<>();
        for (TimeToFailure.Point point : curve.points()) {
            Axes.range(point.incidence(), 100)
                    .ifPresent(range -> steps.add(new Incidence.Step(point.days(), range, point.atRisk())));
        }
        return steps;
    }

    private static Block.Table expert(TimeToFailure figures, Words words) {
        List<Block.Row> rows = new ArrayList<>();
        for (Map.Entry<Arm, TimeToFailure.Curve> arm : figures.arms().entrySet()) {
            if (DRAWN.contains(arm.getKey()) && !(arm.getValue().medianDays() instanceof Estimate.Undefined)) {
                rows.add(Block.Row.of(
                        words.say(
                                "incidence.median",
                                words.say(arm.getKey() == Arm.OVERRIDDEN ? "time.overridden" : "time.followed")),
                        words.days(arm.getValue().medianDays())));
            }
        }
        rows.add(Block.Row.of(words.say("incidence.logRank"), test(figures.logRank(), words)));
        rows.add(Block.Row.of(words.say("incidence.gray"), test(figures.gray(), words)));
        return new Block.Table(List.of(), rows);
    }

    private static String test(TestResult test, Words words) {
        return test instanceof TestResult.Computed computed
                ? words.pValue(computed.pValue())
                : words.because(((TestResult.Undefined) test).reason());
    }
}
