package org.heeded.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.heeded.partnership.PartnershipReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class HtmlReportTest {

    private static final PartnershipReport THREE = SampleReports.of(3, 30, 2);

    private static String html(PartnershipReport report, Audience audience) {
        return HtmlReport.render(report, audience, Locale.ENGLISH);
    }

    /** What matches a pattern, without what is between quotes and tags. */
    private static List<String> all(String pattern, String in) {
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(in);
        List<String> found = new ArrayList<>();
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @ParameterizedTest
    @EnumSource
    void theFirstScreenAnswersTheQuestionsInOrder(Audience audience) {
        String page = html(THREE, audience);
        String answers = page.substring(page.indexOf("class=\"answers\""), page.indexOf("class=\"details\""));
        assertThat(all("<h2[^>]*>([^<]*)</h2>", answers))
                .startsWith(
                        "What is waiting, and on whom?",
                        "Whose choice was carried out?",
                        "How often did overridden advice precede failure?",
                        "How much of that is something else?",
                        "What did each side say about responsibility?",
                        "Who had how much say?",
                        "What stands out?");
    }

    @Test
    void thePageAllowsItselfNothingButItsOwnStyle() throws Exception {
        String page = html(THREE, Audience.INTERNAL);
        String style = all("<style>(.*?)</style>", page).get(0);
        String hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
        assertThat(page.replace("&#39;", "'"))
                .contains("default-src 'none'; style-src 'sha256-" + hash + "'")
                .doesNotContain("<script", " style=", "javascript:", "url(", "@import", "http://", "https://");
        assertThat(all("<style>(.*?)</style>", page)).hasSize(1);
        assertThat(page.indexOf("Content-Security-Policy")).isLessThan(page.indexOf("<style>"));
    }

    @Test
    void everyPlotHasATitleADescriptionAndItsNumbers() {
        String page = html(THREE, Audience.INTERNAL);
        List<String> figures = all("<figure>(.*?)</figure>", page);
        assertThat(figures).hasSizeGreaterThan(10).allSatisfy(figure -> {
            assertThat(figure).contains("<figcaption>", "<details>", "<table>", "class=\"wide\"", "class=\"narrow\"");
            for (String ids : all("aria-labelledby=\"([^\"]*)\"", figure)) {
                for (String id : ids.split(" ", -1)) {
                    assertThat(figure).contains(" id=\"" + id + "\"");
                }
            }
        });
        assertThat(all(" id=\"([^\"]*)\"", page)).doesNotHaveDuplicates();
        assertThat(all("href=\"#([^\"]*)\"", page)).isSubsetOf(all(" id=\"([^\"]*)\"", page));
    }

    @Test
    void fiveHundredClientsFitIntoAMegabyte() {
        PartnershipReport many = SampleReports.of(500, 8, 4);
        for (Audience audience : Audience.values()) {
            assertThat(html(many, audience).getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1_000_000);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noDataIsNoDataInEveryRendering(Audience audience) {
        for (PartnershipReport report : List.of(SampleReports.empty(), SampleReports.of(1, 1, 1), THREE)) {
            for (String text :
                    List.of(html(report, audience), MarkdownReport.render(report, audience, Wording.ENGLISH))) {
                assertThat(text).doesNotContain("NaN", "Infinity", "null", "Optional", ">0 of 0", "{0", "choice,");
            }
        }
    }

    @Test
    void bothAudiencesSeeTheSameFiguresAndTheSharedOneIsToldWhatIsLeftOut() {
        String shared = html(THREE, Audience.SHARED);
        assertThat(shared)
                .contains("This page leaves out")
                .contains("What could we both try next?")
                .doesNotContain("By marketer", "Where does each client stand?");
        assertThat(html(THREE, Audience.INTERNAL))
                .contains("By marketer", "Where does each client stand?")
                .doesNotContain("This page leaves out");
        // whom both sides named is a part of whom either did
        String claims = "(?s)<h[23] id=\"responsibility.*?</section>";
        List<String> figures = all("<td[^>]*>([^<]*\\d[^<]*)</td>", shared.replaceAll(claims, ""));
        assertThat(figures).hasSizeGreaterThan(200);
        assertThat(all("<td[^>]*>([^<]*)</td>", html(THREE, Audience.INTERNAL))).containsAll(figures);
    }

    @Test
    void whatBothSidesCallThemselvesIsTheirs() {
        String page = HtmlReport.render(THREE, Audience.SHARED, Wording.ENGLISH.names(Names.IN_HOUSE));
        assertThat(page)
                .contains("When management chose another way", "Within the same department")
                .doesNotContain("the client");
        Names odd = new Names("o'client {0}", "clients", "the <b>", "marketer", "marketing");
        assertThat(HtmlReport.render(THREE, Audience.SHARED, Wording.ENGLISH.names(odd)))
                .contains("When the &lt;b&gt; chose another way", "Within the same o'client {0}");
    }

    @Test
    void numbersAndDatesFollowTheLocale() {
        PartnershipReport many = SampleReports.of(60, 40, 6);
        assertThat(HtmlReport.render(many, Audience.SHARED, Locale.GERMANY))
                .contains("1. Oktober 2026")
                .containsPattern("[0-9]\\.[0-9]{3} pieces of advice")
                .containsPattern("[+−][0-9]+,[0-9] \\(");
        assertThat(html(many, Audience.SHARED))
                .contains("October 1, 2026")
                .containsPattern("[0-9],[0-9]{3} pieces of advice");
    }

    private static Properties bundle() throws IOException {
        Properties words = new Properties();
        try (InputStream in = Objects.requireNonNull(HtmlReport.class.getResourceAsStream("words.properties"))) {
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return words;
    }

    @Test
    void everyPatternOfTheBundleCanBeFormatted() throws IOException {
        for (Audience audience : Audience.values()) {
            Words words = new Words(Wording.ENGLISH, audience);
            for (String key : bundle().stringPropertyNames()) {
                assertThat(words.say(key, 0L, 1L, 2L, 3L, 4L, 5L)).as(key).doesNotContain("{");
            }
        }
    }

    /** A straight apostrophe would swallow what follows it up to the next one. */
    @Test
    void noPatternHasAStraightApostrophe() throws IOException {
        Properties words = bundle();
        assertThat(words.stringPropertyNames())
                .allSatisfy(key -> assertThat(words.getProperty(key)).doesNotContain("'"));
        assertThat(new MessageFormat("one’s {0}", Locale.ENGLISH).format(new Object[] {1}))
                .isEqualTo("one’s 1");
    }

    /** Keys that the code names, against those there are. */
    @Test
    void everyKeyThatTheCodeNamesExists() throws IOException {
        TreeSet<String> named = new TreeSet<>();
        Path sources = Path.of("src", "main", "java", "org", "heeded", "report");
        try (Stream<Path> files = Files.list(sources)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                named.addAll(all("words1?\\.say\\(\\s*\"([A-Za-z.]+)\"[,)]", Files.readString(file)));
            }
        }
        assertThat(named).hasSizeGreaterThan(100);
        assertThat(bundle().stringPropertyNames()).containsAll(named);
    }

    static Stream<String> payloads() {
        return Stream.of(
                "</style><script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "' onmouseover='alert(1)' x='",
                "</title></svg><svg onload=alert(1)>",
                "<![CDATA[<script>alert(1)</script>]]>",
                "--><script>alert(1)</script><!--",
                "} body{display:none} /*",
                "</text></svg><iframe src=javascript:alert(1)>",
                "${7*7} @if(true) !{var x = 1;} $unsafe{x}",
                "&lt;script&gt;alert(1)&lt;/script&gt;",
                "{0} {1,choice,0#a|1#b} ''",
                "** | ` [x](javascript:alert(1)) <b> # - 1. ![i](http://e)",
                "\u202e\u2066gnissap\u2069 \u200f\u061c",
                "\u0000\u001b[31m\u0007\r\n\u2028",
                "W".repeat(100_000));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void whatTheLogSaysStandsForItselfAndDoesNothing(String payload) {
        PartnershipReport report = SampleReports.hostile(SampleReports.wellFormed(payload), 8);
        for (Audience audience : Audience.values()) {
            String page = html(report, audience);
            assertThat(page)
                    .doesNotContain("<script", "<img", "<iframe", "<b>", "onload=alert(1)>", "CDATA[<")
                    .hasSizeLessThan(400_000);
            assertThat(all("<([a-zA-Z!/][a-zA-Z]*)", page).stream().distinct())
                    .isSubsetOf(all("<([a-zA-Z!/][a-zA-Z]*)", html(THREE, Audience.INTERNAL)));
            assertThat(all("[\\s\"]([a-zA-Z:-]+)=\"", page.replaceAll("(?s)<style>.*?</style>", "")).stream()
                            .distinct())
                    .isSubsetOf(all("[\\s\"]([a-zA-Z:-]+)=\"", html(THREE, Audience.INTERNAL)));
            String style = all("<style>(.*?)</style>", page).get(0);
            assertThat(style)
                    .isEqualTo(
                            all("<style>(.*?)</style>", html(THREE, audience)).get(0));
            for (String rendering : List.of(
                    page,
                    TextReport.render(report, audience, List.of("client", "channel", "tag:season")),
                    MarkdownReport.render(report, audience, Wording.ENGLISH))) {
                assertThat(rendering
                                .codePoints()
                                .filter(c -> c != '\n')
                                .noneMatch(c -> Character.isISOControl(c)
                                        || (c >= 0x202A && c <= 0x202E)
                                        || (c >= 0x2066 && c <= 0x2069)
                                        || c == 0x200F
                                        || c == 0x061C
                                        || c == 0x2028))
                        .isTrue();
            }
        }
    }

    /** jte escapes nothing inside these two: a template that put a value there would be open. */
    @Test
    void noTemplatePutsAValueIntoStyleOrScript() throws IOException {
        try (Stream<Path> templates = Files.list(Path.of("src", "main", "jte"))) {
            for (Path template : templates.toList()) {
                String text = Files.readString(template);
                assertThat(text)
                        .as("%s", template)
                        .doesNotContain("<script", " style=")
                        .doesNotContainPattern("\\son[a-z]+=");
                assertThat(all("<style[^>]*>(.*?)</style>", text)).isSubsetOf("$unsafe{Page.css()}");
                assertThat(all("\\$unsafe\\{(.*?)}", text)).isSubsetOf("Page.css()");
            }
        }
    }
}
