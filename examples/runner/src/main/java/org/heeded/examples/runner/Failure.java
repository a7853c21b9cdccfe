package org.heeded.examples.runner;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.heeded.evidence.EvidenceException;
import org.heeded.model.HeededException;
import org.heeded.model.ImportException;
import picocli.CommandLine.ExitCode;

/** Says what went wrong, where, and what to do. */
final class Failure {

    /** Bad rows that are shown; a file in the wrong format has as many as it has rows. */
    private static final int SHOWN = 50;

    /** A fault of ours, as in sysexits.h. */
    private static final int FAULT = 70;

    private Failure() {}

    /** Prints the failure and answers with the exit code. */
    static int report(Exception failure, boolean verbose) {
        int code = ExitCode.USAGE;
        if (failure instanceof ImportException bad) {
            Terminal.err("heeded: " + said(bad));
            if (bad.problems().size() > 1
                    || !said(bad).contains(bad.problems().get(0).reason())) {
                list(bad.problems(), System.err);
            }
        } else if (failure instanceof HeededException
                || failure instanceof EvidenceException
                || failure instanceof Heeded.WrongUsage) {
            Terminal.err("heeded: " + failure.getMessage());
        } else if (failure instanceof IOException || failure instanceof UncheckedIOException) {
            Throwable cause = failure.getCause();
            Terminal.err("heeded: " + of(cause == null ? failure : cause));
        } else {
            Terminal.err("heeded: a fault in heeded itself, not in your input: " + failure);
            Terminal.err("        Please report it, with what --verbose shows in addition.");
            code = FAULT;
        }
        if (verbose) {
            Terminal.err(failure);
        }
        return code;
    }

    private static String said(Exception failure) {
        return String.valueOf(failure.getMessage());
    }

    /** One line for each bad row or cell. */
    static void list(List<ImportException.Problem> problems, PrintStream out) {
        problems.stream().limit(SHOWN).forEach(problem -> out.println("  " + Terminal.plain(problem.toString())));
        if (problems.size() > SHOWN) {
            out.println("  and " + (problems.size() - SHOWN) + " more");
        }
    }

    private static String of(Throwable e) {
        String what = String.valueOf(e.getMessage());
        if (e instanceof NoSuchFileException) {
            return what + " does not exist";
        }
        return e instanceof AccessDeniedException ? what + ": no permission" : what;
    }
}
