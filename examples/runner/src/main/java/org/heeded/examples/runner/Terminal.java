package org.heeded.examples.runner;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ProcessBuilder.Redirect;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What people read, line by line. Nothing of a log, a file or an argument moves the cursor, changes colours or turns the
 * direction of writing: what would is shown as a dot.
 */
final class Terminal {

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}&&[^\u200C\u200D]]");

    private Terminal() {}

    /** Prints a line to standard output. */
    static void out(String line) {
        System.out.println(plain(line));
    }

    /** Prints a line to standard error. */
    static void err(String line) {
        System.err.println(plain(line));
    }

    /** Prints where something was thrown to standard error. */
    static void err(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        trace.toString().lines().forEach(line -> err(line.replace("\t", "    ")));
    }

    /** Without control characters, ends of lines and turns of direction included; the two joiners of letters stay. */
    static String plain(String text) {
        return CONTROL.matcher(text).replaceAll("·");
    }

    /** JSON that means the same, with such characters escaped. */
    static String plainJson(String json) {
        return CONTROL.matcher(json)
                .replaceAll(found -> found.group().equals("\n")
                        ? "\n"
                        : found.group()
                                .chars()
                                .mapToObj(c -> String.format("\\\\u%04x", c))
                                .reduce("", String::concat));
    }

    /** Whether standard output is a terminal; no where nothing can tell. */
    static boolean isOut() {
        return said("test -t 1", Redirect.INHERIT).isPresent();
    }

    /** The columns of the terminal that standard error is; none if it is no terminal, or nothing can tell. */
    static OptionalInt columns() {
        return said("test -t 2 && stty size <&2", Redirect.PIPE)
                .map(size -> size.substring(size.indexOf(' ') + 1).strip())
                .filter(columns -> columns.matches("[1-9]\\d{0,3}"))
                .map(columns -> OptionalInt.of(Integer.parseInt(columns)))
                .orElse(OptionalInt.empty());
    }

    /** What the shell answers, if it is there and ends well: Java knows nothing of terminals. */
    private static Optional<String> said(String question, Redirect out) {
        try {
            Process shell = new ProcessBuilder("sh", "-c", question)
                    .redirectInput(Redirect.INHERIT)
                    .redirectOutput(out)
                    .redirectError(Redirect.INHERIT)
                    .start();
            String answer = new String(shell.getInputStream().readAllBytes(), US_ASCII);
            return shell.waitFor() == 0 ? Optional.of(answer) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
