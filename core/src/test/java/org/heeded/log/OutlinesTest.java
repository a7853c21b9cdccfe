package org.heeded.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.heeded.dossier.RandomLog;
import org.heeded.log.Outlines.Kind;
import org.heeded.model.About;
import org.heeded.model.Accumulation;
import org.heeded.model.CorruptException;
import org.heeded.model.Decision;
import org.heeded.model.Entry;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.Forecast;
import org.heeded.model.Measurement;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.RejectedException;
import org.heeded.model.When;
import org.heeded.model.WorkId;
import org.heeded.testkit.RandomEvents;
import org.junit.jupiter.api.Test;

/** An outline says of a record what the general reader reads in it, or that it does not know. */
class OutlinesTest extends LogFixture {

    private final Codec codec = new Codec(sealer);
    private final Outlines outlines = new Outlines();
    private final Slices names = new Slices();
    private final OutlineReader reader = new OutlineReader();
    private final Map<Long, WorkId> works = new HashMap<>();
    private final Map<Integer, String> metrics = new HashMap<>();

    /** Outlines a record, of which id, type and engagement stand where they belong. */
    private int outline(byte[] record) {
        String text = new String(record, StandardCharsets.ISO_8859_1);
        int type = text.indexOf("\"type\":\"") + "\"type\":\"".length();
        int engagement = text.indexOf("\"engagement\":\"") + "\"engagement\":\"".length();
        int from = text.indexOf('"', engagement) + 1;
        reader.add(outlines, names, record, "{\"id\":\"".length(), type, text.indexOf('"', type), from, record.length);
        return outlines.size() - 1;
    }

    /** Holds an outline to the entry; whether it is a simple one. */
    private boolean agrees(int line, Entry entry) {
        Kind kind = outlines.kind(line);
        if (kind == Kind.OTHER || (kind != Kind.AMENDMENT && kind != Kind.ASIDE && !outlines.isSimple(line))) {
            return false;
        }
        assertThat(outlines.id(line)).isEqualTo(entry.id().value().getLeastSignificantBits());
        Event event = entry.event();
        if (event instanceof Event.ProposalMade e) {
            assertThat(kind).isEqualTo(Kind.PROPOSAL);
            proposal(line, e.proposal(), e.advice());
        } else if (event instanceof Event.DecisionMade e) {
            assertThat(kind).isEqualTo(Kind.DECISION);
            work(line, e.proposal());
            Decision decision = e.decision();
            assertThat(outlines.decision(line)).isEqualTo(decision.kind());
            assertThat(outlines.view(line)).isEqualTo(decision.view());
            assertThat(decision.adherence()).isEmpty();
            assertThat(decision.forecast()).isEmpty();
            day(line, event.circumstances().occurredAt());
        } else if (event instanceof Event.WorkLaunched e) {
            assertThat(kind).isEqualTo(Kind.LAUNCH);
            work(line, e.work());
            assertThat(outlines.launched(line)).isEqualTo(e.what());
        } else if (event instanceof Event.OutcomeMeasured e && e.measurement().stage() == Measurement.Stage.INTERIM) {
            assertThat(kind).isEqualTo(Kind.INTERIM);
            work(line, e.work());
        } else if (event instanceof Event.OutcomeMeasured e) {
            assertThat(kind).isEqualTo(Kind.OUTCOME);
            work(line, e.work());
            Measurement measurement = e.measurement();
            assertThat(measurement.stage()).isEqualTo(Measurement.Stage.FINAL);
            assertThat(measurement.unit()).isEmpty();
            assertThat(outlines.verdict(line)).isEqualTo(measurement.verdict());
            number(line, measurement.actual());
            metric(line, measurement.metric());
            day(line, event.circumstances().occurredAt());
        } else if (event instanceof Event.ResponsibilityClaimed e) {
            assertThat(kind).isEqualTo(Kind.ASIDE);
            work(line, e.work());
        } else if (event instanceof Event.Unrecognised) {
            // it amends nothing that is known, and to leave alone what it names does no harm
            assertThat(kind).isEqualTo(Kind.AMENDMENT);
        } else {
            EntryId amended =
                    event instanceof Event.EntryRetracted e ? e.entry() : ((Event.EntryCorrected) event).entry();
            assertThat(kind).isEqualTo(Kind.AMENDMENT);
            assertThat(outlines.work(line)).isEqualTo(amended.value().getLeastSignificantBits());
        }
        return true;
    }

