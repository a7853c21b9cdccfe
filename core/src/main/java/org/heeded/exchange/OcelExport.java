package org.heeded.exchange;

import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.heeded.dossier.Current;
import org.heeded.exchange.OcelObject.Attribute;
import org.heeded.exchange.OcelObject.Ref;
import org.heeded.exchange.OcelObject.Relation;
import org.heeded.exchange.OcelValue.Kind;
import org.heeded.model.EngagementId;
import org.heeded.model.Entry;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.Text;
import org.heeded.model.When;
import org.heeded.model.WorkId;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/**
 * A log as an object-centric event log, for process mining: OCEL 2.0 in its JSON form (<a
 * href="https://www.ocel-standard.org">www.ocel-standard.org</a>; Berti et al. 2024, arXiv:2403.01975).
 *
 * <p>Its events are the entries as they stand: what was retracted is left out, what was corrected is told as corrected, and
 * corrections, retractions and erasures are no events. Its objects are what they are about: engagements, clients, parties,
 * goals, initiatives, proposals and directives. What describes one of those stands with the object, with the time at which it
 * was said; everything else stands with the event. Names and other texts about a person are left out, and so are the fields
 * that this release does not know. An event without a time has the time at which it was recorded, and {@code true} for its
 * attribute {@code undated}.
 */
public final class OcelExport {

    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    /** Said of how an event came about, not of what it is about. */
    private static final Set<String> CIRCUMSTANCES =
            Set.of("via", "ref", "provenance.kind", "provenance.sourceCreatedAt", "by", "recordedBy");

    private final JsonGenerator json;
    private final List<EngagementId> engagements;
    private final Function<EngagementId, List<Entry>> entries;
    private final Map<String, Map<String, Kind>> eventTypes = new TreeMap<>();
    private final Map<String, Map<String, Kind>> objectTypes = new TreeMap<>();

    private OcelExport(
            JsonGenerator json, List<EngagementId> engagements, Function<EngagementId, List<Entry>> entries) {
        this.json = json;
        this.engagements = engagements;
        this.entries = entries;
    }

