package org.heeded.report;

import java.util.List;
import java.util.Optional;
import org.heeded.partnership.Lens;
import org.heeded.partnership.PartnershipReport;
import org.heeded.partnership.Slice;
import org.heeded.report.page.Block;
import org.heeded.report.page.PortfolioMap;
import org.heeded.report.page.Section;

/** All clients on one map: how much advice each follows against what came after overrides. Internal. */
final class MapSection {

    private static final int KEY = 40;

    private MapSection() {}

    static Optional<Section> of(PartnershipReport report, Words words) {
        List<Slice> clients = report.lenses().getOrDefault(Lens.CLIENT.name(), List.of());
        List<PortfolioMap.Point> points = clients.stream()
                .flatMap(slice -> Axes.range(slice.heedRate(), 100).stream()
                        .flatMap(heed -> Axes.range(slice.contrast().riskDifference(), 100).stream()
                                .map(difference ->
                                        new PortfolioMap.Point(Words.plain(slice.key(), KEY), heed, difference))))
                .toList();
        if (points.size() < 2) {
            return Optional.empty();
        }
        Block.Table table = new Block.Table(
                List.of(words.say("map.head"), words.say("map.heed"), words.say("map.difference")),
                clients.stream()
                        .map(slice -> Block.Row.of(
                                Words.plain(slice.key(), KEY),
                                words.rate(slice.heedRate()),
                                words.per100(slice.contrast().riskDifference())))
                        .toList());
        PortfolioMap map = new PortfolioMap(
                words.say("map.across"),
                words.say("map.up"),
                List.of(
                        words.say("map.topLeft"),
                        words.say("map.topRight"),
                        words.say("map.bottomLeft"),
                        words.say("map.bottomRight")),
                points,
                words::decimal);
        return Optional.of(new Section(
                "map",
                words.say("map.question"),
                List.of(),
                List.of(map.plot("map", words.say("map.title"), words.say("map.description", points.size()), table))));
    }
}
