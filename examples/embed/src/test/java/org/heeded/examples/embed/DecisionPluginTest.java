package org.heeded.examples.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.heeded.DecisionLog;
import org.heeded.LogOptions;
import org.heeded.examples.embed.TicketEvent.Answered;
import org.heeded.examples.embed.TicketEvent.Reported;
import org.heeded.examples.embed.TicketEvent.Suggested;
import org.heeded.examples.embed.TicketEvent.Suggested.Goal;
import org.heeded.examples.embed.TicketEvent.WentLive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionPluginTest {

    private static final LogOptions MONDAY =
            LogOptions.DEFAULT.clock(Clock.fixed(Instant.parse("2026-04-06T08:00:00Z"), ZoneOffset.UTC));

    private static final LocalDate JANUARY = LocalDate.parse("2026-01-12");
    private static final LocalDate APRIL = LocalDate.parse("2026-04-01");
    private static final Goal LEADS = new Goal("ppc", "leads", 120, LocalDate.parse("2026-03-31"));

    private static final List<TicketEvent> TOLD = List.of(
            new Suggested(id(1), "acme", "ACME-1", "ana", JANUARY, "One landing page per audience", LEADS),
            new Answered(
                    id(2),
                    "acme",
                    "ACME-1",
                    "owner",
                    JANUARY.plusDays(3),
                    Optional.of("One page for everyone"),
                    Optional.of("Simpler to maintain")),
            new WentLive(id(3), "acme", "ACME-1", JANUARY.plusDays(20), false),
            new Reported(id(4), "acme", "ACME-1", APRIL, "leads", 74),
            new Suggested(id(5), "acme", "ACME-2", "ana", APRIL, "Answer reviews within a day", LEADS),
            new Answered(id(6), "acme", "ACME-2", "owner", APRIL, Optional.empty(), Optional.empty()));

    private static UUID id(long n) {
        return new UUID(0x8000L, n);
    }

    @Test
    void aTicketBecomesACaseFromSuggestionToResult() {
        try (var plugin = new DecisionPlugin(DecisionLog.inMemory(MONDAY))) {
            assertThat(TOLD).allSatisfy(event -> assertThat(plugin.on(event)).isEmpty());
            assertThat(plugin.panel("acme")).isEqualTo("""
                    ACME-1 failure
                    ACME-2 open
                    """);
            assertThat(plugin.mondayMail()).isEqualTo("""
                    - acme: Answer reviews within a day waits to be launched (marketer, 5 days)
                    - acme: Answer reviews within a day waits for its outcome (marketer, 6 days)
                    """);
            assertThat(plugin.review("acme")).contains("1 of 1 piece of work missed its target");
        }
    }

    @Test
    void aMessageDeliveredTwiceChangesNothingAlsoAfterARestart(@TempDir Path directory) {
        String before;
        try (var plugin = new DecisionPlugin(DecisionLog.open(directory.resolve("decisions"), MONDAY))) {
            TOLD.forEach(plugin::on);
            before = plugin.review("acme");
        }
        try (DecisionLog log = DecisionLog.open(directory.resolve("decisions"), MONDAY);
                var plugin = new DecisionPlugin(log)) {
            long entries = log.end().value();
            assertThat(TOLD).allSatisfy(event -> assertThat(plugin.on(event)).isEmpty());
            assertThat(log.end().value()).isEqualTo(entries);
            assertThat(plugin.review("acme")).isEqualTo(before);
        }
    }

    @Test
    void anAnswerToATicketThatHeldNoAdviceIsRefusedWithItsReason() {
        try (var plugin = new DecisionPlugin(DecisionLog.inMemory(MONDAY))) {
            var answer = new Answered(id(7), "acme", "ACME-9", "owner", APRIL, Optional.empty(), Optional.empty());
            assertThat(plugin.on(answer))
                    .hasValueSatisfying(why -> assertThat(why).contains("proposal"));
            assertThat(plugin.panel("acme")).isEmpty();
        }
    }
}
