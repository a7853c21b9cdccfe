package org.heeded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.heeded.dossier.RandomLog;
import org.heeded.model.Decision;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Entry;
import org.heeded.model.Party;
import org.heeded.model.PartyId;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.Provenance;
import org.heeded.model.RejectedException;
import org.heeded.model.Role;
import org.heeded.model.SubjectId;
import org.heeded.model.Text;
import org.heeded.testkit.FixtureLog;
import org.heeded.testkit.RandomEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** The object-centric event log keeps the rules of the published schema of OCEL 2.0 (JSON), and leaks nothing personal. */
class OcelTest extends FacadeFixture {

    private static final Set<String> KINDS = Set.of("string", "time", "integer", "float", "boolean");

    private static final PartyId ANA = new PartyId("ana");
    private static final PartyId OWNER = new PartyId("owner");

    /** What a log says, held to the rules. */
    private static final class Checked {

        final Map<String, Map<?, ?>> events = new LinkedHashMap<>();
        final Map<String, Map<?, ?>> objects = new LinkedHashMap<>();
        private final Map<String, Map<String, String>> eventTypes;
        private final Map<String, Map<String, String>> objectTypes;

        Checked(String json) {
            Map<?, ?> root = (Map<?, ?>) parse(json);
            assertThat(root.keySet()).isEqualTo(Set.of("eventTypes", "objectTypes", "events", "objects"));
            eventTypes = types(list(root, "eventTypes"));
            objectTypes = types(list(root, "objectTypes"));
            for (Object each : list(root, "objects")) {
                Map<?, ?> object = (Map<?, ?>) each;
                assertThat(object.keySet()).isEqualTo(Set.of("id", "type", "attributes", "relationships"));
                assertThat(objects.put(string(get(object, "id")), object)).isNull();
            }
            for (Object each : list(root, "events")) {
                Map<?, ?> event = (Map<?, ?>) each;
                assertThat(event.keySet()).isEqualTo(Set.of("id", "type", "time", "attributes", "relationships"));
                assertThat(events.put(string(get(event, "id")), event)).isNull();
                time(get(event, "time"));
            }
            events.values().forEach(e -> check(e, eventTypes, Set.of("name", "value")));
            objects.values().forEach(o -> check(o, objectTypes, Set.of("name", "value", "time")));
        }

        private static Map<String, Map<String, String>> types(List<?> declared) {
            Map<String, Map<String, String>> types = new HashMap<>();
            for (Object each : declared) {
                Map<?, ?> type = (Map<?, ?>) each;
                assertThat(type.keySet()).isEqualTo(Set.of("name", "attributes"));
                Map<String, String> attributes = new HashMap<>();
                for (Object one : list(type, "attributes")) {
                    Map<?, ?> attribute = (Map<?, ?>) one;
                    assertThat(attribute.keySet()).isEqualTo(Set.of("name", "type"));
                    assertThat(KINDS).contains(string(get(attribute, "type")));
                    assertThat(attributes.put(string(get(attribute, "name")), string(get(attribute, "type"))))
                            .isNull();
                }
                assertThat(types.put(string(get(type, "name")), attributes)).isNull();
            }
            return types;
        }

        private void check(Map<?, ?> thing, Map<String, Map<String, String>> types, Set<String> keys) {
            assertThat(types).containsKey(string(get(thing, "type")));
            Map<String, String> declared = Objects.requireNonNull(types.get(string(get(thing, "type"))));
            for (Object each : list(thing, "attributes")) {
                Map<?, ?> attribute = (Map<?, ?>) each;
                assertThat(attribute.keySet()).isEqualTo(keys);
                assertThat(declared).containsKey(string(get(attribute, "name")));
                String kind = Objects.requireNonNull(declared.get(string(get(attribute, "name"))));
                value(kind, string(get(attribute, "value")));
                if (keys.contains("time")) {
                    time(get(attribute, "time"));
                }
            }
            Set<Object> pairs = new HashSet<>();
            for (Object each : list(thing, "relationships")) {
                Map<?, ?> relation = (Map<?, ?>) each;
                assertThat(relation.keySet()).isEqualTo(Set.of("objectId", "qualifier"));
                assertThat(objects).containsKey(string(get(relation, "objectId")));
                assertThat(string(get(relation, "qualifier"))).isNotBlank();
                assertThat(pairs.add(relation)).isTrue();
            }
        }

        private static void value(String kind, String value) {
            switch (kind) {
                case "time" -> time(value);
                case "integer" -> assertThat(value).matches("-?\\d+");
                case "float" -> assertThatCode(() -> new BigDecimal(value)).doesNotThrowAnyException();
                case "boolean" -> assertThat(value).isIn("true", "false");
                default -> assertThat(kind).isEqualTo("string");
            }
        }

        private static Instant time(Object value) {
            return OffsetDateTime.parse(string(value)).toInstant();
        }

        private static Object get(Map<?, ?> object, String key) {
            return Objects.requireNonNull(object.get(key), key);
        }

        private static List<?> list(Map<?, ?> object, String key) {
            return (List<?>) get(object, key);
        }

        Map<?, ?> object(String id) {
            return Objects.requireNonNull(objects.get(id), id);
        }

        static String string(Object value) {
            assertThat(value).isInstanceOf(String.class);
            return (String) value;
        }

        Map<String, String> attributes(String object) {
            return list(object(object), "attributes").stream()
                    .map(a -> (Map<?, ?>) a)
                    .collect(Collectors.toMap(
                            a -> string(get(a, "name")), a -> string(get(a, "value")), (a, b) -> a + "|" + b));
        }

