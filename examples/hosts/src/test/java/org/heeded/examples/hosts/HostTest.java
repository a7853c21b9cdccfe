package org.heeded.examples.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.heeded.DecisionLog;
import org.heeded.Engagement;
import org.heeded.Report;
import org.heeded.model.Decision;
import org.heeded.model.Forecast;
import org.heeded.model.Launched;
import org.heeded.model.Measurement;
import org.heeded.model.PartyId;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.Role;
import org.heeded.report.Audience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.json.JsonFactory;

class HostTest {

    @TempDir
    private Path directory;

    @Test
    void aBeanRecordsAdviceAndReportsOnItUntilTheHostStops() {
        try (var context = start()) {
            System.out.println("Spring Boot " + SpringBootVersion.getVersion() + ", Jackson "
                    + new JsonFactory().version() + ", Logback "
                    + LoggerFactory.getILoggerFactory().getClass().getPackage().getImplementationVersion());
            DecisionLog log = context.getBean(DecisionLog.class);
            record(log.engagement("acme"));
            Report report = log.report();
            assertThat(report.toText())
                    .contains("When the client chose another way, 1 of 1 piece of work missed its target");
            assertThat(report.toJson(Audience.INTERNAL))
                    .startsWith("{\"schema\":1,")
                    .contains("\"overridden\":{\"failure\":1,\"success\":0,\"mixed\":0,\"open\":0}");
        }
        // the host has closed its bean: the directory is free, and holds what was recorded
        try (DecisionLog again = DecisionLog.open(directory.resolve("decisions"))) {
            assertThat(again.end().value()).isEqualTo(6);
        }
    }

    private static void record(Engagement acme) {
        PartyId owner = acme.client("owner");
        PartyId ana = acme.marketer("ana", Role.SPECIALIST);
        ProposalId pages = acme.propose(
                ana,
                Proposal.of("One landing page per audience")
                        .on(LocalDate.parse("2026-01-12"))
                        .forecast(Forecast.atLeast("leads", 120).by(LocalDate.parse("2026-03-31"))));
        acme.decide(pages, owner, Decision.overridden("One page for everyone").on(LocalDate.parse("2026-01-15")));
        acme.launched(pages, Launched.ALTERNATIVE, LocalDate.parse("2026-02-01"));
        acme.measure(pages, Measurement.of("leads", 74).on(LocalDate.parse("2026-03-31")));
    }

    private ConfigurableApplicationContext start() {
        var application = new SpringApplication(Host.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setDefaultProperties(
                Map.of("decisions", directory.resolve("decisions").toString()));
        return application.run();
    }

    @Configuration
    static class Host {

        @Bean
        DecisionLog decisions(@Value("${decisions}") Path directory) {
            return DecisionLog.open(directory);
        }
    }
}
