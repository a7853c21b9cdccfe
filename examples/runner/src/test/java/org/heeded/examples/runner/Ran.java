package org.heeded.examples.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;

/**
 * What a run of the command line in this process left behind.
 *
 * @param code the exit code
 * @param out standard output
 * @param err standard error
 */
record Ran(int code, String out, String err) {

    static Ran heeded(String... args) {
        return heeded(new byte[0], args);
    }

    static Ran heeded(byte[] input, String... args) {
        InputStream in = System.in;
        PrintStream out = System.out;
        PrintStream err = System.err;
        var printed = new ByteArrayOutputStream();
        var complained = new ByteArrayOutputStream();
        try (var newOut = new PrintStream(printed, true, UTF_8);
                var newErr = new PrintStream(complained, true, UTF_8)) {
            System.setIn(new ByteArrayInputStream(input));
            System.setOut(newOut);
            System.setErr(newErr);
            int code = Heeded.run(args);
            return new Ran(code, printed.toString(UTF_8), complained.toString(UTF_8));
        } finally {
            System.setIn(in);
            System.setOut(out);
            System.setErr(err);
        }
    }
}
