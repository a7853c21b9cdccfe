package org.heeded.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.heeded.partnership.PartnershipReport;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {

    private static long pipes(String line) {
        return line.replace("\\|", "").chars().filter(c -> c == '|').count();
    }

    @Test
    void everyTableHasAsManyCellsInEveryRow() {
        String text = MarkdownReport.render(SampleReports.of(3, 30, 2), Audience.INTERNAL, Wording.ENGLISH);
        List<String> lines = text.lines().toList();
        assertThat(text).startsWith("# 3 clients\n\n").contains("## Whose choice was carried out?", "**");
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).startsWith("|") && lines.get(i - 1).startsWith("|")) {
                assertThat(pipes(lines.get(i))).as(lines.get(i)).isEqualTo(pipes(lines.get(i - 1)));
            }
        }
    }

    @Test
    void whatTheLogSaysIsNoMarkup() {
        PartnershipReport report = SampleReports.hostile("**x** | [a](http://b) <b> `c` # ~~d~~ @all &amp; ![i](j)", 6);
        String text = MarkdownReport.render(report, Audience.SHARED, Wording.ENGLISH);
        assertThat(text)
                .contains(
                        "\\*\\*x\\*\\* \\| \\[a\\](http\\://b) &lt;b\\> \\`c\\` \\# \\~\\~d\\~\\~ \\@all &amp;amp; \\!\\[i\\](j)")
                .doesNotContain("**x**", "<b>", "[a](", "`c`");
    }

    @Test
    void wideLettersTakeTwoColumnsOfATerminal() {
        assertThat(TextTable.width("abc")).isEqualTo(3);
        assertThat(TextTable.width("日本酒の店")).isEqualTo(10);
        assertThat(TextTable.width("한국")).isEqualTo(4);
        assertThat(TextTable.width("ｶﾅ")).isEqualTo(2);
        assertThat(TextTable.width("Ａ！")).isEqualTo(4);
        assertThat(TextTable.width("e\u0301")).isEqualTo(1);
        assertThat(TextTable.width("\uD83D\uDE00")).isEqualTo(2);
        TextTable table = new TextTable(List.of(true, false));
        table.row(List.of("日本酒", "1"));
        table.row(List.of("sake", "22"));
        StringBuilder out = new StringBuilder();
        table.to(out, 80);
        assertThat(out).hasToString("日本酒   1\nsake    22\n");
    }

    @Test
    void theFirstColumnGivesWayWhereTheTerminalEnds() {
        TextTable table = new TextTable(List.of(true, false));
        table.row(List.of("x".repeat(100) + "end", "12 of 17"));
        StringBuilder out = new StringBuilder();
        table.to(out, 40);
        assertThat(out.toString()).hasSize(41).contains("…").contains("end  12 of 17");
    }
}
