package org.heeded.examples.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.json.JsonFactory;

class HostTest {

    @Test
    void startsInAHost() {
        var application = new SpringApplication(Host.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        try (var context = application.run()) {
            assertThat(context.isActive()).isTrue();
            System.out.println(SpringBootVersion.getVersion() + " " + new JsonFactory().version() + " "
                    + LoggerFactory.getILoggerFactory().getClass().getPackage().getImplementationVersion());
        }
    }

    @Configuration
    static class Host {}
}
