package org.heeded.log;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.heeded.model.CorruptException;
import org.heeded.model.EngagementId;
import org.heeded.model.Entry;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.RejectedException;
import org.heeded.model.Rule;
import org.heeded.model.SubjectId;
import org.heeded.model.Text;
import org.heeded.privacy.Sealer;

/** Between entries and records: one entry is one JSON object, specified in {@code docs/FORMAT.md}. */
final class Codec {

    /** A record and what reading it gives: the entry with its personal texts sealed. */
    record Encoded(Entry entry, String json) {}

    private final Sealer sealer;
    private final Predicate<SubjectId> erased;

    Codec(Sealer sealer) {
        this(sealer, subject -> false);
    }

    private Codec(Sealer sealer, Predicate<SubjectId> erased) {
        this.sealer = sealer;
        this.erased = erased;
    }

    /** A codec that uses no key of some subjects, and takes one text of theirs for like another. */
    Codec without(Predicate<SubjectId> some) {
        return new Codec(sealer.without(some), some);
    }

    /** A codec for trying: it leaves no key behind. */
    Codec trial() {
        return new Codec(sealer.trial(), erased);
    }

    /**
     * Writes an entry, its personal texts sealed.
     *
     * @throws RejectedException if its unknown fields are no strict JSON or have the names of known ones
     */
    Encoded encode(Entry entry) {
        boolean[] sealed = {false};
        FieldWriter.TextForm form = (field, text) -> {
            if (text instanceof Text.Personal personal) {
                sealed[0] = true;
                return sealer.seal(entry.engagement(), field, personal);
            }
            if (text instanceof Text.Erased) {
                throw new RejectedException(Rule.ERASED, field, "was erased and cannot be recorded");
            }
            return text;
        };
        String json = write(form, out -> {
            Envelope.write(out, entry);
            out.raw(entry.unknownFields());
        });
        if (entry.unknownFields().isEmpty() && !sealed[0] && !(entry.event() instanceof Event.Unrecognised)) {
            return new Encoded(entry, json);
        }
        return new Encoded(readBack(entry, json), json);
    }

    private Entry readBack(Entry entry, String json) {
        try {
            Entry read = decode(json);
            if (read.unknownFields().equals(entry.unknownFields())
                    && read.event().getClass() == entry.event().getClass()
                    && json.chars().noneMatch(c -> c < ' ')) {
                return read;
            }
        } catch (CorruptException e) {
            // refused below: the same as what cannot be read
        }
        throw new RejectedException(
                Rule.MALFORMED, "unknownFields", "are not strict JSON on one line, or have a known field among them");
    }

    /**
     * Whether a record is one line of text that says what its entry says.
     *
     * @throws CorruptException if it cannot be read
     */
    boolean holds(Recorded recorded) {
        String json = recorded.json();
        return json.indexOf('\n') < 0
                && new String(recorded.bytes(), StandardCharsets.UTF_8).equals(json)
                && decode(json).equals(recorded.entry());
    }

    private static String write(FieldWriter.TextForm form, Consumer<FieldWriter> fields) {
        JsonText json = new JsonText().beginObject();
        fields.accept(new FieldWriter(json, form));
        return json.endObject().toString();
    }

    /**
     * The text of stored bytes.
     *
     * @throws CorruptException if they are not UTF-8
     */
    static String utf8(byte[] bytes, int from, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CorruptException("the record is not UTF-8");
        }
    }

    /**
     * Reads a record.
     *
     * @throws CorruptException if it is not strict JSON, or a known field is missing or wrong
     */
    Entry decode(String json) {
        Fields fields = StrictJson.object(json);
        try {
            FieldReader in = new FieldReader(fields);
            Event event = Envelope.event(in);
            if (event instanceof Event.EntryCorrected corrected
                    && corrected.replacement() instanceof Event.Unrecognised) {
                // what it puts in place is beyond this release, and so is the correction
                in = new FieldReader(fields);
                event = new Event.Unrecognised(in.string("type"), (int) in.integer("v"), Envelope.circumstances(in));
            }
            // the arguments are evaluated in this order: what nobody took by then is unknown
            return new Entry(
                    in.value("id", EntryId::of),
                    in.value("engagement", EngagementId::of),
                    in.integer("n"),
                    in.value("recordedAt", Times::instant),
                    event,
                    raw(json, fields, in));
        } catch (RejectedException e) {
            throw new CorruptException("field " + e.field() + " " + e.problem());
        } catch (IllegalArgumentException e) {
            throw new CorruptException("field n is negative");
        }
    }

    private static SortedMap<String, String> raw(String json, Fields fields, FieldReader in) {
        SortedMap<String, String> raw = new TreeMap<>();
        in.rest().forEach(name -> raw.put(name, fields.raw(fields.index(name), json)));
        return raw;
    }

    /** An event without an entry, as it stands in a correction; texts as they are. */
    static String json(Event event) {
        return write((field, text) -> text, out -> Envelope.write(out, event));
    }

    /** Reads what {@link #json} wrote. */
    static Event event(String json) {
        return Envelope.event(new FieldReader(StrictJson.object(json)));
    }

    /** The sealed texts of an event, in the order of the record. */
    static List<SealedField> sealedFields(Event event) {
        List<SealedField> found = new ArrayList<>();
        String unused = write(
                (field, text) -> {
                    if (text instanceof Text.Sealed sealed) {
                        found.add(new SealedField(field, sealed));
                    }
                    return text;
                },
                out -> Envelope.write(out, event));
        return List.copyOf(found);
    }

    /**
     * What an event says, by field, as JSON text; sealed texts opened where their key is still there, and those of erased
     * subjects all alike: nobody can tell any more.
     */
    SortedMap<String, String> said(EngagementId engagement, Event event) {
        String json = write((field, text) -> opened(engagement, field, text), out -> Envelope.write(out, event));
        SortedMap<String, String> said = new TreeMap<>();
        Fields fields = StrictJson.object(json);
        for (int i = 0; i < fields.size(); i++) {
            said.put(fields.name(i), fields.raw(i, json));
        }
        return said;
    }

    private Text opened(EngagementId engagement, String field, Text text) {
        Optional<SubjectId> subject = subject(text);
        if (subject.filter(erased).isPresent()) {
            return new Text.Erased(subject.get());
        }
        return text instanceof Text.Sealed sealed
                ? sealer.open(engagement, field, sealed)
                        .<Text>map(words -> new Text.Personal(sealed.subject(), words))
                        .orElse(text)
                : text;
    }

    private static Optional<SubjectId> subject(Text text) {
        if (text instanceof Text.Personal personal) {
            return Optional.of(personal.subject());
        }
        return text instanceof Text.Sealed sealed ? Optional.of(sealed.subject()) : Optional.empty();
    }

    /** The names of the fields in which two events of an engagement differ, sorted. */
    List<String> changes(EngagementId engagement, Event before, Event after) {
        Map<String, String> was = said(engagement, before);
        Map<String, String> is = said(engagement, after);
        return Stream.concat(was.keySet().stream(), is.keySet().stream())
                .distinct()
                .filter(name -> !Optional.ofNullable(was.get(name)).equals(Optional.ofNullable(is.get(name))))
                .sorted()
                .toList();
    }
}
