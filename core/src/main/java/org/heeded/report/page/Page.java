package org.heeded.report.page;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * A report as a page: one file that asks nothing of anybody else.
 *
 * @param language of the words, as a language tag
 * @param kicker what kind of page this is
 * @param title whose
 * @param facts as of when, of how much
 * @param lead what is said before all else
 * @param sections the questions in order
 * @param labels the words of the page itself
 */
public record Page(
        String language,
        String kicker,
        String title,
        List<String> facts,
        List<Block> lead,
        List<Section> sections,
        Labels labels) {

    private static final String STYLE = style();

    /** Only what the page itself holds, and of that only this style sheet. */
    private static final String POLICY = "default-src 'none'; style-src 'sha256-" + hash(STYLE)
            + "'; img-src data:; base-uri 'none'; form-action 'none'";

    /** Copies. */
    public Page {
        facts = List.copyOf(facts);
        lead = List.copyOf(lead);
        sections = List.copyOf(sections);
    }

    /**
     * The words of the page itself.
     *
     * @param numbers opens the table of a plot
     * @param behind heads what stands behind the answers
     * @param further heads what no answer is about
     * @param more links an answer with what stands behind it
     * @param andMore says how many rows of a table are left out
     */
    public record Labels(String numbers, String behind, String further, String more, IntFunction<String> andMore) {}

    /**
     * As HTML.
     *
     * @return a whole document
     */
    @SuppressWarnings("NullAway") // generated code takes null for "no interceptor" and cannot say so
    public String html() {
        StringOutput out = new StringOutput(1 << 16);
        JtepageGenerated.render(new OwaspHtmlTemplateOutput(out), null, this);
        return out.toString();
    }

    /** The sections that stand behind an answer. */
    List<Section> behind() {
        return sections.stream()
                .filter(section ->
                        !section.answer().isEmpty() && !section.detail().isEmpty())
                .toList();
    }

    /** The sections without one. */
    List<Section> further() {
        return sections.stream().filter(section -> section.answer().isEmpty()).toList();
    }

    static String css() {
        return STYLE;
    }

    static String policy() {
        return POLICY;
    }

    private static String style() {
        try (InputStream in = Objects.requireNonNull(Page.class.getResourceAsStream("page.css"), "page.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
