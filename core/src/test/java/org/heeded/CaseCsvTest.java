package org.heeded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.heeded.dossier.RandomLog;
import org.heeded.exchange.CsvExport;
import org.heeded.exchange.CsvExport.LeftOut;
import org.heeded.exchange.CsvMapping;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Entry;
import org.heeded.model.RejectedException;
import org.heeded.report.Audience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A log written as a case CSV and imported anew has the same case flow and the same crude table, whatever is in it. */
class CaseCsvTest extends FacadeFixture {

    private record Out(byte[] bytes, CsvExport done) {

        String text() {
            return new String(bytes, UTF_8);
        }
    }

    private static Out export(DecisionLog log) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CsvExport done = log.exports().csv(out);
        return new Out(out.toByteArray(), done);
    }

    private DecisionLog imported(Out out) {
        DecisionLog log = open(Kept.IN_MEMORY);
        log.importCsv(new ByteArrayInputStream(out.bytes()), CsvMapping.NONE);
        return log;
    }

    /** Where every case has gone, and the crude table. */
    private static String figures(DecisionLog log) {
        String json = log.report().toJson(Audience.INTERNAL);
        String flow = json.substring(json.indexOf("\"flow\":"), json.indexOf(",\"provenance\":{\"live\"", json.indexOf("\"flow\":")));
        int table = json.indexOf("\"table\":", json.indexOf("\"overrideToFailure\":"));
        return flow + json.substring(table, json.indexOf("\"risk\":", table));
    }

    /** Records what the rules take, at the times at which it was recorded. */
    private int record(DecisionLog log, String engagement, List<Entry> entries) {
        int taken = 0;
        for (Entry entry : entries) {
            clock.set(entry.recordedAt().toString());
            try {
                Draft draft = entry.draft();
                taken += log.record(List.of(new Draft(
                                new EngagementId(engagement), draft.id(), draft.event(), draft.unknownFields())))
                        .size();
            } catch (RejectedException e) {
                // a random step that the rules forbid
            }
        }
        return taken;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void aRandomLogComesToTheSameFlowAndTable(int block) {
        TreeSet<String> seen = new TreeSet<>();
        for (int seed = block * 30; seed < block * 30 + 30; seed++) {
            try (DecisionLog log = open(Kept.IN_MEMORY)) {
                assertThat(record(log, "acme", RandomLog.of(seed, 60))).isGreaterThan(40);
                for (String now : List.of("2026-03-01T00:00:00Z", "2026-12-01T12:00:00Z", "2029-01-01T00:00:00Z")) {
                    clock.set(now);
                    Out out = export(log);
                    assertThat(out.done().leftOut()).noneMatch(l -> l.what().startsWith("the box"));
                    try (DecisionLog again = imported(out)) {
                        assertThat(figures(again)).as("seed %d at %s", seed, now).isEqualTo(figures(log));
                    }
                }
            }
        }
    }
}
