package org.heeded.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.heeded.model.EngagementId;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.Launched;
import org.heeded.model.PartyId;
import org.heeded.model.Position;
import org.heeded.model.Text;
import org.heeded.privacy.Sealer;
import org.heeded.testkit.RandomEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/FORMAT.md} says is what is written, and what was written once is read for ever. */
class FormatTest {

    private static final EngagementId ACME = EngagementId.of("acme");
    private static final Path V1 = Path.of("src", "test", "resources", "log", "v1");
    private static final String SEGMENT = "segments/00000000000000000000.jsonl";

    @TempDir
    private Path temp;

    private final Sealer sealer = new Sealer(new FixedKeys());
    private final Codec codec = new Codec(sealer);

    private List<Recorded> open(Path log) {
        try (Store store = JsonLinesStore.open(log, Clock.systemUTC(), AppendPolicy.LENIENT, sealer)) {
            return store.read(Position.START, Integer.MAX_VALUE);
        }
    }

    private Path copyOfV1() throws IOException {
        Files.createDirectories(temp.resolve("segments"));
        for (String file : List.of("HEAD", SEGMENT)) {
            Files.copy(V1.resolve(file), temp.resolve(file));
        }
        return temp;
    }

    @Test
    void theExampleIsRight() throws IOException {
        String doc = Files.readString(Path.of("docs", "FORMAT.md"));
        String lines = doc.split("```json\n", -1)[1].split("```", -1)[0];
        byte[] head = HexFormat.of()
                .parseHex(doc.substring(doc.indexOf("HEAD, in hexadecimal"))
                        .split("```\n?", -1)[1]
                        .strip());
        assertThat(head).isEqualTo(Head.bytes(1));
        Files.createDirectories(temp.resolve("segments"));
        Files.write(temp.resolve("HEAD"), head);
        Files.writeString(temp.resolve(SEGMENT), lines);
        List<Recorded> entries = open(temp);
        assertThat(entries).hasSize(1);
        assertThat(entries.get(0).entry().event()).isInstanceOf(Event.EngagementOpened.class);
        assertThat(Files.readString(temp.resolve(SEGMENT))).isEqualTo(lines);

        List<byte[]> written = Stream.of(lines.split("\n"))
                .map(l -> l.getBytes(StandardCharsets.UTF_8))
                .toList();
        byte[] header = SegmentHeader.parse(written.get(0)).orElseThrow().line();
        assertThat(Arrays.copyOf(header, header.length - 1)).isEqualTo(written.get(0));
        byte[] line =
                Line.frame(0, 0, 0, codec.encode(entries.get(0).entry()).json().getBytes(StandardCharsets.UTF_8));
        assertThat(Arrays.copyOf(line, line.length - 1)).isEqualTo(written.get(1));
    }

    @Test
    void everyTypeIsInTheDocument() throws IOException {
        String doc = Files.readString(Path.of("docs", "FORMAT.md"));
        for (String type : RandomEvents.TYPES) {
            assertThat(doc).contains("\n| `" + type + "` | ");
        }
    }

    @Test
    void theFixtureOfVersion1IsReadAndWouldBeWrittenTheSame() throws IOException {
        List<Recorded> entries = open(copyOfV1());
        assertThat(entries).hasSize(22);
        assertThat(entries.stream().map(r -> r.entry().event().type()))
                .containsAll(RandomEvents.TYPES)
                .contains("season-reviewed");
        for (Recorded each : entries) {
            assertThat(codec.encode(each.entry()).json()).isEqualTo(each.json());
        }
        assertThat(Files.readAllBytes(temp.resolve(SEGMENT))).isEqualTo(Files.readAllBytes(V1.resolve(SEGMENT)));
        assertThat(entries.get(17).entry().unknownFields()).containsOnlyKeys("alpha", "zeta");
        assertThat(entries.get(18).entry().event()).isInstanceOf(Event.Unrecognised.class);
    }

    @Test
    void theFixtureOfVersion1MeansWhatItMeant() throws IOException {
        try (Store store = JsonLinesStore.open(copyOfV1(), Clock.systemUTC(), AppendPolicy.LENIENT, sealer)) {
            Text name = store.party(PartyId.of("owner")).orElseThrow().name().orElseThrow();
            assertThat(sealer.open(ACME, "name", (Text.Sealed) name)).contains("Ana Beispiel");
            Event launch = store.current(EntryId.of("019b0000-0000-7000-8000-000000000011"))
                    .orElseThrow();
            assertThat(launch).isInstanceOfSatisfying(Event.WorkLaunched.class, e -> {
                assertThat(e.what()).isEqualTo(Launched.ALTERNATIVE);
                assertThat(e.note()).contains(Text.of("in time"));
            });
            assertThat(store.current(EntryId.of("019b0000-0000-7000-8000-000000000013")))
                    .isEmpty();
            assertThat(store.size(ACME)).isEqualTo(22);
        }
    }
}
