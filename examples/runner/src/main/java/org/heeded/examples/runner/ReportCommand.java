package org.heeded.examples.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.heeded.DecisionLog;
import org.heeded.LogOptions;
import org.heeded.ReportRequest;
import org.heeded.model.ClientId;
import org.heeded.model.EngagementId;
import org.heeded.partnership.AnalysisPlan;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reports on a log, or on a spreadsheet at once. */
@Command(
        name = "report",
        description = "How often overridden advice preceded failure, and what else the log tells.",
        mixinStandardHelpOptions = true,
        versionProvider = Heeded.Version.class,
        customSynopsis = "heeded report (--log=DIR | --csv=FILE) [OPTIONS]",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  A page for a meeting, from a spreadsheet, of one client:",
            "    heeded report --csv decisions.csv --client acme --out acme.html",
            "  What the log told half a year ago, by channel and scope:",
            "    heeded report --log decisions --as-of 2026-06-30 --by channel,scope",
            "  A spreadsheet with headers and words of its own, for a pull request:",
            "    heeded report --csv asks.csv --columns id=case_id,marketer=adviser_id \\",
            "      --values decision:Rejected=DECLINED --format markdown",
            "  Every figure, for programs, from a pipe:",
            "    zcat decisions.csv.gz | heeded report --csv - --format json"
        })
final class ReportCommand implements Callable<Integer> {

    /** What is reported on: one of the two. */
    private static final class Source {

        @Option(names = "--log", required = true, paramLabel = "DIR", description = "A log that import made")
        private @Nullable Path log;

        @Option(
                names = "--csv",
                required = true,
                paramLabel = "FILE",
                description = "A spreadsheet as CSV (- for standard input); nothing is kept")
        private @Nullable Path csv;
    }

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    @Option(names = "--engagement", paramLabel = "ID", description = "Of one engagement only")
    private @Nullable String engagement;

    @Option(names = "--client", paramLabel = "ID", description = "Of one client only")
    private @Nullable String client;

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description =
                    "With --log: what was in the log then, and what was ripe then. With --csv: what was ripe then; no"
                            + " row is left out. A date or 2026-06-30T12:00:00Z")
    private @Nullable String asOf;

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description = "How to compute, as JSON, for instance {\"riskRatioInterval\":\"KATZ\",\"horizonDays\":90}")
    private @Nullable Path plan;

    @Mixin
    private ReportOptions options = new ReportOptions();

    @ArgGroup(exclusive = false, validate = false, heading = "%nHow the spreadsheet is to be read, with --csv:%n")
    private CsvOptions csvOptions = new CsvOptions();

    @Override
    public Integer call() throws IOException {
        AnalysisPlan computed = plan();
        ReportRequest request = ReportRequest.DEFAULT.plan(computed);
        request = engagement == null ? request : request.engagement(new EngagementId(engagement));
        request = client == null ? request : request.client(new ClientId(client));
        if (asOf != null) {
            String time = asOf;
            request = request.cut(Heeded.usage(() -> AsOf.parse(time, computed.zone())));
        }
        if (source.log != null && asOf == null) {
            Path directory = source.log;
            Logs.require(directory);
            options.write(asked -> DecisionLog.report(directory, LogOptions.DEFAULT, asked), request);
        } else if (source.log != null) {
            try (DecisionLog log = Logs.existing(source.log)) {
                options.write(
                        log::report,
                        request.cut().map(log::asOf).map(request::position).orElse(request));
            }
        } else if (source.csv != null) {
            var mapping = Heeded.usage(() -> csvOptions.mapping(computed.zone()));
            try (Input input = Input.of(source.csv);
                    DecisionLog log = DecisionLog.inMemory()) {
                Logs.read(log, input.path(), mapping);
                options.write(log::report, request);
            }
        }
        return ExitCode.OK;
    }

    private AnalysisPlan plan() throws IOException {
        if (plan == null) {
            return AnalysisPlan.DEFAULT;
        }
        String json = new String(Files.readAllBytes(plan), UTF_8);
        return Heeded.usage(() -> AnalysisPlan.parse(json));
    }
}
