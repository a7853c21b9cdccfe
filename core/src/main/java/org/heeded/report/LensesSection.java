package org.heeded.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.heeded.dossier.Arm;
import org.heeded.partnership.Investment;
import org.heeded.partnership.PartnershipReport;
import org.heeded.partnership.RoleAndRemit;
import org.heeded.partnership.Slice;
import org.heeded.partnership.Within;
import org.heeded.report.page.Block;
import org.heeded.report.page.Section;
import org.heeded.stats.Estimate;

/** What else the log was asked: bold ideas, grounding, whether ideas dry up, whether channels are connected, and more. */
final class LensesSection {

    private static final int KEY = 40;
    private static final int CHANNEL = 16;
    private static final int MONTHS = 12;

    private final PartnershipReport report;
    private final Words words;
    private final List<Block> blocks = new ArrayList<>();

    private LensesSection(PartnershipReport report, Words words) {
        this.report = report;
        this.words = words;
    }

    static Optional<Section> of(PartnershipReport report, Words words) {
        LensesSection section = new LensesSection(report, words);
        section.within();
        section.slices("grounding.goal", "goal", report.grounding().goal());
        section.slices("grounding.consulted", "consulted", report.grounding().consulted());
        section.slices("grounding.basis", "basis", report.grounding().basis());
        section.investment();
        if (!words.shared()) {
            section.slices("fit", "fit", report.fit());
            section.slices("remit", "remit", report.roleAndRemit().remit());
            section.roles();
            section.breadth();
            section.demand();
        }
        return section.blocks.isEmpty()
                ? Optional.empty()
                : Optional.of(new Section("lenses", words.say("lenses.question"), List.of(), section.blocks));
    }

    private void within() {
        List<Block.Row> rows = new ArrayList<>();
        within(rows, "lenses.noveltyRefused", report.noveltyGap().refused());
        within(rows, "lenses.noveltyFailed", report.noveltyGap().failed());
        within(rows, "lenses.spillover", report.spillover().failed());
        if (!rows.isEmpty()) {
            blocks.add(new Block.Table(
                    List.of(
                            words.say("lenses.head"),
                            words.say("lenses.first"),
                            words.say("lenses.second"),
                            words.say("lenses.difference")),
                    rows));
        }
    }

    private void within(List<Block.Row> rows, String key, Within within) {
        if (within.table().n() > 0) {
            rows.add(Block.Row.of(
                    words.say(key),
                    words.of(within.table().events1(), within.table().n1()),
                    words.of(within.table().events2(), within.table().n2()),
                    words.per100Or(within.riskDifference())));
        }
    }

    /** Slices that part the advice in more than one known way. */
    private void slices(String head, String lens, List<Slice> slices) {
        if (slices.stream()
                        .filter(s -> !s.key().isEmpty() && s.heed().decided() > 0)
                        .count()
                < 2) {
            return;
        }
        blocks.add(new Block.Table(
                List.of(
                        words.say("lenses." + head),
                        words.say("lenses.heed"),
                        words.say("lenses.failedFollowed"),
                        words.say("lenses.failedOverridden")),
                slices.stream()
                        .map(s -> Block.Row.of(
                                words.key(lens, s.key(), KEY),
                                words.share(s.heed().followed(), s.heed().decided()),
                                words.failures(
                                        s.table().of(Arm.FOLLOWED),
                                        report.plan().mixed()),
                                words.failures(
                                        s.table().of(Arm.OVERRIDDEN),
                                        report.plan().mixed())))
                        .toList()));
    }

    private void investment() {
        Investment investment = report.investment();
        if (!(investment.change() instanceof Estimate.Undefined)) {
            blocks.add(Block.Prose.of(words.say(
                    "lenses.dryUp",
                    investment.decisions(),
                    investment.overridden(),
                    words.value(investment.change(), 2))));
        }
        List<Investment.Month> months = investment.months();
        if (!months.isEmpty()) {
            List<Block.Row> rows = months.stream()
                    .skip(Math.max(0, months.size() - MONTHS))
                    .map(m -> Block.Row.of(
                            words.month(m.month()),
                            words.count(m.proposals()),
                            words.count(m.unprompted()),
                            words.count(m.outOfTheBox())))
                    .toList();
            blocks.add(new Block.Folded(
                    words.say("lenses.months"),
                    List.of(new Block.Table(
                            List.of(
                                    words.say("lenses.month"),
                                    words.say("lenses.proposals"),
                                    words.say("lenses.unprompted"),
                                    words.say("lenses.outOfTheBox")),
                            rows))));
        }
    }

    private void roles() {
        List<RoleAndRemit.Profile> profiles = report.roleAndRemit().profiles().stream()
                .filter(p -> p.role().isPresent())
                .toList();
        if (!profiles.isEmpty()) {
            blocks.add(new Block.Table(
                    List.of(words.say("lenses.role"), words.say("lenses.proposals"), words.say("lenses.strategic")),
                    profiles.stream()
                            .map(p -> Block.Row.of(
                                    words.key("role", p.role().orElse(""), KEY),
                                    words.count(p.proposals()),
                                    words.count(p.scope().getOrDefault("strategic", 0L))))
                            .toList()));
        }
    }

    private void breadth() {
        if (!report.breadth().marketers().isEmpty()) {
            blocks.add(new Block.Table(
                    List.of(
                            words.say("lenses.marketer"),
                            words.say("lenses.main"),
                            words.say("lenses.effective"),
                            words.say("lenses.heedInside"),
                            words.say("lenses.heedOutside")),
                    report.breadth().marketers().stream()
                            .map(m -> Block.Row.of(
                                    Words.plain(m.marketer().value(), KEY),
                                    words.key("main", m.main(), CHANNEL),
                                    words.decimal(m.effective(), 1),
                                    words.share(
                                            m.heedInside().followed(),
                                            m.heedInside().decided()),
                                    words.share(
                                            m.heedOutside().followed(),
                                            m.heedOutside().decided())))
                            .toList(),
                    20,
                    report.breadth().marketers().size()));
        }
    }

    private void demand() {
        if (!report.demand().depth().isEmpty()) {
            blocks.add(new Block.Table(
                    List.of(
                            words.say("lenses.channel"),
                            words.say("lenses.asked"),
                            words.say("lenses.proposals"),
                            words.say("lenses.atHome")),
                    report.demand().depth().stream()
                            .map(d -> Block.Row.of(
                                    Words.plain(d.channel(), KEY),
                                    words.count(report.demand().quarters().stream()
                                            .filter(q -> q.channel().equals(d.channel()))
                                            .mapToLong(q -> q.orders() + q.requested())
                                            .sum()),
                                    words.count(d.proposals()),
                                    words.count(d.atHome())))
                            .toList(),
                    20,
                    report.demand().depth().size()));
        }
    }
}
