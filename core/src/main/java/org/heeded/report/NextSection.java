package org.heeded.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.heeded.dossier.Arm;
import org.heeded.dossier.Waiting;
import org.heeded.partnership.ArmTable;
import org.heeded.partnership.Counts;
import org.heeded.partnership.PartnershipReport;
import org.heeded.report.page.Block;
import org.heeded.report.page.Section;

/** What worked, and what both sides could try next: how the shared page begins and ends. */
final class NextSection {

    private NextSection() {}

    /** What worked, whichever way was taken; nothing where nothing is known. */
    static List<Block> worked(PartnershipReport report, Words words) {
        List<String> sentences = new ArrayList<>();
        worked(report, Arm.FOLLOWED, "worked.followed", words).ifPresent(sentences::add);
        worked(report, Arm.OVERRIDDEN, "worked.overridden", words).ifPresent(sentences::add);
        return sentences.isEmpty() ? List.of() : List.of(Block.Prose.of(String.join(" ", sentences)));
    }

    private static Optional<String> worked(PartnershipReport report, Arm arm, String key, Words words) {
        Counts counts = report.overrideToFailure().table().of(arm);
        return counts.success() == 0
                ? Optional.empty()
                : Optional.of(words.say(
                        key,
                        "**" + words.count(counts.success()) + "**",
                        counts.known(),
                        words.percent(counts.success(), counts.known())));
    }

    static Section of(PartnershipReport report, Words words) {
        List<String> tries = new ArrayList<>();
        List<Waiting> advice = report.waiting().of(Waiting.Kind.ADVICE);
        if (!advice.isEmpty()) {
            tries.add(words.say(
                    "next.answer",
                    advice.size(),
                    words.say("days", advice.get(0).days())));
        }
        List<Waiting> outcomes = report.waiting().of(Waiting.Kind.OUTCOME);
        if (!outcomes.isEmpty()) {
            tries.add(words.say("next.report", outcomes.size()));
        }
        long known = 0;
        long judged = 0;
        long borrowed = 0;
        for (var yardstick : report.overrideToFailure().yardsticks().entrySet()) {
            long cases = known(yardstick.getValue());
            known += yardstick.getKey().isEmpty() ? 0 : cases;
            judged += yardstick.getKey().startsWith("judged") ? cases : 0;
            borrowed += yardstick.getKey().equals("borrowed") ? cases : 0;
        }
        if (judged > 0) {
            tries.add(words.say("next.criterion", judged, known));
        }
        if (borrowed > 0) {
            tries.add(words.say("next.alternative", borrowed));
        }
        if (report.flow().proposals().lapsed() > 0) {
            tries.add(words.say("next.lapsed", report.flow().proposals().lapsed()));
        }
        if (tries.isEmpty()) {
            tries.add(words.say("next.nothing"));
        }
        return new Section(
                "next",
                words.say("next.question"),
                tries.stream().map(words1 -> (Block) Block.Prose.of(words1)).toList(),
                List.of());
    }

    private static long known(ArmTable table) {
        return table.arms().values().stream().mapToLong(Counts::known).sum();
    }
}
