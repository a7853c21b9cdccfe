package org.heeded.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.heeded.partnership.PartnershipReport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page as a browser shows it. Screenshots are left in {@code target/screenshots}. */
class BrowserTest {

    private static final Path SHOTS = Path.of("target", "screenshots");

    private static final Map<String, Supplier<PartnershipReport>> PAGES = Map.of(
            "empty", SampleReports::empty,
            "single", () -> SampleReports.of(1, 1, 1),
            "one", () -> SampleReports.of(1, 40, 1),
            "dry", SampleReports::dryingUp,
            "three", () -> SampleReports.of(3, 30, 2),
            "twenty", () -> SampleReports.of(20, 30, 3),
            "many", () -> SampleReports.of(500, 8, 4),
            "word", () -> SampleReports.hostile("W".repeat(100_000), 12),
            "markup", () -> SampleReports.hostile("</style></svg><b onclick=x>\u202e\"'&lt;${x}", 12));

    /** What words are shown where: those that overlap, are cut, or leave the window. */
    private static final String UNTIDY = """
            (() => {
              const found = [], boxes = [];
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const parent = node.parentElement;
                if (!node.data.trim() || !parent.checkVisibility() || parent.closest('title, desc')) continue;
                const range = document.createRange();
                range.selectNodeContents(node);
                const scroll = parent.closest('.scroll');
                const frame = scroll ? scroll.getBoundingClientRect() : null;
                for (const r of range.getClientRects()) {
                  if (r.width < 1 || r.height < 1) continue;
                  if (!scroll && (r.left < -1 || r.right > innerWidth + 1)) found.push('leaves the window: ' + node.data.slice(0, 60));
                  if (frame && (r.left > frame.right || r.top > frame.bottom)) continue;
                  boxes.push([r.left, r.top, r.right, r.bottom, node.data.trim().slice(0, 40)]);
                }
                const svg = parent.closest('svg');
                if (svg) {
                  const outer = svg.getBoundingClientRect(), inner = parent.getBoundingClientRect();
                  if (inner.left < outer.left - 1 || inner.right > outer.right + 1 || inner.top < outer.top - 1
                      || inner.bottom > outer.bottom + 1) found.push('cut by its plot: ' + node.data.slice(0, 60));
                }
              }
              boxes.sort((a, b) => a[1] - b[1]);
              for (let i = 0; i < boxes.length; i++) {
                for (let j = i + 1; j < boxes.length && boxes[j][1] < boxes[i][3]; j++) {
                  const a = boxes[i], b = boxes[j];
                  const high = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
                  const wide = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
                  if (wide > 1.5 && high > 4) found.push('overlap: ' + a[4] + ' / ' + b[4]);
                }
              }
              if (document.documentElement.scrollWidth > innerWidth) found.push('the page is wider than the window');
              for (const s of document.querySelectorAll('.answers .scroll'))
                if (s.scrollWidth > s.clientWidth + 1 && innerWidth >= 360 && !window.longWords)
                  found.push('an answer has to be scrolled: ' + s.innerText.slice(0, 60));
              return found;
            })()
            """;

    private static Optional<Chromium> browser = Optional.empty();
    private static String axe = "";

    @TempDir
    static Path temp;

