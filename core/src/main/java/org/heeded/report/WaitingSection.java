package org.heeded.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.heeded.dossier.Waiting;
import org.heeded.model.Side;
import org.heeded.model.Text;
import org.heeded.partnership.PartnershipReport;
import org.heeded.report.page.Block;
import org.heeded.report.page.Section;
import org.heeded.stats.Estimate;

/** What is waiting, and on whom. */
final class WaitingSection {

    /** On a screen of text a list ends here; a page is longer. */
    private static final int LONGEST = 5;

    private static final int LONGEST_ON_PAGE = 100;
    private static final int TITLE = 100;
    private static final int ENGAGEMENT = 16;

    private WaitingSection() {}

    static Section of(PartnershipReport report, Words words) {
        PartnershipReport.WaitingList waiting = report.waiting();
        List<Block> answer = new ArrayList<>();
        List<Block> detail = new ArrayList<>();
        List<Block.Row> rows = new ArrayList<>();
        for (Waiting.Kind kind : Waiting.Kind.values()) {
            List<Waiting> items = waiting.of(kind);
            if (!items.isEmpty()) {
                String name = kind.name().toLowerCase(Locale.ROOT);
                String side = words.say(items.get(0).side() == Side.CLIENT ? "theClient" : "theMarketer");
                rows.add(Block.Row.of(
                        words.say("waiting." + name, side),
                        words.count(items.size()),
                        words.say("days", items.get(0).days())));
                detail.add(Block.Prose.of(words.say("waiting.list." + name, items.size(), side)));
                detail.add(list(items, words));
            }
        }
        if (rows.isEmpty()) {
            answer.add(Block.Prose.of(words.say("waiting.nothing")));
        } else {
            answer.add(new Block.Table(
                    List.of("", words.say("waiting.head.count"), words.say("waiting.head.longest")), rows));
        }
        List<Block.Row> medians = new ArrayList<>();
        median(medians, words.say("waiting.toDecide"), waiting.medianDaysToDecide(), words);
        median(medians, words.say("waiting.toLaunch"), waiting.medianDaysToLaunch(), words);
        median(medians, words.say("waiting.toReport"), waiting.medianDaysToReport(), words);
        if (!medians.isEmpty()) {
            answer.add(new Block.Table(List.of(), medians));
        }
        return new Section("waiting", words.say("waiting.question"), answer, detail);
    }

    private static Block.Table list(List<Waiting> items, Words words) {
        List<Block.Row> rows = items.stream()
                .limit(LONGEST_ON_PAGE)
                .map(item -> Block.Row.of(
                        Words.plain(title(item, words), TITLE),
                        Words.plain(item.engagement().value(), ENGAGEMENT),
                        words.say("days", item.days())))
                .toList();
        return new Block.Table(
                List.of(
                        words.say("waiting.head.title"),
                        words.say("waiting.head.engagement"),
                        words.say("waiting.head.days")),
                rows,
                LONGEST,
                items.size());
    }

    /** What waits by its title; by its id where that cannot be read. */
    private static String title(Waiting item, Words words) {
        String id = item.id().value();
        return item.title()
                .map(title -> title instanceof Text.Erased
                        ? words.say("waiting.erased", words.read(title), id)
                        : words.read(title))
                .orElse(id);
    }

    private static void median(List<Block.Row> rows, String what, Estimate days, Words words) {
        if (!(days instanceof Estimate.Undefined)) {
            rows.add(Block.Row.of(what, words.days(days)));
        }
    }
}
