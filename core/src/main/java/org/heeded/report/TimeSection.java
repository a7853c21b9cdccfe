package org.heeded.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.heeded.dossier.Arm;
import org.heeded.partnership.PartnershipReport;
import org.heeded.partnership.Slice;
import org.heeded.report.page.Block;
import org.heeded.report.page.Ink;
import org.heeded.report.page.OverTime;
import org.heeded.report.page.Section;

/** How the rates changed from quarter to quarter. */
final class TimeSection {

    private static final String QUARTER = "quarter";

    private TimeSection() {}

    static Optional<Section> of(PartnershipReport report, Words words) {
        List<Slice> quarters = report.lenses().getOrDefault(QUARTER, List.of()).stream()
                .filter(slice -> !slice.key().isEmpty())
                .toList();
        if (quarters.isEmpty()) {
            return Optional.empty();
        }
        List<String> names =
                quarters.stream().map(q -> q.key().replace('-', '\u00a0')).toList();
        OverTime plot = new OverTime(
                names,
                List.of(
                        new OverTime.Panel(
                                words.say("time.heed"),
                                List.of(new OverTime.Line(
                                        words.say("time.followed"),
                                        Ink.FOLLOWED,
                                        quarters.stream()
                                                .map(q -> Axes.range(q.heedRate(), 100))
                                                .toList()))),
                        new OverTime.Panel(
                                words.say("time.failed"),
                                List.of(
                                        line(words.say("time.followed"), Ink.FOLLOWED, quarters, Arm.FOLLOWED),
                                        line(words.say("time.overridden"), Ink.OVERRIDDEN, quarters, Arm.OVERRIDDEN)))),
                List.of(),
                words::decimal);
        List<Block.Row> rows = new ArrayList<>();
        for (int i = 0; i < quarters.size(); i++) {
            rows.add(Block.Row.of(
                    names.get(i),
                    words.share(
                            quarters.get(i).heed().followed(),
                            quarters.get(i).heed().decided()),
                    words.failures(
                            quarters.get(i).table().of(Arm.OVERRIDDEN),
                            report.plan().mixed()),
                    words.failures(
                            quarters.get(i).table().of(Arm.FOLLOWED),
                            report.plan().mixed())));
        }
        Block.Table table = new Block.Table(
                List.of(
                        words.say("time.head.quarter"),
                        words.say("time.head.heed"),
                        words.say("time.head.failedOverridden"),
                        words.say("time.head.failedFollowed")),
                rows);
        return Optional.of(new Section(
                "time",
                words.say("time.question"),
                List.of(),
                List.of(plot.plot("quarters", words.say("time.title"), words.say("time.description"), table))));
    }

    private static OverTime.Line line(String name, Ink ink, List<Slice> quarters, Arm arm) {
        return new OverTime.Line(
                name,
                ink,
                quarters.stream()
                        .map(q -> Optional.ofNullable(q.risk().get(arm)).flatMap(r -> Axes.range(r, 100)))
                        .toList());
    }
}
