package org.heeded.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.heeded.dossier.Arm;
import org.heeded.model.Money;
import org.heeded.partnership.Growth;
import org.heeded.partnership.ManyClients;
import org.heeded.partnership.Monitor;
import org.heeded.partnership.PartnershipPays;
import org.heeded.partnership.PartnershipReport;
import org.heeded.partnership.RelativeValue;
import org.heeded.report.page.Block;
import org.heeded.report.page.Section;
import org.heeded.stats.Estimate;

/** What partnership is worth: growth, good marketers, many clients beside each other, and the running alarm. */
final class PartnersSection {

    private static final int KEY = 40;
    private static final int LONGEST = 20;

    private final PartnershipReport report;
    private final Words words;
    private final List<Block> blocks = new ArrayList<>();

    private PartnersSection(PartnershipReport report, Words words) {
        this.report = report;
        this.words = words;
    }

    static Optional<Section> of(PartnershipReport report, Words words) {
        PartnersSection section = new PartnersSection(report, words);
        section.growth();
        section.goodMarketer();
        section.monitor();
        if (!words.shared()) {
            section.pays();
            section.manyClients();
            section.relativeValue();
        }
        return section.blocks.isEmpty()
                ? Optional.empty()
                : Optional.of(new Section("partners", words.say("partners.question"), List.of(), section.blocks));
    }

    private void growth() {
        List<Block.Row> rows = new ArrayList<>();
        for (Growth.OfMetric metric : report.growth().metrics()) {
            rows.add(Block.Row.of(
                    Words.plain(metric.metric(), KEY), typical(metric, Arm.FOLLOWED), typical(metric, Arm.OVERRIDDEN)));
        }
        if (!rows.isEmpty()) {
            blocks.add(new Block.Table(
                    List.of(words.say("partners.growth"), words.say("time.followed"), words.say("time.overridden")),
                    rows,
                    LONGEST,
                    rows.size()));
        }
    }

    private String typical(Growth.OfMetric metric, Arm arm) {
        return Optional.ofNullable(metric.arms().get(arm))
                .map(t -> words.say("partners.typical", words.figure(t.median(), 100, 0), t.n()))
                .orElse(words.say("noData"));
    }

    private void goodMarketer() {
        List<Block.Row> rows = new ArrayList<>();
        report.goodMarketer()
                .thirds()
                .forEach((third, standing) -> rows.add(Block.Row.of(
                        words.say("partners.third." + third.name().toLowerCase(Locale.ROOT)),
                        words.failures(
                                standing.table().of(Arm.FOLLOWED), report.plan().mixed()),
                        words.failures(
                                standing.table().of(Arm.OVERRIDDEN),
                                report.plan().mixed()),
                        words.per100Or(standing.contrast().riskDifference()))));
        if (!rows.isEmpty()) {
            blocks.add(new Block.Table(
                    List.of(
                            words.say("partners.record"),
                            words.say("lenses.failedFollowed"),
                            words.say("lenses.failedOverridden"),
                            words.say("lenses.difference")),
                    rows));
        }
    }

    private void monitor() {
        Monitor.Watch all = report.overrideToFailure().monitor().all();
        if (all.riskDifference() instanceof Estimate.Interval) {
            blocks.add(Block.Prose.of(words.say("partners.monitor", words.per100(all.riskDifference()))
                    + " "
                    + all.alarm()
                            .map(at -> words.say(
                                    "partners.alarm",
                                    words.day(at, report.plan().zone())))
                            .orElse(words.say("partners.noAlarm"))));
        }
    }

    private void pays() {
        PartnershipPays.Association failure = report.partnershipPays().failure();
        if (!(failure.tau() instanceof Estimate.Undefined)) {
            blocks.add(
                    Block.Prose.of(words.say("partners.pays", failure.engagements(), words.value(failure.tau(), 2))));
        }
    }

    private void manyClients() {
        ManyClients many = report.manyClients();
        if (many.meanFailure().isEmpty()) {
            return;
        }
        List<Block.Row> rows = many.clients().stream()
                .map(c -> Block.Row.of(
                        Words.plain(c.client().value(), KEY),
                        words.of(c.table().events1(), c.table().n1()),
                        words.rate(c.failureAfterOverride()),
                        words.rate(c.heedRate()),
                        c.adjustedP().isPresent() ? words.pValue(c.adjustedP().getAsDouble()) : words.say("nothing")))
                .toList();
        blocks.add(new Block.Folded(
                words.say("partners.many"),
                List.of(
                        Block.Prose.of(words.say("partners.shrunk")),
                        new Block.Table(
                                List.of(
                                        words.say("client"),
                                        words.say("lenses.failedOverridden"),
                                        words.say("partners.shrunkRate"),
                                        words.say("partners.shrunkHeed"),
                                        words.say("findings.p")),
                                rows,
                                LONGEST,
                                rows.size()))));
    }

    private void relativeValue() {
        List<RelativeValue> values = report.relativeValue();
        if (values.isEmpty()) {
            return;
        }
        List<Block.Row> rows = values.stream()
                .map(v -> Block.Row.of(
                        Words.plain(v.marketer().value(), KEY),
                        role(v),
                        stake(v),
                        value(v.value()),
                        value(v.peerValue()),
                        words.value(v.atPeersHeed(), 2)))
                .toList();
        blocks.add(new Block.Folded(
                words.say("partners.value"),
                List.of(
                        Block.Prose.of(words.say("partners.valueIs")),
                        new Block.Table(
                                List.of(
                                        words.say("marketer"),
                                        words.say("lenses.role"),
                                        words.say("partners.stake"),
                                        words.say("partners.v"),
                                        words.say("partners.peers"),
                                        words.say("partners.atPeersHeed")),
                                rows,
                                LONGEST,
                                rows.size()))));
    }

    private String role(RelativeValue value) {
        return value.role()
                .map(role -> words.sayOr("key.role." + role.toLowerCase(Locale.ROOT), Words.plain(role, KEY)))
                .orElse(words.say("notGiven"));
    }

    private String value(Estimate value) {
        return value instanceof Estimate.Undefined undefined
                ? words.because(undefined.reason())
                : words.figure(value, 1, 2);
    }

    private String stake(RelativeValue value) {
        List<String> amounts = new ArrayList<>();
        for (var stake : value.stake().entrySet()) {
            BigDecimal amount = stake.getValue();
            amounts.add(words.money(Money.of(amount, stake.getKey())));
        }
        return amounts.isEmpty() ? words.say("nothing") : String.join(" + ", amounts);
    }
}
