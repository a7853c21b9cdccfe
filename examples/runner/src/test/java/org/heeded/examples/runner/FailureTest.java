package org.heeded.examples.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FailureTest {

    private static Ran reported(Exception failure, boolean verbose) {
        PrintStream before = System.err;
        var err = new ByteArrayOutputStream();
        System.setErr(new PrintStream(err, true, UTF_8));
        try {
            return new Ran(Failure.report(failure, verbose), "", err.toString(UTF_8));
        } finally {
            System.setErr(before);
        }
    }

    @Test
    void aFaultOfOursIsToldApartAndShowsItsTraceOnlyWhenAsked() {
        Ran fault = reported(new IllegalStateException("index 7 of 6"), false);
        assertThat(fault.code()).isEqualTo(70);
        assertThat(fault.err())
                .contains("a fault in heeded itself, not in your input", "index 7 of 6", "--verbose")
                .doesNotContain("FailureTest");
        assertThat(reported(new IllegalStateException("index 7 of 6"), true).err())
                .contains("    at org.heeded.examples.runner.FailureTest");
    }

    @Test
    void aFileThatIsMissingOrClosedIsNamed() {
        assertThat(reported(new NoSuchFileException("plan.json"), false))
                .isEqualTo(new Ran(2, "", "heeded: plan.json does not exist\n"));
        assertThat(reported(new UncheckedIOException(new AccessDeniedException("plan.json")), false)
                        .err())
                .isEqualTo("heeded: plan.json: no permission\n");
        assertThat(reported(new IOException("the disk is full"), false).err()).isEqualTo("heeded: the disk is full\n");
    }
}
