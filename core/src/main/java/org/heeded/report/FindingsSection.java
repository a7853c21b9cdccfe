package org.heeded.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.heeded.partnership.Finding;
import org.heeded.partnership.PartnershipReport;
import org.heeded.report.page.Block;
import org.heeded.report.page.Section;

/** What stands out: the claims that survive their test, whichever side they favour, and all the others below. */
final class FindingsSection {

    private static final int FIRST = 3;
    private static final int KEY = 40;

    /** Claims of which the size is not a difference of two shares. */
    private static final String IDEAS = "ideas-dry-up";

    /** What both sides should not read as a reproach. */
    static final Set<String> NOT_SHARED = Set.of("marketer-blamed", "specialist-refused", "specialist-failed");

    private FindingsSection() {}

    static Section of(PartnershipReport report, Words words) {
        List<Finding> findings = report.findings().stream()
                .filter(f -> !words.shared() || !NOT_SHARED.contains(f.id()))
                .toList();
        // the primary claim as it is, the others with intervals that allow for their having been picked
        List<Finding> stated = Stream.concat(
                        report.findings().stream().limit(1).filter(Finding::stated),
                        report.standingOut().stream().filter(f -> !words.shared() || !NOT_SHARED.contains(f.id())))
                .toList();
        List<Block> answer = new ArrayList<>();
        if (stated.isEmpty()) {
            answer.add(Block.Prose.of(words.say("findings.none", findings.size())));
        }
        for (Finding finding : stated.subList(0, Math.min(FIRST, stated.size()))) {
            answer.add(new Block.Prose(
                    List.of(
                            new Block.Run(words.say("verdict." + name(finding)) + ": ", true),
                            new Block.Run(
                                    words.say(
                                            "findings.stated",
                                            statement(finding, words),
                                            size(finding, words),
                                            finding.n()),
                                    false)),
                    List.of()));
        }
        List<Block.Row> rows = findings.stream()
                .map(f -> Block.Row.of(
                        statement(f, words),
                        words.say("verdict." + name(f)),
                        size(f, words),
                        words.count(f.n()),
                        f.adjustedP().isPresent() ? words.pValue(f.adjustedP().getAsDouble()) : words.say("nothing")))
                .toList();
        Block all = new Block.Folded(
                words.say("findings.all", findings.size()),
                List.of(new Block.Table(
                        List.of(
                                words.say("findings.claim"),
                                words.say("findings.verdict"),
                                words.say("findings.size"),
                                words.say("findings.n"),
                                words.say("findings.p")),
                        rows)));
        return new Section(
                "findings", words.say("findings.question"), answer, findings.isEmpty() ? List.of() : List.of(all));
    }

    private static String name(Finding finding) {
        return finding.verdict().name().toLowerCase(Locale.ROOT);
    }

    /** The claims of the library by their names; those of a user's own lenses by what they compare. */
    private static String statement(Finding finding, Words words) {
        return finding.slices()
                .filter(slices -> !words.has("finding." + finding.id()))
                .map(s -> words.say(
                        "finding.own",
                        words.lens(s.lens()),
                        words.key(s.lens(), s.first(), KEY),
                        words.say("measure."
                                + s.measure().name().toLowerCase(Locale.ROOT).replace('_', '-')),
                        words.key(s.lens(), s.second(), KEY)))
                .orElseGet(() -> words.say("finding." + finding.id()));
    }

    private static String size(Finding finding, Words words) {
        return finding.id().equals(IDEAS) ? words.figure(finding.estimate(), 1, 2) : words.per100(finding.estimate());
    }
}
