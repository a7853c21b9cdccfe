package org.heeded.examples.runner;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that nobody should import.
 *
 * @param name what is wrong with it
 * @param text its content
 * @param charset in what it is encoded
 * @param complaint what the message must say
 * @param options what is asked of the import beside
 */
record Damage(String name, String text, Charset charset, String complaint, List<String> options) {

    /** A file that is sound; each damage does one thing to it. */
    static final String SOUND = """
            id,client,kind,title,proposed_at,stake,currency,forecast_metric,forecast_target,forecast_probability,due,decision,decided_at,adherence,alternative,outcome,outcome_at
            1,acme,proposal,Landing pages,2026-01-12,500,EUR,leads,120,0.7,2026-03-31,FOLLOWED,2026-01-15,,,SUCCESS,2026-04-01
            2,acme,proposal,Fewer posts,2026-01-20,700,EUR,replies,30,0.6,2026-04-30,OVERRIDDEN,2026-01-22,,More posts,FAILURE,2026-05-02
            3,acme,directive,Newsletter every Friday,2026-02-02,,,,,,,,,,,,
            """;

    static List<Damage> all() {
        return List.of(
                of("empty", "", "empty"),
                of("blank lines only", "\n\n  \n", "empty"),
                of("header only", SOUND.substring(0, SOUND.indexOf('\n') + 1), "no rows"),
                of("no header", SOUND.substring(SOUND.indexOf('\n') + 1), "client"),
                of("no client column", swap("client,kind", "customer,kind"), "client"),
                of("neither title nor id", swap("id,client,kind,title", "nr,client,kind,name"), "title"),
                of("one header twice", swap("outcome,outcome_at", "outcome,outcome"), "two columns"),
                of("a day that is none", swap("2026-01-12", "2026-02-31"), "line 2"),
                of("a date in words", swap("2026-01-12", "last week"), "proposed_at"),
                of("day or month first", SOUND.replaceAll("2026-\\d\\d-\\d\\d", "03/04/2026"), "day/month"),
                of("a typo in the decision", swap("FOLLOWED", "FOLOWED"), "FOLOWED"),
                of("a typo in the outcome", swap("FAILURE", "FAILED BADLY"), "outcome"),
                of("a typo in the kind", swap("directive", "directory"), "kind"),
                of("an id twice", swap("\n2,acme", "\n1,acme"), "line 3"),
                of("no client in a row", swap("2,acme", "2,"), "line 3"),
                of("a quote left open", swap("Fewer posts", "\"Fewer posts"), "quote"),
                of("text after a quote", swap("Fewer posts", "\"Fewer\" posts"), "quote"),
                of("a probability of 1.2", swap("0.7", "1.2"), "forecast_probability"),
                of("a probability in words", swap("0.7", "often"), "forecast_probability"),
                of("a target in words", swap(",120,", ",many,"), "forecast_target"),
                of("a number that is infinite", swap(",120,", ",Infinity,"), "forecast_target"),
                of("adherence above 1", swap("FOLLOWED,2026-01-15,", "ADAPTED,2026-01-15,1.5"), "adherence"),
                of("adherence to what was followed", swap("2026-01-15,", "2026-01-15,0.5"), "adherence"),
                of("the alternative is the advice", swap("More posts", "Fewer posts"), "alternative"),
                of("a directive with a decision", swap("proposal,Landing", "directive,Landing"), "decision"),
                of("a currency that is none", swap("500,EUR", "500,EUROS"), "currency"),
                of("a stake below zero", swap(",500,", ",-500,"), "stake"),
                of("more cells than headers", swap("2026-04-01\n", "2026-04-01,a,b\n"), "line 2"),
                of(
                        "two clients in an engagement",
                        swap("kind", "engagement")
                                .replace("\n2,acme", "\n2,other")
                                .replaceAll("proposal|directive", "e1"),
                        "client"),
                of("a cell of 10 MB", swap("Fewer posts", "x".repeat(10_000_000)), "line 3"),
                of("100,000 columns", "id,client,title" + ",c".repeat(100_000) + "\n1,acme,Pages\n", "columns"),
                of("a title over the limit", swap("Fewer posts", "word ".repeat(30_000)), "title"),
                of("a workbook", "PK\3\4\24\0\6\0\10\0\0\0!\0", "CSV"),
                of("a zero byte", swap("Fewer", "Few\0er"), "line 3"),
                new Damage(
                        "not the encoding that was named",
                        swap("Fewer", "F\u00e4wer"),
                        ISO_8859_1,
                        "UTF-8",
                        List.of("--encoding", "UTF-8")),
                new Damage(
                        "half a surrogate pair in UTF-16",
                        new String(("\ufeff" + swap("Fewer", "F?wer")).getBytes(UTF_16LE), ISO_8859_1)
                                .replace("F\0?\0", "F\0\0\u00d8"),
                        ISO_8859_1,
                        "UTF-16",
                        List.of()),
                new Damage("a column map of another file", SOUND, UTF_8, "kunde", List.of("--columns", "client=kunde")),
                new Damage(
                        "a column map of no column of ours",
                        SOUND,
                        UTF_8,
                        "colour",
                        List.of("--columns", "colour=client")),
                new Damage("a value map that is none", SOUND, UTF_8, "decision", List.of("--values", "decision")));
    }

    private static Damage of(String name, String text, String complaint) {
        return new Damage(name, text, UTF_8, complaint, List.of());
    }

    private static String swap(String sound, String damaged) {
        if (!SOUND.contains(sound)) {
            throw new IllegalArgumentException(sound + " is not in the sound file");
        }
        return SOUND.replaceFirst(Pattern.quote(sound), Matcher.quoteReplacement(damaged));
    }

    byte[] bytes() {
        return text.getBytes(charset);
    }

    @Override
    public String toString() {
        return name;
    }
}
