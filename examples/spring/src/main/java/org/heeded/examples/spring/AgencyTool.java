package org.heeded.examples.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The tool. What matters for the log is in {@link LogConfiguration}, and its use in {@link Tickets}. */
@SpringBootApplication
public class AgencyTool {

    public static void main(String[] arguments) {
        SpringApplication.run(AgencyTool.class, arguments);
    }
}
