package org.heeded.report;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.heeded.partnership.PartnershipReport;
import org.heeded.report.page.Block;
import org.heeded.report.page.Section;

/** A report as text for a terminal of 80 columns, without colours or control characters. */
public final class TextReport {

    private static final int WIDTH = 80;

    private final Words words;
    private final StringBuilder out = new StringBuilder();
    private boolean afterTable;

    private TextReport(Words words) {
        this.words = words;
    }

    /**
     * Renders in English.
     *
     * @param report the report
     * @param audience for whom
     * @param slices the names of the lenses to show; those that the report does not have are refused
     * @return lines of at most 80 characters, but for words that are longer
     * @throws IllegalArgumentException if a name is no lens of the report
     */
    public static String render(PartnershipReport report, Audience audience, List<String> slices) {
        return render(report, audience, slices, Wording.ENGLISH);
    }

    /**
     * Renders.
     *
     * @param report the report
     * @param audience for whom
     * @param slices the names of the lenses to show; those that the report does not have are refused
     * @param wording how it speaks
     * @return lines of at most 80 columns of a terminal, but for words that are longer
     * @throws IllegalArgumentException if a name is no lens of the report
     */
    public static String render(PartnershipReport report, Audience audience, List<String> slices, Wording wording) {
        for (String name : slices) {
            if (!report.lenses().containsKey(name)) {
                throw new IllegalArgumentException("there is no slice by \"" + name + "\"; there are "
                        + String.join(", ", report.lenses().keySet()));
            }
        }
        return render(report, new Words(wording, audience), slices);
    }

    static String render(PartnershipReport report, Words words, List<String> slices) {
        TextReport text = new TextReport(words);
        text.paragraph(words.say(
                "title.text",
                Scopes.title(report, words),
                report.asOf().cut().truncatedTo(ChronoUnit.SECONDS).toString()));
        text.out.append("=".repeat(WIDTH)).append('\n');
        ReportSections.of(report, words, slices).forEach(text::section);
        return text.out.toString();
    }

    private void section(Section section) {
        afterTable = false;
        out.append('\n')
                .append(section.question())
                .append('\n')
                .append("-".repeat(TextTable.width(section.question())))
                .append('\n');
        section.blocks().forEach(this::block);
    }

    private void block(Block block) {
        if (block instanceof Block.Prose prose) {
            if (afterTable) {
                out.append('\n');
            }
            paragraph(prose.plain());
            afterTable = false;
        } else if (block instanceof Block.Table table) {
            table(table);
        } else if (block instanceof Block.Plot plot) {
            table(plot.table());
        }
    }

    private void table(Block.Table table) {
        if (!afterHeading()) {
            out.append('\n');
        }
        afterTable = true;
        TextTable text = new TextTable(table.words());
        text.heads(table.heads());
        table.rows().stream().limit(table.most()).forEach(row -> text.row(cells(row)));
        text.to(out, WIDTH);
        int missing = table.total() - Math.min(table.most(), table.rows().size());
        if (missing > 0) {
            out.append(words.say("moreInJson", missing)).append('\n');
        }
    }

    private boolean afterHeading() {
        return out.charAt(out.length() - 2) == '-';
    }

    private static List<String> cells(Block.Row row) {
        List<String> cells = new ArrayList<>(row.cells());
        if (row.part()) {
            cells.set(0, "  " + cells.get(0));
        }
        return cells;
    }

    /** Wraps at spaces; a word longer than the line stands alone. */
    private void paragraph(String text) {
        int used = 0;
        for (String word : text.split(" ", -1)) {
            int width = TextTable.width(word);
            if (used > 0 && used + 1 + width > WIDTH) {
                out.append('\n');
                used = 0;
            }
            out.append(used > 0 ? " " : "").append(word);
            used += width + (used > 0 ? 1 : 0);
        }
        out.append('\n');
    }
}