    @BeforeAll
    static void start() throws IOException {
        browser = Chromium.start(temp.resolve("profile"));
        try (InputStream in = Objects.requireNonNull(ClassLoader.getSystemResourceAsStream("axe.min.js"))) {
            axe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @AfterAll
    static void stop() {
        browser.ifPresent(Chromium::close);
    }

    private static Chromium browser() {
        Assumptions.assumeTrue(
                browser.isPresent(), "no Chromium is installed (apt-get install chromium): the page is not looked at");
        return browser.orElseThrow();
    }

    private static Path page(String name, Audience audience) throws IOException {
        Path file = temp.resolve(name + "-" + audience + ".html");
        if (!Files.exists(file)) {
            Files.writeString(
                    file,
                    HtmlReport.render(Objects.requireNonNull(PAGES.get(name)).get(), audience, Locale.ENGLISH));
        }
        return file;
    }

    @ParameterizedTest(name = "{0} {1} at {2} on {3}, {4}")
    @CsvSource({
        "empty, SHARED, 360, screen, light",
        "single, INTERNAL, 768, screen, dark",
        "one, SHARED, 360, screen, light",
        "dry, SHARED, 360, screen, light",
        "dry, INTERNAL, 1440, screen, light",
        "one, INTERNAL, 1440, screen, dark",
        "three, SHARED, 360, screen, dark",
        "three, SHARED, 768, screen, light",
        "three, SHARED, 1440, screen, light",
        "three, INTERNAL, 690, print, light",
        "twenty, INTERNAL, 360, screen, light",
        "twenty, INTERNAL, 1440, screen, light",
        "many, INTERNAL, 360, screen, light",
        "many, INTERNAL, 1440, screen, dark",
        "word, INTERNAL, 360, screen, light",
        "word, SHARED, 1440, screen, light",
        "markup, INTERNAL, 360, screen, light",
        "markup, INTERNAL, 1440, screen, light"
    })
    void wordsAreWholeNothingIsFetchedAndTheConsoleIsSilent(
            String name, Audience audience, int width, String media, String scheme) throws IOException {
        Chromium chromium = browser();
        Path file = page(name, audience);
        chromium.open(file, width, media, scheme);
        chromium.screenshot(SHOTS.resolve(name + "-" + audience + "-" + width + "-" + media + "-" + scheme + ".png"));
        chromium.evaluate("window.longWords = " + List.of("word", "markup").contains(name));
        assertThat((List<?>) chromium.evaluate(UNTIDY)).isEmpty();
        chromium.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
        assertThat((List<?>) chromium.evaluate(UNTIDY)).as("with all opened").isEmpty();
        assertThat(chromium.requests()).containsOnly(file.toUri().toString());
        assertThat(chromium.console()).isEmpty();
        // of 500 clients there are only more rows, and the checker looks at each
        if (media.equals("screen") && !name.equals("many")) {
            assertThat(serious(chromium)).isEmpty();
        }
    }

    /** What the accessibility checker finds with all opened. */
    private static List<?> serious(Chromium chromium) {
        chromium.evaluate(axe);
        return Objects.requireNonNull(
                (List<?>) chromium.evaluate("axe.run({resultTypes: ['violations']}).then(r => r.violations"
                        + ".filter(v => ['serious', 'critical', 'moderate'].includes(v.impact))"
                        + ".map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 120)).join(' | ')))"));
    }

    /** The checker must be able to find what it looks for. */
    @Test
    void whatOverlapsOrIsCutIsFound() throws IOException {
        Chromium chromium = browser();
        chromium.open(page("three", Audience.SHARED), 1440, "screen", "light");
        chromium.evaluate("document.querySelectorAll('svg.wide text').forEach(t => t.setAttribute('x', 670))");
        assertThat((List<?>) chromium.evaluate(UNTIDY))
                .anySatisfy(found -> assertThat((String) found).startsWith("overlap: "))
                .anySatisfy(found -> assertThat((String) found).startsWith("cut by its plot: "));
    }

    @Test
    void aScriptThatGotInWouldNotRunNorFetch() throws IOException {
        Chromium chromium = browser();
        Path file = temp.resolve("breached.html");
        Files.writeString(
                file,
                Files.readString(page("one", Audience.SHARED))
                        .replace(
                                "</main>",
                                "<script>document.title = 'ran'</script><img src='https://example.org/x.png'></main>"));
        chromium.open(file, 1440, "screen", "light");
        assertThat((String) chromium.evaluate("document.title")).doesNotContain("ran");
        assertThat(chromium.console())
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(said -> assertThat(said.toString()).contains("Content Security Policy"));
    }

    /** This checker, too, must be able to find something. */
    @Test
    void palerWordsWouldBeFoundInaccessible() throws IOException {
        Chromium chromium = browser();
        chromium.open(page("single", Audience.SHARED), 1440, "screen", "light");
        chromium.evaluate("document.querySelector('h1').style.color = '#ddd'");
        assertThat(serious(chromium)).isNotEmpty();
    }

    @Test
    void aPrintedPageIsLeft() throws IOException {
        Chromium chromium = browser();
        chromium.open(page("three", Audience.SHARED), 1440, "print", "light");
        Path pdf = SHOTS.resolve("three-SHARED.pdf");
        chromium.pdf(pdf);
        assertThat(Files.readAllBytes(pdf)).startsWith('%', 'P', 'D', 'F').hasSizeGreaterThan(10_000);
    }
}
