package org.heeded.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.heeded.model.SubjectId;
import org.heeded.model.Text;
import org.heeded.partnership.PartnershipReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every word that reaches a reader comes from the bundle, and every number follows the locale. */
class WordsTest {

    /** What the made-up logs say themselves; dates, currencies and the names of months are the locale's. */
    private static final Pattern NOT_OURS = Pattern.compile(
            "Order|Advice(?: number \\d+ on \\p{L}+)?|[\\p{L}-]*(?:acme|borealis-outdoor|café-noir|日本酒の店|delta)[\\p{L}\\d-]*"
                    + "|boreal[^ <]*|\\b(?:ppc|email|seo|social|content|events|ana|ben|spring|autumn|season|leads|revenue)\\b"
                    + "|tag:season|summer|winter|\\b[cdgimp]\\d+\\b|New owner|Office moved|New head of marketing|A third of the budget[^|<]*|EUR"
                    + "|\\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\b");

    /** They take no room, so that nothing is cut for them that is not cut without them. */
    private static final char OPEN = '\u2062';

    private static final char CLOSE = '\u2063';

    static List<PartnershipReport> reports() {
        return SampleReports.VARIED;
    }

    private static Words marked(Audience audience) {
        Properties patterns = Words.patterns(Locale.ENGLISH);
        for (String key : patterns.stringPropertyNames()) {
            String pattern = patterns.getProperty(key, "");
            if (!key.equals("language") && !pattern.isEmpty()) {
                patterns.setProperty(key, OPEN + pattern + CLOSE);
            }
        }
        return new Words(patterns, Wording.ENGLISH, audience);
    }

