package org.heeded.examples.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DemoLogTest {

    @Test
    void theShippedSpreadsheetIsWhatTheGeneratorMakes() throws IOException {
        assertThat(resource("demo.csv")).isEqualTo(new DemoLog().csv());
    }

    @Test
    void theTruthPlantedIsWrittenBesideIt() throws IOException {
        assertThat(resource("demo-truth.md")).isEqualTo(DemoLog.truth());
    }

    @Test
    void noAlternativeEqualsItsAdvice() {
        assertThat(DemoIdeas.ADVICE).noneMatch(idea -> idea.title().equals(idea.alternative()));
    }

    private static String resource(String name) throws IOException {
        try (var in = Objects.requireNonNull(DemoLogTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
