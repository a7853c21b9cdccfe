package org.heeded.log;

import java.util.Optional;
import org.heeded.model.Circumstances;
import org.heeded.model.CorruptException;
import org.heeded.model.Entry;
import org.heeded.model.Event;
import org.heeded.model.PartyId;
import org.heeded.model.Provenance;
import org.heeded.model.Via;
import org.heeded.model.When;

/** What stands around the fields of a type: id, type, version, index, circumstances. */
final class Envelope {

    private static final int MAX_TYPE = 100;

    private Envelope() {}

    static void write(FieldWriter out, Entry entry) {
        Event event = entry.event();
        Circumstances told = event.circumstances();
        out.string("id", entry.id())
                .string("type", event.type())
                .integer("v", event.v())
                .string("engagement", entry.engagement())
                .integer("n", entry.n())
                .string("occurredAt", told.occurredAt())
                .string("recordedAt", Times.text(entry.recordedAt()));
        rest(out, event);
    }

    /** An event without an entry of its own. */
    static void write(FieldWriter out, Event event) {
        out.string("type", event.type())
                .integer("v", event.v())
                .string("occurredAt", event.circumstances().occurredAt());
        rest(out, event);
    }

    private static void rest(FieldWriter out, Event event) {
        Circumstances told = event.circumstances();
        out.string("by", told.by())
                .string("recordedBy", told.recordedBy())
                .word("via", told.via())
                .string("ref", told.ref())
                .object(
                        "provenance",
                        Optional.of(told.provenance()).filter(p -> p.kind() != Provenance.Kind.LIVE),
                        (o, p) -> o.word("kind", p.kind()).string("sourceCreatedAt", p.sourceCreatedAt()));
        Shapes.of(event.type())
                .filter(shape -> shape.of().isInstance(event))
                .ifPresent(shape -> shape.write(out, event));
    }

    /** The event that an object says; unrecognised where its type or version is not of this release. */
    static Event event(FieldReader in) {
        String type = in.string("type");
        Optional<Shape<?>> known = Shapes.of(type);
        if (known.isEmpty() && (type.length() > MAX_TYPE || !type.matches("[a-z][a-z0-9-]*"))) {
            throw new CorruptException("field type is no name of a type");
        }
        int v = in.optionalInteger("v").orElseThrow(() -> new CorruptException("field v is missing"));
        if (v < 1) {
            throw new CorruptException("field v is below 1");
        }
        return known.isPresent() && v == 1 ? known.get().read(in) : new Event.Unrecognised(type, v, circumstances(in));
    }

    static Circumstances circumstances(FieldReader in) {
        return new Circumstances(
                in.optional("occurredAt", Envelope::when),
                in.optional("by", PartyId::of),
                in.optional("recordedBy", PartyId::of),
                in.optionalWord("via", Via.class),
                in.optionalString("ref"),
                in.optionalObject("provenance")
                        .map(o -> new Provenance(
                                o.word("kind", Provenance.Kind.class), o.optional("sourceCreatedAt", Times::instant)))
                        .orElse(Provenance.LIVE));
    }

    private static When when(String text) {
        return text.length() == Times.DAY ? new When.On(Times.day(text)) : new When.At(Times.instant(text));
    }
}
