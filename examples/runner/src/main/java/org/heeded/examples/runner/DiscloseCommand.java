package org.heeded.examples.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.heeded.DecisionLog;
import org.heeded.DisclosureRequest;
import org.heeded.LogOptions;
import org.heeded.evidence.Bundle;
import org.heeded.evidence.SigningKey;
import org.heeded.log.Recorded;
import org.heeded.model.EngagementId;
import org.heeded.model.EntryId;
import org.heeded.model.Position;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Writes what the other side needs to verify an engagement, or one decision, without the log. */
@Command(
        name = "disclose",
        description = "Writes an engagement, or some of its entries, to a file that 'heeded check' verifies without the"
                + " log. Names and other personal texts stay sealed unless --open says otherwise.",
        mixinStandardHelpOptions = true,
        versionProvider = Heeded.Version.class,
        customSynopsis = "heeded disclose --log=DIR --engagement=ID [OPTIONS]",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  For the first time, which makes the signing key and tells the key for the other side:",
            "    heeded disclose --log decisions --engagement acme --out acme.bundle \\",
            "      --origin agency.example/decisions",
            "  One entry with one of its sealed texts:",
            "    heeded disclose --log decisions --engagement acme --out reason.bundle \\",
            "      --entry 12 --open 12:reason"
        })
final class DiscloseCommand implements Callable<Integer> {

    private static final String ALL = "all";
    private static final int PAGE = 10_000;

    @Option(names = "--log", required = true, paramLabel = "DIR", description = "A log that import made")
    private Path directory = Path.of("");

    @Option(names = "--engagement", required = true, paramLabel = "ID", description = "Of which engagement")
    private String engagement = "";

    @Option(
            names = "--entry",
            split = ",",
            paramLabel = "N",
            description = "These entries only, by their place in the engagement from 0, or by their id")
    private List<String> entries = List.of();

    @Option(
            names = "--open",
            split = ",",
            paramLabel = "N:FIELD",
            description = "With the key of a sealed text, for instance 3:reason; " + ALL + " for all")
    private List<String> open = List.of();

    @Option(
            names = "--signer",
            paramLabel = "FILE",
            description = "The signing key, which only you may read (default: DIR.signer)")
    private @Nullable Path signer;

    @Option(
            names = "--origin",
            paramLabel = "NAME",
            description = "Makes the signing key if there is none, under this name, such as agency.example/decisions")
    private @Nullable String origin;

    @Option(names = "--out", paramLabel = "FILE", description = "Where it goes, in place of standard output")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        OutFile.refuseTerminal(out);
        Logs.require(directory);
        Optional<SigningKey> key = signingKey();
        LogOptions options = key.map(LogOptions.DEFAULT::signer).orElse(LogOptions.DEFAULT);
        try (DecisionLog log = DecisionLog.open(directory, options)) {
            EngagementId id = new EngagementId(engagement);
            if (key.isEmpty() && log.newestCheckpoint(id).isEmpty()) {
                throw new Heeded.WrongUsage(new IllegalArgumentException("there is no signing key at " + signerFile()
                        + "; name the log once, with --origin agency.example/decisions, to make one"));
            }
            Bundle bundle = Heeded.usage(() -> log.disclose(request(log, id)));
            OutFile.write(out, bundle.toString());
            int shown = bundle.entries().size();
            Terminal.err(shown + (bundle.whole() ? " entries, all there are" : " of the entries")
                    + "; the other side verifies with: heeded check FILE --key KEY");
            key.ifPresent(k -> Terminal.err("KEY is " + k.key() + " and goes there by another way than the file"));
        }
        return ExitCode.OK;
    }

    private Path signerFile() {
        Path log = directory.toAbsolutePath().normalize();
        return signer == null ? log.resolveSibling(Objects.requireNonNull(log.getFileName()) + ".signer") : signer;
    }

    private Optional<SigningKey> signingKey() throws IOException {
        Path file = signerFile();
        if (Files.exists(file)) {
            return Optional.of(SigningKey.read(file));
        }
        if (origin == null) {
            return Optional.empty();
        }
        SigningKey made = SigningKey.generate(origin);
        made.write(file);
        Terminal.err("Made a signing key: " + file + ". Who has it can sign for you; keep a copy apart.");
        return Optional.of(made);
    }

    private DisclosureRequest request(DecisionLog log, EngagementId id) {
        DisclosureRequest request = DisclosureRequest.of(id);
        for (String entry : entries) {
            request = request.entry(entry(log, id, entry));
        }
        for (String text : open) {
            if (text.toLowerCase(Locale.ROOT).equals(ALL)) {
                request = request.openEverything();
            } else {
                int colon = text.indexOf(':');
                if (colon < 1) {
                    throw new IllegalArgumentException("--open is \"" + text + "\" instead of N:FIELD or " + ALL);
                }
                request = request.open(entry(log, id, text.substring(0, colon)), text.substring(colon + 1));
            }
        }
        return request;
    }

    private static EntryId entry(DecisionLog log, EngagementId id, String text) {
        if (!text.matches("\\d{1,18}")) {
            return EntryId.of(text);
        }
        long n = Long.parseLong(text);
        Position from = Position.START;
        while (true) {
            List<Recorded> page = log.entries(from, PAGE);
            if (page.isEmpty()) {
                throw new IllegalArgumentException("engagement " + id + " has no entry " + n);
            }
            for (Recorded recorded : page) {
                if (recorded.entry().n() == n && recorded.entry().engagement().equals(id)) {
                    return recorded.entry().id();
                }
            }
            from = from.plus(page.size());
        }
    }
}
