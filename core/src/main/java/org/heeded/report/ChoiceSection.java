package org.heeded.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.heeded.model.Decision;
import org.heeded.partnership.CaseFlow;
import org.heeded.partnership.PartnershipReport;
import org.heeded.report.page.Block;
import org.heeded.report.page.CaseDiagram;
import org.heeded.report.page.CaseDiagram.Line;
import org.heeded.report.page.CaseDiagram.Step;
import org.heeded.report.page.Ink;
import org.heeded.report.page.Section;

/** Whose choice was carried out, and where every case went. */
final class ChoiceSection {

    private static final List<Decision.Kind> DECIDED = List.of(
            Decision.Kind.FOLLOWED,
            Decision.Kind.DELEGATED,
            Decision.Kind.ADAPTED,
            Decision.Kind.OVERRIDDEN,
            Decision.Kind.DECLINED);

    private final CaseFlow.Proposals proposals;
    private final CaseFlow.Directives directives;
    private final Words words;

    private ChoiceSection(PartnershipReport report, Words words) {
        this.proposals = report.flow().proposals();
        this.directives = report.flow().directives();
        this.words = words;
    }

    static Section of(PartnershipReport report, Words words) {
        ChoiceSection section = new ChoiceSection(report, words);
        boolean empty = section.proposals.entered() + section.directives.given() == 0;
        return new Section(
                "choice",
                words.say("choice.question"),
                List.of(empty ? Block.Prose.of(words.say("choice.none")) : section.answer()),
                empty ? List.of() : List.of(section.diagram()));
    }

    private Block answer() {
        List<Block.Row> rows = new ArrayList<>();
        rows.add(Block.Row.of(words.say("choice.advice"), words.count(proposals.entered()), ""));
        for (Decision.Kind kind : DECIDED) {
            long count = proposals.decided(kind);
            if (count > 0) {
                rows.add(Block.Row.of(
                                words.say("choice." + name(kind)),
                                words.count(count),
                                words.percent(count, proposals.allDecided()))
                        .asPart()
                        .in(kind == Decision.Kind.OVERRIDDEN ? Ink.OVERRIDDEN : Ink.WORDS)
                        .bar((double) count / proposals.allDecided(), ink(kind)));
            }
        }
        part(rows, words.say("choice.notChosen"), proposals.notChosen());
        part(rows, words.say("choice.deferred"), proposals.deferred());
        part(rows, words.say("choice.lapsed"), proposals.lapsed());
        part(rows, words.say("choice.pending"), proposals.pending());
        part(rows, words.say("choice.withdrawn"), proposals.withdrawn());
        some(rows, words.say("choice.orders"), directives.given() - directives.answered());
        part(rows, words.say("choice.routine"), directives.routine());
        some(rows, words.say("choice.answered"), directives.answered());
        List<String> heads = proposals.allDecided() == 0
                ? List.of()
                : List.of("", "", words.say("choice.ofDecided", proposals.allDecided()));
        return new Block.Table(heads, rows);
    }

    private void some(List<Block.Row> rows, String what, long count) {
        if (count > 0) {
            rows.add(Block.Row.of(what, words.count(count), ""));
        }
    }

    private void part(List<Block.Row> rows, String what, long count) {
        if (count > 0) {
            rows.add(Block.Row.of(what, words.count(count), "").asPart());
        }
    }