    /**
     * Writes a log. It is written while it is read, in two passes; one engagement at a time is held, and what was said of
     * parties and clients.
     *
     * @param out where to; not closed
     * @param engagements which engagements
     * @param entries gives the entries of one of them, in log order, from the first; asked twice, it answers the same
     * @throws UncheckedIOException if it cannot be written
     */
    public static void write(
            OutputStream out, List<EngagementId> engagements, Function<EngagementId, List<Entry>> entries) {
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            new OcelExport(json, engagements, entries).write();
        } catch (JacksonIOException e) {
            throw new UncheckedIOException(e.getCause());
        }
    }

    private void write() {
        json.writeStartObject();
        json.writeArrayPropertyStart("events");
        engagements.forEach(this::events);
        json.writeEndArray();
        json.writeArrayPropertyStart("objects");
        Map<Ref, OcelObject> everywhere = new LinkedHashMap<>();
        engagements.forEach(e -> objects(e, everywhere));
        everywhere.forEach(this::object);
        json.writeEndArray();
        // known only now
        types("eventTypes", eventTypes);
        types("objectTypes", objectTypes);
        json.writeEndObject();
    }

    private List<Current<?>> told(EngagementId engagement) {
        return Current.standing(entries.apply(engagement)).stream()
                .filter(c -> !(c.event() instanceof Event.EntryCorrected
                        || c.event() instanceof Event.EntryRetracted
                        || c.event() instanceof Event.SubjectErased))
                .toList();
    }

    private static String time(Current<?> c) {
        return OcelValue.time(c.when().orElseGet(() -> new When.At(c.entry().recordedAt())));
    }

    private void events(EngagementId engagement) {
        List<Current<?>> told = told(engagement);
        Map<EntryId, Event> byId =
                told.stream().collect(Collectors.toMap(c -> c.entry().id(), Current::event));
        for (Current<?> c : told) {
            Map<String, OcelValue> attributes = new LinkedHashMap<>();
            attributes.put("n", OcelValue.of(c.n()));
            attributes.put("recordedAt", OcelValue.of(c.entry().recordedAt()));
            attributes.put("undated", OcelValue.of(c.when().isEmpty()));
            boolean describes = Ref.describedBy(engagement, c.event()).isPresent();
            Said.of(c.event()).stream()
                    .filter(s -> !describes || CIRCUMSTANCES.contains(s.field()))
                    .forEach(s -> add(engagement, s, attributes));
            json.writeStartObject();
            json.writeStringProperty("id", c.entry().id().toString());
            json.writeStringProperty("type", c.event().type());
            json.writeStringProperty("time", time(c));
            json.writeArrayPropertyStart("attributes");
            Map<String, Kind> declared = eventTypes.computeIfAbsent(c.event().type(), t -> new TreeMap<>());
            attributes.forEach((name, value) -> {
                attribute(name, value, Optional.empty());
                declared.put(name, value.kind());
            });
            json.writeEndArray();
            relationships(relations(engagement, c.event(), byId));
            json.writeEndObject();
        }
    }

    /** Takes what is an attribute: no object, no text about a person, and not the time of the event. */
    private static void add(EngagementId engagement, Said said, Map<String, OcelValue> attributes) {
        boolean personal = said.value() instanceof Text && !(said.value() instanceof Text.Plain);
        if (!personal
                && !said.field().equals("occurredAt")
                && Ref.of(engagement, said.value()).isEmpty()) {
            attributes.merge(said.field(), OcelValue.of(said.value()), OcelValue::and);
        }
    }

    private static Set<Relation> relations(EngagementId engagement, Event event, Map<EntryId, Event> byId) {
        Set<Relation> relations = new LinkedHashSet<>();
        relations.add(new Relation(Ref.of(engagement), "engagement"));
        for (Said said : Said.of(event)) {
            Ref.of(engagement, said.value()).ifPresent(to -> relations.add(new Relation(to, said.field())));
            if (said.value() instanceof EntryId answered) {
                Optional.ofNullable(byId.get(answered)).stream()
                        .flatMap(other -> Said.of(other).stream())
                        .filter(s -> s.value() instanceof WorkId)
                        .flatMap(s -> Ref.of(engagement, s.value()).stream())
                        .forEach(to -> relations.add(new Relation(to, said.field())));
            }
        }
        return relations;
    }

    /** The objects that are mentioned in an engagement; those that it shares with others go to {@code everywhere}. */
    private void objects(EngagementId engagement, Map<Ref, OcelObject> everywhere) {
        Map<Ref, OcelObject> own = new LinkedHashMap<>();
        for (Current<?> c : told(engagement)) {
            Set<Relation> relations = relations(engagement, c.event(), Map.of());
            for (Relation relation : relations) {
                Map<Ref, OcelObject> where = relation.to().everywhere() ? everywhere : own;
                where.computeIfAbsent(relation.to(), ref -> new OcelObject());
            }
            Ref.describedBy(engagement, c.event()).ifPresent(ref -> {
                OcelObject object = (ref.everywhere() ? everywhere : own).computeIfAbsent(ref, r -> new OcelObject());
                Map<String, OcelValue> attributes = new LinkedHashMap<>();
                Said.of(c.event()).stream()
                        .filter(s -> !CIRCUMSTANCES.contains(s.field()))
                        .forEach(s -> add(engagement, s, attributes));
                attributes.forEach((name, value) -> object.attributes().add(new Attribute(name, value, time(c))));
                relations.stream()
                        .filter(r -> !r.to().equals(ref) && !CIRCUMSTANCES.contains(r.qualifier()))
                        .forEach(object.relations()::add);
            });
        }
        own.forEach(this::object);
    }

    private void object(Ref ref, OcelObject object) {
        json.writeStartObject();
        json.writeStringProperty("id", ref.id());
        json.writeStringProperty("type", ref.type());
        json.writeArrayPropertyStart("attributes");
        Map<String, Kind> declared = objectTypes.computeIfAbsent(ref.type(), t -> new TreeMap<>());
        object.attributes().forEach(a -> {
            attribute(a.name(), a.value(), Optional.of(a.time()));
            declared.put(a.name(), a.value().kind());
        });
        json.writeEndArray();
        relationships(object.relations());
        json.writeEndObject();
    }

    private void attribute(String name, OcelValue value, Optional<String> time) {
        json.writeStartObject();
        json.writeStringProperty("name", name);
        time.ifPresent(t -> json.writeStringProperty("time", t));
        json.writeStringProperty("value", value.text());
        json.writeEndObject();
    }

    private void relationships(Set<Relation> relations) {
        json.writeArrayPropertyStart("relationships");
        relations.forEach(r -> {
            json.writeStartObject();
            json.writeStringProperty("objectId", r.to().id());
            json.writeStringProperty("qualifier", r.qualifier());
            json.writeEndObject();
        });
        json.writeEndArray();
    }

    private void types(String name, Map<String, Map<String, Kind>> types) {
        json.writeArrayPropertyStart(name);
        types.forEach((type, attributes) -> {
            json.writeStartObject();
            json.writeStringProperty("name", type);
            json.writeArrayPropertyStart("attributes");
            attributes.forEach((attribute, kind) -> {
                json.writeStartObject();
                json.writeStringProperty("name", attribute);
                json.writeStringProperty("type", kind.word());
                json.writeEndObject();
            });
            json.writeEndArray();
            json.writeEndObject();
        });
        json.writeEndArray();
    }
}