        List<String> relations(Map<?, ?> thing) {
            return list(thing, "relationships").stream()
                    .map(r -> (Map<?, ?>) r)
                    .map(r -> get(r, "qualifier") + ">" + get(r, "objectId"))
                    .toList();
        }

        List<Map<?, ?>> events(String type) {
            return events.values().stream()
                    .filter(e -> type.equals(e.get("type")))
                    .collect(Collectors.toList());
        }
    }

    private static Object parse(String json) {
        JsonFactory strict = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        try (JsonParser parser = strict.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            Object value = value(parser);
            assertThat(parser.nextToken()).isNull();
            return value;
        }
    }

    private static Object value(JsonParser parser) {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            Map<String, Object> map = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                map.put(name, value(parser));
            }
            return map;
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(parser));
            }
            return list;
        }
        // the published schema has text for every value
        assertThat(parser.currentToken()).isEqualTo(JsonToken.VALUE_STRING);
        return parser.getString();
    }

    private static String export(DecisionLog log) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        log.exports().ocel(out);
        return out.toString(UTF_8);
    }

    @Test
    void theFixtureLogKeepsTheRules() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            assertThat(log.record(FixtureLog.drafts())).hasSize(24);
            String json = export(log);
            assertThat(json).doesNotContain("Ana Lindt", "Olga Ferro", "ana@agency.example", "ciphertext", "sealed");
            Checked ocel = new Checked(json);
            assertThat(ocel.events("entry-corrected")).isEmpty();
            assertThat(ocel.events("entry-retracted")).isEmpty();
            assertThat(ocel.events("subject-erased")).isEmpty();
            Map<?, ?> override = ocel.events("decision-made").get(0);
            assertThat(ocel.relations(override))
                    .contains(
                            "engagement>engagement:acme",
                            "decision>proposal:acme/pages".replace("decision", "proposal"));
            assertThat(ocel.attributes("proposal:acme/pages"))
                    .containsEntry("title", "One landing page per audience")
                    .containsEntry("channel", "ppc")
                    .containsEntry("forecasts.0.criterion.target", "120")
                    .containsEntry("decideBy", "2026-01-20T00:00:00.000000Z");
            assertThat(ocel.relations(ocel.object("proposal:acme/pages")))
                    .contains("engagement>engagement:acme", "initiative>initiative:acme/spring")
                    .noneMatch(r -> r.endsWith(">proposal:acme/pages") || r.startsWith("by>"));
            assertThat(ocel.relations(ocel.object("engagement:acme"))).contains("client>client:acme-ltd");
        }
    }

    private void record(DecisionLog log, String engagement, List<Entry> entries) {
        for (Entry entry : entries) {
            clock.set(entry.recordedAt().toString());
            Draft draft = entry.draft();
            try {
                assertThat(log.record(List.of(new Draft(
                                new EngagementId(engagement), draft.id(), draft.event(), draft.unknownFields()))))
                        .hasSize(1);
            } catch (RejectedException e) {
                assertThat(e.rule()).isNotNull(); // a random step that the rules forbid
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomLogsKeepTheRules(long seed) {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            record(log, "a/b", RandomLog.of(seed, 120));
            record(log, "a", RandomLog.of(seed + 100, 120));
            assertThat(log.record(new RandomEvents(seed).story(new EngagementId("100%"), 60)))
                    .isNotEmpty();
            Checked ocel = new Checked(export(log));
            assertThat(ocel.objects).containsKeys("engagement:a%2Fb", "engagement:a", "engagement:100%25");
            assertThat(ocel.events.values())
                    .allSatisfy(e -> assertThat(ocel.relations(e)).anyMatch(r -> r.startsWith("engagement>")));
        }
    }

    @Test
    void anEmptyLogKeepsTheRules() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            Checked ocel = new Checked(export(log));
            assertThat(ocel.events).isEmpty();
            assertThat(ocel.objects).isEmpty();
        }
    }

    @Test
    void nothingPersonalLeaksAndNothingRetractedIsTold() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            Engagement acme = log.engagement("acme");
            ProposalId p =
                    acme.propose(ANA, Proposal.UNTITLED.title(Text.about(new SubjectId("s"), "Quetzalcoatlus title")));
            var decided = acme.decide(
                    p, OWNER, Decision.declined().because(Text.about(new SubjectId("s"), "Quetzalcoatlus reason")));
            acme.join(Party.marketer("ana")
                    .name("Quetzalcoatlus name")
                    .role(Role.HEAD)
                    .on(day("2026-01-02")));
            acme.join(Party.marketer("ana").role(Role.SPECIALIST).on(day("2026-02-02")));
            acme.retract(decided, "Quetzalcoatlus slip");
            Checked ocel = new Checked(export(log));
            assertThat(export(log)).doesNotContain("Quetzalcoatlus");
            assertThat(ocel.events("decision-made")).isEmpty();
            assertThat(ocel.attributes("proposal:acme/" + p)).doesNotContainKey("title");
            assertThat(ocel.attributes("party:ana")).containsEntry("role", "HEAD|SPECIALIST");
        }
    }

    @Test
    void whatHasNoTimeIsMarked() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            ProposalId p = log.engagement("acme").propose(ANA, Proposal.of("T").from(Provenance.IMPORTED));
            Map<?, ?> event = new Checked(export(log)).events("proposal-made").get(0);
            assertThat(event.get("time")).isEqualTo("2026-01-05T09:00:00.000000Z");
            assertThat(event.toString()).contains("{name=undated, value=true}", p.value());
        }
    }
}
