package org.heeded.examples.runner;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.heeded.DecisionLog;
import org.heeded.LogOptions;
import org.heeded.ReportRequest;
import org.heeded.exchange.CsvMapping;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** A made-up agency, from its spreadsheet to the report. */
@Command(
        name = "demo",
        description = "A made-up agency with three clients: from its spreadsheet to the report.",
        mixinStandardHelpOptions = true,
        versionProvider = Heeded.Version.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  The report in this terminal:",
            "    heeded demo",
            "  The same as a page, worded for one's own team:",
            "    heeded demo --audience internal --out demo.html"
        })
final class DemoCommand implements Callable<Integer> {

    /** The day after the last one in the spreadsheet. */
    private static final Instant TODAY = Instant.parse("2026-10-01T00:00:00Z");

    @Mixin
    private ReportOptions options = new ReportOptions();

    @Override
    public Integer call() throws IOException {
        Clock clock = Clock.fixed(TODAY, ZoneOffset.UTC);
        try (InputStream csv = Objects.requireNonNull(DemoCommand.class.getResourceAsStream("demo.csv"), "demo.csv");
                DecisionLog log = DecisionLog.inMemory(LogOptions.DEFAULT.clock(clock))) {
            log.importCsv(csv, CsvMapping.NONE);
            options.write(log::report, ReportRequest.DEFAULT);
        }
        if (options.isPlainText()) {
            Terminal.err("The same as a page, with its plots: heeded demo --out demo.html");
        }
        return ExitCode.OK;
    }
}
