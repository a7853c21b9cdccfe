package org.heeded.examples.runner;

import java.time.ZoneId;
import java.util.List;
import org.heeded.exchange.CsvMapping;
import org.heeded.exchange.CsvMapping.DateOrder;
import org.heeded.exchange.CsvMapping.DecimalMark;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a spreadsheet is to be read. What is not said is worked out from the file, and reported. */
final class CsvOptions {

    @Option(
            names = "--columns",
            paramLabel = "OURS=THEIRS,…",
            description = "Names the file's own headers, for instance id=case_id,marketer=adviser_id")
    private List<String> columns = List.of();

    @Option(
            names = "--values",
            paramLabel = "COLUMN:THEIRS=OURS,…",
            description = "Translates the file's own words, for instance decision:Rejected=DECLINED")
    private List<String> values = List.of();

    @Option(
            names = "--date-order",
            paramLabel = "ORDER",
            description = "What 3/4/2026 means, where no date of the file tells: ${COMPLETION-CANDIDATES}")
    private @Nullable DateOrder dateOrder;

    @Option(
            names = "--decimal",
            paramLabel = "MARK",
            description = "What 1,234 means, where no number of the file tells: ${COMPLETION-CANDIDATES}")
    private @Nullable DecimalMark decimalMark;

    @Option(names = "--encoding", paramLabel = "NAME", description = "The file's encoding, for instance windows-1252")
    private @Nullable String encoding;

    @Option(names = "--delimiter", paramLabel = "CHAR", description = "What separates the cells")
    private @Nullable Character delimiter;

    @Option(
            names = "--currency",
            paramLabel = "CODE",
            description = "The currency of stakes that name none, for instance EUR")
    private @Nullable String currency;

    @Option(names = "--tasks", description = "Rows without a decision are routine work, as in an export of tasks")
    private boolean tasks;

    @Option(
            names = "--good-rows-only",
            description = "Leaves out bad rows, and lists them, in place of refusing the file")
    private boolean goodRowsOnly;

    /**
     * The mapping that the options ask for.
     *
     * @throws IllegalArgumentException if one of them cannot be understood
     */
    CsvMapping mapping(ZoneId zone) {
        CsvMapping mapping = CsvMapping.NONE.withZone(zone);
        for (String map : columns) {
            mapping = mapping.columns(map);
        }
        for (String map : values) {
            mapping = mapping.values(map);
        }
        mapping = dateOrder == null ? mapping : mapping.withDateOrder(dateOrder);
        mapping = decimalMark == null ? mapping : mapping.withDecimalMark(decimalMark);
        mapping = encoding == null ? mapping : mapping.withCharset(encoding);
        mapping = delimiter == null ? mapping : mapping.withDelimiter(delimiter);
        mapping = currency == null ? mapping : mapping.withCurrency(currency);
        mapping = tasks ? mapping.withUndecidedAsRoutine() : mapping;
        return goodRowsOnly ? mapping.withGoodRowsOnly() : mapping;
    }
}
