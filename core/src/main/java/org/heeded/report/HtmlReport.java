package org.heeded.report;

import java.util.List;
import java.util.Locale;
import org.heeded.partnership.PartnershipReport;
import org.heeded.report.page.Page;

/**
 * A report as one HTML page that needs nothing else: no network, no script. The first screen answers the questions, what
 * stands behind them is below.
 */
public final class HtmlReport {

    private HtmlReport() {}

    /**
     * Renders.
     *
     * @param report the report
     * @param audience for whom
     * @param locale the language, and how it writes numbers and dates
     * @return a whole document, to be stored as UTF-8
     */
    public static String render(PartnershipReport report, Audience audience, Locale locale) {
        return render(report, audience, Wording.of(locale));
    }

    /**
     * Renders.
     *
     * @param report the report
     * @param audience for whom
     * @param wording how it speaks
     * @return a whole document, to be stored as UTF-8
     */
    public static String render(PartnershipReport report, Audience audience, Wording wording) {
        return render(report, new Words(wording, audience));
    }

    static String render(PartnershipReport report, Words words) {
        return new Page(
                        words.language(),
                        words.say("kicker"),
                        Scopes.title(report, words),
                        Facts.of(report, words),
                        words.shared() ? NextSection.worked(report, words) : List.of(),
                        ReportSections.of(report, words, ReportSections.slices(report, words)),
                        new Page.Labels(
                                words.say("page.numbers"),
                                words.say("page.behind"),
                                words.say("page.further"),
                                words.say("page.more"),
                                n -> words.say("more", n)))
                .html();
    }
}