    private static String name(Decision.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static Ink ink(Decision.Kind kind) {
        return switch (kind) {
            case OVERRIDDEN -> Ink.OVERRIDDEN;
            case FOLLOWED, DELEGATED -> Ink.FOLLOWED;
            default -> Ink.PLAIN;
        };
    }

    private Block.Plot diagram() {
        List<Line> decided = lines("flow.decided", proposals.allDecided());
        for (Decision.Kind kind : DECIDED) {
            line(
                    decided,
                    "flow." + name(kind),
                    proposals.decided(kind),
                    ink(kind) == Ink.OVERRIDDEN ? ink(kind) : Ink.WORDS);
        }
        List<Line> undecided = lines("flow.left", proposals.entered() - proposals.allDecided());
        line(undecided, "flow.pending", proposals.pending(), Ink.WORDS);
        line(undecided, "flow.lapsed", proposals.lapsed(), Ink.WORDS);
        line(undecided, "flow.deferred", proposals.deferred(), Ink.WORDS);
        line(undecided, "flow.notChosen", proposals.notChosen(), Ink.WORDS);
        line(undecided, "flow.withdrawn", proposals.withdrawn(), Ink.WORDS);
        List<Step> advice = List.of(
                new Step(lines("flow.advice", proposals.entered()), orNone(undecided)),
                new Step(decided, out(proposals.results())),
                new Step(in(proposals.results()), List.of()));

        long alone = directives.given() - directives.answered() - directives.routine();
        List<Line> elsewhere = lines("flow.left.orders", directives.answered() + directives.routine());
        line(elsewhere, "flow.answered", directives.answered(), Ink.WORDS);
        line(elsewhere, "flow.routine", directives.routine(), Ink.WORDS);
        List<Step> orders = List.of(
                new Step(lines("flow.orders", directives.given()), orNone(elsewhere)),
                new Step(lines("flow.ordersAlone", alone), out(directives.results())),
                new Step(in(directives.results()), List.of()));
        List<List<Step>> stems = directives.given() == 0 ? List.of(advice) : List.of(advice, orders);
        return new CaseDiagram(stems)
                .plot(
                        "flow",
                        words.say("flow.title"),
                        words.say("flow.description", proposals.entered(), directives.given()),
                        table(stems));
    }

    /** What leaves before the table: cases that no rate counts. */
    private List<Line> out(CaseFlow.Results results) {
        List<Line> lines = lines(
                "flow.out",
                results.immature()
                        + results.outcomeBeforeDecision()
                        + results.inconclusive()
                        + results.invalid()
                        + results.dividedCases());
        line(lines, "flow.immature", results.immature(), Ink.WORDS);
        line(lines, "flow.before", results.outcomeBeforeDecision(), Ink.WORDS);
        line(lines, "flow.inconclusive", results.inconclusive(), Ink.WORDS);
        line(lines, "flow.invalid", results.invalid(), Ink.WORDS);
        line(lines, "flow.divided", results.dividedCases(), Ink.WORDS);
        return orNone(lines);
    }

    private List<Line> in(CaseFlow.Results results) {
        List<Line> lines = lines(
                "flow.inTable",
                results.success() + results.failure() + results.mixed() + results.open() + results.sharedCases());
        line(lines, "flow.success", results.success(), Ink.WORDS);
        line(lines, "flow.failure", results.failure(), Ink.WORDS);
        line(lines, "flow.mixed", results.mixed(), Ink.WORDS);
        line(lines, "flow.open", results.open(), Ink.WORDS);
        line(lines, "flow.sharedCases", results.sharedCases(), Ink.WORDS);
        return lines;
    }

    private List<Line> lines(String key, long count) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(words.say(key), words.count(count), Ink.STRONG));
        return lines;
    }

    private void line(List<Line> lines, String key, long count, Ink ink) {
        if (count > 0) {
            lines.add(new Line(words.say(key), words.count(count), ink));
        }
    }

    private static List<Line> orNone(List<Line> lines) {
        return lines.size() == 1 ? List.of() : lines;
    }

    private Block.Table table(List<List<Step>> stems) {
        List<Block.Row> rows = new ArrayList<>();
        for (List<Step> stem : stems) {
            for (Step step : stem) {
                for (List<Line> box : List.of(step.stays(), step.leaves())) {
                    box.forEach(line -> {
                        Block.Row row = Block.Row.of(line.words(), line.count());
                        rows.add(line.ink() == Ink.STRONG ? row : row.asPart());
                    });
                }
            }
        }
        return new Block.Table(List.of(words.say("flow.head"), words.say("flow.count")), rows);
    }
}
