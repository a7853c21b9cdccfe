package org.heeded.report;

import java.util.List;
import java.util.stream.Collectors;
import org.heeded.partnership.PartnershipReport;
import org.heeded.report.page.Block;
import org.heeded.report.page.Section;

/** A report as Markdown (GitHub flavour), for a pull request or a wiki; what an expert wants is folded. */
public final class MarkdownReport {

    private static final String MEANT = "\\`*_{}[]()#+-.!|<>~&@:$^=";

    private final Words words;
    private final StringBuilder out = new StringBuilder();

    private MarkdownReport(Words words) {
        this.words = words;
    }

    /**
     * Renders.
     *
     * @param report the report
     * @param audience for whom
     * @param wording how it speaks
     * @return Markdown in which every value of the log stands for itself
     */
    public static String render(PartnershipReport report, Audience audience, Wording wording) {
        return render(report, new Words(wording, audience));
    }

    static String render(PartnershipReport report, Words words) {
        MarkdownReport markdown = new MarkdownReport(words);
        markdown.out.append("# ").append(escaped(Scopes.title(report, words))).append("\n\n");
        markdown.out
                .append(Facts.of(report, words).stream()
                        .map(MarkdownReport::escaped)
                        .collect(Collectors.joining(" · ")))
                .append("\n\n");
        if (words.shared()) {
            NextSection.worked(report, words).forEach(markdown::block);
        }
        ReportSections.of(report, words, ReportSections.slices(report, words)).forEach(markdown::section);
        return markdown.out.toString().stripTrailing() + "\n";
    }

    private void section(Section section) {
        out.append("## ").append(escaped(section.question())).append("\n\n");
        section.blocks().forEach(this::block);
    }

    private void block(Block block) {
        if (block instanceof Block.Prose prose) {
            prose.runs().forEach(run -> out.append(run.strong() ? strong(run.text()) : escaped(run.text())));
            if (!prose.values().isEmpty()) {
                out.append(' ')
                        .append(prose.values().stream()
                                .map(MarkdownReport::escaped)
                                .collect(Collectors.joining(", ")));
            }
            out.append("\n\n");
        } else if (block instanceof Block.Table table) {
            table(table);
        } else if (block instanceof Block.Plot plot) {
            table(plot.table());
        } else if (block instanceof Block.Folded folded) {
            out.append("<details><summary>").append(escaped(folded.summary())).append("</summary>\n\n");
            folded.blocks().forEach(this::block);
            out.append("</details>\n\n");
        }
    }

    private static String strong(String text) {
        return "**" + escaped(text) + "**";
    }

    private void table(Block.Table table) {
        if (table.rows().isEmpty()) {
            return;
        }
        int columns = table.words().size();
        row(table.heads(), columns);
        table.words().forEach(word -> out.append(word ? "| :--- " : "| ---: "));
        out.append("|\n");
        table.rows().stream().limit(table.most()).forEach(row -> row(row.cells(), columns));
        int missing = table.total() - Math.min(table.most(), table.rows().size());
        out.append('\n');
        if (missing > 0) {
            out.append(escaped(words.say("moreInJson", missing))).append("\n\n");
        }
    }

    private void row(List<String> cells, int columns) {
        for (int i = 0; i < columns; i++) {
            out.append("| ")
                    .append(i < cells.size() ? escaped(cells.get(i)) : "")
                    .append(' ');
        }
        out.append("|\n");
    }

    /** Every character that Markdown or HTML could read as more than itself is escaped; so is an address that would link. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '<') {
                escaped.append("&lt;");
            } else if (c == '&') {
                escaped.append("&amp;");
            } else {
                boolean meant = MEANT.indexOf(c) >= 0 && !harmless(text, i);
                escaped.append(meant ? "\\" : "").append(c);
            }
        }
        return escaped.toString();
    }

    /** Within prose and figures these say nothing to Markdown: escapes would only be in the way of those who read the source. */
    private static boolean harmless(String text, int i) {
        char c = text.charAt(i);
        boolean within = i > 0 && i < text.length() - 1 && Character.isLetterOrDigit(text.charAt(i - 1));
        return switch (c) {
            case '(', ')', '=', '^' -> true;
            case '.', ':' -> i > 0 && (i == text.length() - 1 || text.charAt(i + 1) == ' ' || digits(text, i));
            case '-' -> within;
            case '+' -> digits(text, i);
            default -> false;
        };
    }

    private static boolean digits(String text, int i) {
        boolean before = i == 0 || !Character.isLetter(text.charAt(i - 1));
        return before && i + 1 < text.length() && Character.isDigit(text.charAt(i + 1));
    }
}