    private void proposal(int line, ProposalId id, Proposal advice) {
        work(line, id);
        assertThat(advice.answers()).isEmpty();
        assertThat(advice.revises()).isEmpty();
        assertThat(advice.description().initiative()).isEmpty();
        List<Forecast> forecasts = advice.description().forecasts();
        Optional<LocalDate> due = advice.description().due();
        assertThat(forecasts).hasSizeLessThan(2);
        assertThat(outlines.comparison(line).isPresent()).isEqualTo(!forecasts.isEmpty());
        for (Forecast forecast : forecasts) {
            assertThat(forecast.about()).isEqualTo(About.ADVICE);
            assertThat(forecast.primary()).isTrue();
            var criterion = forecast.criterion().orElseThrow();
            assertThat(criterion.unit()).isEmpty();
            assertThat(outlines.comparison(line)).contains(criterion.comparison());
            assertThat(outlines.isCumulative(line)).isEqualTo(criterion.accumulation() == Accumulation.CUMULATIVE);
            number(line, criterion.target());
            metric(line, Optional.of(criterion.metric()));
            assertThat(due.isEmpty() || criterion.due().isEmpty() || due.equals(criterion.due()))
                    .isTrue();
            due = due.or(criterion::due);
        }
        day(line, due.map(When.On::new));
    }

    private void work(int line, WorkId id) {
        assertThat(id).isInstanceOf(ProposalId.class);
        assertThat(works.computeIfAbsent(outlines.work(line), w -> id)).isEqualTo(id);
    }

    private void metric(int line, Optional<String> name) {
        assertThat(outlines.metric(line) == 0).isEqualTo(name.isEmpty());
        name.ifPresent(n -> assertThat(metrics.computeIfAbsent(outlines.metric(line), m -> n))
                .isEqualTo(n));
    }

    private void number(int line, Optional<BigDecimal> number) {
        assertThat(outlines.number(line))
                .isEqualTo(number.orElse(BigDecimal.ZERO).longValueExact());
    }

    private void day(int line, Optional<When> day) {
        assertThat(outlines.day(line))
                .isEqualTo(day.map(d -> (int) ((When.On) d).date().toEpochDay()).orElse(Outlines.NO_DAY));
    }

    private List<Entry> entries(long seed) {
        List<Entry> entries = new ArrayList<>(RandomLog.of(seed, 300));
        RandomEvents events = new RandomEvents(seed);
        for (int i = 0; i < 400; i++) {
            entries.add(events.entry(events.next()));
        }
        return entries;
    }

    @Test
    void sayWhatTheRecordSays() {
        int simple = 0;
        for (long seed = 0; seed < 20; seed++) {
            for (Entry entry : entries(seed)) {
                String json = codec.encode(entry).json();
                int line = outline(json.getBytes(StandardCharsets.UTF_8));
                simple += agrees(line, codec.decode(json)) ? 1 : 0;
            }
        }
        assertThat(simple).isGreaterThan(2_000);
        assertThat(metrics.values()).contains("leads", "sales");
    }

    /** A record with something behind a place changed, put in, left out, or said twice. */
    private static byte[] tampered(byte[] record, int from, Random random) {
        StringBuilder text = new StringBuilder(new String(record, StandardCharsets.ISO_8859_1));
        int at = from + random.nextInt(record.length - from);
        String others = "0123456789-.eE{}[],:\"\\ abcdefstu";
        char other = others.charAt(random.nextInt(others.length()));
        switch (random.nextInt(5)) {
            case 0 -> text.setCharAt(at, other);
            case 1 -> text.insert(at, other);
            case 2 -> text.deleteCharAt(at);
            case 3 -> {
                int comma = text.indexOf(",", from);
                int next = Math.max(comma, text.indexOf(",", at));
                text.insert(next, text.substring(comma, next));
            }
            default -> {
                int comma = Math.max(from, text.lastIndexOf(",", at));
                int next = Math.max(comma, text.indexOf(",", at));
                text.delete(comma, next);
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void ofARecordThatWasTamperedWithSayNothingElse() {
        Random random = new Random(5);
        int accepted = 0;
        int simple = 0;
        for (Entry entry : entries(77)) {
            byte[] record = codec.encode(entry).json().getBytes(StandardCharsets.UTF_8);
            int body = new String(record, StandardCharsets.ISO_8859_1).indexOf("\"n\":");
            for (int i = 0; i < 60; i++) {
                byte[] other = tampered(record, body, random);
                Entry read;
                try {
                    read = codec.decode(Codec.utf8(other, 0, other.length));
                } catch (CorruptException | RejectedException e) {
                    continue;
                }
                accepted++;
                simple += agrees(outline(other), read) ? 1 : 0;
            }
        }
        assertThat(accepted).isGreaterThan(5_000);
        assertThat(simple).isGreaterThan(500);
    }
}
