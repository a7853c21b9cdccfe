package org.heeded.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.heeded.dossier.Arm;
import org.heeded.dossier.Result;
import org.heeded.model.Responsible;
import org.heeded.model.Side;
import org.heeded.partnership.PartnershipReport;
import org.heeded.partnership.Responsibility;
import org.heeded.report.page.Block;
import org.heeded.report.page.Section;
import org.heeded.stats.Estimate;

/**
 * What each side said about responsibility for what failed: claims, not findings. The page for both sides shows only what
 * both recorded.
 */
final class ResponsibilitySection {

    private static final List<Arm> ARMS = List.of(Arm.OVERRIDDEN, Arm.FOLLOWED, Arm.ORDERED);

    private final Responsibility figures;
    private final Words words;

    private ResponsibilitySection(PartnershipReport report, Words words) {
        this.figures = report.responsibility();
        this.words = words;
    }

    static Section of(PartnershipReport report, Words words) {
        ResponsibilitySection section = new ResponsibilitySection(report, words);
        return new Section("responsibility", words.say("responsibility.question"), section.answer(), section.detail());
    }

    private List<Block> answer() {
        List<Block.Row> rows = new ArrayList<>();
        for (Arm arm : ARMS) {
            for (Side side : List.of(Side.CLIENT, Side.MARKETER)) {
                long all = named(arm, side, List.of(Responsible.values()));
                if (all > 0) {
                    rows.add(Block.Row.of(
                            words.say("responsibility." + name(arm), sideOf(side)),
                            words.count(named(arm, side, List.of(Responsible.MARKETER))),
                            words.count(named(arm, side, List.of(Responsible.CLIENT))),
                            words.count(named(arm, side, List.of(Responsible.SHARED))),
                            words.count(named(arm, side, List.of(Responsible.EXTERNAL)))));
                }
            }
        }
        if (rows.isEmpty()) {
            return List.of(Block.Prose.of(words.say("responsibility.none")));
        }
        return List.of(
                Block.Prose.of(words.say("responsibility.claims")),
                new Block.Table(
                        List.of(
                                words.say("responsibility.head"),
                                words.say("theMarketer"),
                                words.say("theClient"),
                                words.say("responsibility.shared"),
                                words.say("responsibility.external")),
                        rows));
    }

    private String sideOf(Side side) {
        return words.say(side == Side.CLIENT ? "theClient" : "theMarketer");
    }

    private static String name(Arm arm) {
        return arm.name().toLowerCase(Locale.ROOT);
    }

    /** How often a side named one of some for a failure after a choice. */
    private long named(Arm arm, Side side, List<Responsible> whom) {
        return figures.claims().stream()
                .filter(c -> c.arm() == arm && c.result() == Result.FAILURE && whom.contains(c.responsible()))
                .filter(c -> c.side().filter(s -> s == side).isPresent())
                .filter(c -> c.bothSides() || !words.shared())
                .mapToLong(Responsibility.Claims::n)
                .sum();
    }

    private List<Block> detail() {
        List<Block> blocks = new ArrayList<>();
        List<Block.Row> rows = figures.failures().stream()
                .filter(f -> ARMS.contains(f.arm()))
                .filter(f -> f.byBoth() + f.byClient() + f.byMarketer() + f.unclaimed() > 0)
                .map(this::failures)
                .toList();
        if (!rows.isEmpty()) {
            List<String> heads = words.shared()
                    ? List.of(
                            words.say("responsibility.failures"),
                            words.say("responsibility.byBoth"),
                            words.say("responsibility.notByBoth"))
                    : List.of(
                            words.say("responsibility.failures"),
                            words.say("responsibility.byBoth"),
                            words.say("responsibility.onlyClient"),
                            words.say("responsibility.onlyMarketer"),
                            words.say("responsibility.byNobody"));
            blocks.add(new Block.Table(heads, rows));
        }
        if (!words.shared() && figures.marketerBlamed().riskDifference() instanceof Estimate.Interval) {
            blocks.add(Block.Prose.of(words.say(
                    "responsibility.blamed",
                    words.of(
                            figures.marketerBlamed().table().events1(),
                            figures.marketerBlamed().table().n1()),
                    words.of(
                            figures.marketerBlamed().table().events2(),
                            figures.marketerBlamed().table().n2()),
                    words.per100(figures.marketerBlamed().riskDifference()))));
        }
        return blocks;
    }

    private Block.Row failures(Responsibility.Failures f) {
        String arm = words.say("arm." + name(f.arm()));
        return words.shared()
                ? Block.Row.of(arm, words.count(f.byBoth()), words.count(f.byClient() + f.byMarketer() + f.unclaimed()))
                : Block.Row.of(
                        arm,
                        words.count(f.byBoth()),
                        words.count(f.byClient()),
                        words.count(f.byMarketer()),
                        words.count(f.unclaimed()));
    }
}
