package org.heeded.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.heeded.partnership.PartnershipReport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The report for both sides is an invitation: in none of its renderings a word that accuses, or one that claims a cause. */
class SharedToneTest {

    private static final Pattern ACCUSING = Pattern.compile(
            "\\b(?:blam\\w*|fault\\w*|guilt\\w*|caus(?:e|es|ed|ing)|because of|ignor\\w*|overrul\\w*|refus(?:al|ed to)"
                    + "|reject\\w*|stubborn\\w*|wrong\\w*|mistake\\w*|fail to|failed to|should have|disobey\\w*|culprit\\w*"
                    + "|order-taker\\w*|incompeten\\w*|careless\\w*|neglect\\w*|to answer for|push back|knows better"
                    + "|worst|best|ranking|ranked|bad|poor)\\b",
            Pattern.CASE_INSENSITIVE);

    static List<PartnershipReport> reports() {
        return SampleReports.VARIED;
    }

    private static List<String> accusing(String text) {
        Matcher words = ACCUSING.matcher(text);
        List<String> found = new ArrayList<>();
        while (words.find()) {
            found.add(text.substring(Math.max(0, words.start() - 40), Math.min(text.length(), words.end() + 40)));
        }
        return found;
    }

    @ParameterizedTest
    @MethodSource("reports")
    void noRenderingForBothSidesAccuses(PartnershipReport report) {
        String page =
                HtmlReport.render(report, Audience.SHARED, Wording.ENGLISH).replaceAll("(?s)<style>.*?</style>", "");
        // what screen readers say is in attributes
        assertThat(accusing(page.replaceAll("(?:class|id|href|aria-labelledby)=\"[^\"]*\"", "")))
                .isEmpty();
        assertThat(accusing(MarkdownReport.render(report, Audience.SHARED, Wording.ENGLISH)))
                .isEmpty();
        Words words = new Words(Wording.ENGLISH, Audience.SHARED);
        assertThat(accusing(TextReport.render(report, Audience.SHARED, ReportSections.slices(report, words))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("reports")
    void itBeginsWithWhatWorkedAndEndsWithWhatBothCouldTry(PartnershipReport report) {
        String page = HtmlReport.render(report, Audience.SHARED, Wording.ENGLISH);
        if (page.contains("met the target (")) {
            assertThat(page.indexOf("met the target (")).isLessThan(page.indexOf("What is waiting"));
        }
        assertThat(page.lastIndexOf("<h2", page.indexOf("class=\"behind\"") - 5))
                .isEqualTo(page.indexOf("<h2 id=\"next\">"));
    }
}