    /** The words that stand in no marks, of lines each for itself; what is cut has lost its marks. */
    private static List<String> unmarked(String text) {
        List<String> found = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            StringBuilder outside = new StringBuilder();
            int depth = 0;
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                depth += c == OPEN ? 1 : c == CLOSE ? -1 : 0;
                outside.append(depth == 0 ? c : ' ');
            }
            if (!line.contains("…")) {
                assertThat(depth).as("marks open at the end of: %s", line).isZero();
                Matcher words = Pattern.compile("\\p{L}[\\p{L} ’]*")
                        .matcher(NOT_OURS.matcher(outside).replaceAll(" "));
                while (words.find()) {
                    found.add(words.group());
                }
            }
        }
        return found;
    }

    /** What a browser or a screen reader says of a page. */
    private static String said(String html) {
        StringBuilder said = new StringBuilder();
        Matcher labels = Pattern.compile("aria-label=\"([^\"]*)\"").matcher(html);
        while (labels.find()) {
            said.append(labels.group(1)).append('\n');
        }
        return said
                + html.replaceAll("(?s)<style>.*?</style>", "")
                        .replaceAll("</?(?:strong|bdi)[^>]*>", "")
                        .replaceAll("<[^>]*>", "\n")
                        .replaceAll("&#?\\w+;", " ");
    }

    @ParameterizedTest
    @MethodSource("reports")
    void everyWordOfEveryRenderingComesFromTheBundle(PartnershipReport report) {
        for (Audience audience : Audience.values()) {
            assertThat(unmarked(said(HtmlReport.render(report, marked(audience)))))
                    .isEmpty();
            assertThat(unmarked(
                            MarkdownReport.render(report, marked(audience)).replaceAll("</?(?:details|summary)>", "")))
                    .isEmpty();
        }
    }

    /** Sentences and cells go on in the next line, so that there is but one here. */
    @ParameterizedTest
    @EnumSource
    void everyWordInTheTerminalDoesToo(Audience audience) {
        PartnershipReport report = SampleReports.of(3, 30, 2);
        String text = TextReport.render(report, marked(audience), ReportSections.slices(report, marked(audience)));
        assertThat(unmarked(text.replace('\n', ' '))).isEmpty();
        assertThat(text).doesNotContain("…");
    }

    /** The test above must be able to find what it looks for. */
    @Test
    void aWordThatIsNotFromTheBundleIsFound() {
        String text =
                "[as of [1]] needs 3 more peers, acme-7 [–]".replace('[', OPEN).replace(']', CLOSE);
        assertThat(unmarked(text)).containsExactly("needs ", "more peers");
    }

    static Stream<String> reasons() {
        return Stream.of(
                "needs 1 more peer",
                "needs 12 more engagements with enough in both halves",
                "needs 3 more decisions with 90 days on both sides",
                "follow-up ends at 33.5, before 90.0",
                "too few or too unequal clusters: 2.3 degrees of freedom, fewer than 4.0",
                "5 values are too few for limits",
                "it mixes the marketer's figures with the peers'",
                "a companion of the Mantel–Haenszel estimate, which has them",
                "the test is exact, the share has no limits here");
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void aReasonIsTranslatedWithItsNumbers(String reason) {
        String said = marked(Audience.INTERNAL).because(reason);
        assertThat(unmarked(said)).isEmpty();
        assertThat(said).startsWith(OPEN + "").doesNotContain("{", "#");
    }

    @Test
    void numbersInReasonsStay() {
        Words words = new Words(Wording.ENGLISH, Audience.SHARED);
        assertThat(words.because("needs 3 more decisions with 90 days on both sides"))
                .isEqualTo("needs 3 more decisions with 90 days on both sides");
        assertThat(words.because("needs 1 more peer")).isEqualTo("needs one more peer");
        assertThat(words.because("a phrase that nobody has seen yet")).isEqualTo("a phrase that nobody has seen yet");
    }

    @Test
    void numbersDatesAndMoneyFollowTheLocale() {
        Words german = new Words(Wording.of(Locale.GERMANY), Audience.SHARED);
        assertThat(german.key("stake", "EUR 1000–10000", 40)).isEqualTo("EUR 1.000–10.000");
        assertThat(german.key("stake", "EUR < 1000", 40)).isEqualTo("EUR < 1.000");
        assertThat(german.count(1_234_567)).isEqualTo("1.234.567");
        assertThat(german.decimal(-0.5, 2)).isEqualTo("−0,50");
        assertThat(german.month(java.time.YearMonth.of(2026, 3))).isEqualTo("Mär 2026");
        Words french = new Words(Wording.of(Locale.FRANCE), Audience.SHARED);
        assertThat(french.key("stake", "EUR > 10000", 40)).isEqualTo("EUR > 10\u202f000");
        assertThat(french.decimal(12.34, 1)).isEqualTo("12,3");
        assertThat(french.month(java.time.YearMonth.of(2026, 8))).isEqualTo("août 2026");
        Words swiss = new Words(Wording.of(Locale.forLanguageTag("de-CH")), Audience.SHARED);
        assertThat(swiss.count(12_345_678)).isEqualTo("12’345’678");
    }

    @Test
    void keysOfOnesOwnLensesStandAsTheyAre() {
        Words words = new Words(Wording.ENGLISH, Audience.SHARED);
        assertThat(words.key("stake", "much", 40)).isEqualTo("much");
        assertThat(words.key("quarter", "the last", 40)).isEqualTo("the last");
        assertThat(words.key("quarter", "2026-Q1", 40)).isEqualTo("2026 Q1");
        assertThat(words.key("mood", "", 40)).isEqualTo("(not given)");
        assertThat(words.lens("client × mood")).isEqualTo("client and mood");
    }

    @Test
    void anErasedTextIsSaidInWords() {
        SubjectId subject = new SubjectId("s1");
        assertThat(marked(Audience.SHARED).read(new Text.Erased(subject))).isEqualTo(OPEN + "(erased)" + CLOSE);
        assertThat(marked(Audience.SHARED).read(Text.about(subject, "Ana"))).isEqualTo("Ana");
        assertThat(marked(Audience.SHARED).read(Text.of("Plain"))).isEqualTo("Plain");
    }
}
