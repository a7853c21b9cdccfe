package org.heeded;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heeded.dossier.Waiting;
import org.heeded.log.Recorded;
import org.heeded.log.Store;
import org.heeded.model.Circumstances;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Entry;
import org.heeded.model.Event;
import org.heeded.model.Party;
import org.heeded.model.PartyId;
import org.heeded.model.Position;
import org.heeded.model.RejectedException;
import org.heeded.model.Rule;
import org.heeded.model.StoreException;
import org.heeded.model.SubjectId;
import org.heeded.model.Text;
import org.heeded.model.WorkId;
import org.heeded.partnership.Lens;
import org.heeded.partnership.PartnershipReport;
import org.heeded.partnership.Slice;
import org.heeded.privacy.Sealer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a log does with the sealed texts of people: reads them, and erases people. Safe for use by several threads. */
final class PersonalTexts {

    private static final Logger LOG = LoggerFactory.getLogger(PersonalTexts.class);
    private static final int PAGE = 1_000;
    private static final int ATTEMPTS = 1_000;
    private static final long PAUSE = 1_000_000;

    private final Store store;
    private final Sealer sealer;

    PersonalTexts(Store store, Sealer sealer) {
        this.store = store;
        this.sealer = sealer;
    }

    /** A sealer that opens nothing of those who are erased. */
    Sealer sealer() {
        return sealer.without(subject -> store.erased().contains(subject));
    }

    /** A text with its words, where they can be read. */
    Text open(EngagementId engagement, String field, Text text) {
        if (!(text instanceof Text.Sealed sealed)) {
            return text;
        }
        return store.erased().contains(sealed.subject())
                ? new Text.Erased(sealed.subject())
                : sealer.open(engagement, field, sealed)
                        .map(words -> Text.about(sealed.subject(), words))
                        .orElse(text);
    }

    /**
     * Records that subjects were erased, then deletes their keys: after a crash in between, the log knows what to do. What
     * was recorded in a transaction that is not committed yet may be rolled back, so then the keys stay for now.
     */
    List<Recorded> erase(Set<SubjectId> subjects) {
        List<Recorded> entries = record(subjects);
        for (SubjectId subject : subjects) {
            if (store.holding(subject).isEmpty()) {
                sealer.deleteKey(subject);
            }
        }
        return entries;
    }

    private List<Recorded> record(Set<SubjectId> subjects) {
        List<Draft> before = List.of();
        for (int attempt = 1; ; attempt++) {
            List<Draft> group = subjects.stream()
                    .flatMap(subject -> store.holding(subject).stream()
                            .map(e -> Draft.of(e, new Event.SubjectErased(subject, Circumstances.NONE))))
                    .toList();
            try {
                return group.isEmpty() ? List.of() : store.append(group);
            } catch (RejectedException e) {
                if (e.rule() == Rule.ERASED && group.equals(before)) {
                    return List.of(); // said already in this transaction
                }
                if (attempt == ATTEMPTS || (e.rule() != Rule.INCOMPLETE_ERASURE && e.rule() != Rule.ERASED)) {
                    throw e;
                }
                // others recorded texts of the subject, or erased it, since we looked: look again when that is to be
                // seen
                before = group;
                LockSupport.parkNanos(PAUSE);
            }
        }
    }

    /** The subjects under which a party was ever named. */
    Set<SubjectId> subjects(PartyId party) {
        Set<SubjectId> subjects = new LinkedHashSet<>();
        entries().forEach(entry -> {
            Event event =
                    entry.event() instanceof Event.EntryCorrected corrected ? corrected.replacement() : entry.event();
            if (event instanceof Event.PartyJoined joined && joined.party().id().equals(party)) {
                subject(joined.party().name()).ifPresent(subjects::add);
                subject(joined.party().email()).ifPresent(subjects::add);
            }
        });
        return subjects;
    }

    /** The newest names of some parties, as they can be read; by party in the order of the log. */
    private Map<PartyId, Text> names(Set<PartyId> parties) {
        Map<PartyId, Text> names = new LinkedHashMap<>();
        entries()
                .filter(entry -> entry.event() instanceof Event.PartyJoined said
                        && parties.contains(said.party().id()))
                .forEach(entry -> {
                    if (store.current(entry.id()).orElse(null) instanceof Event.PartyJoined now) {
                        now.party()
                                .name()
                                .map(name -> open(entry.engagement(), "name", name))
                                .filter(name -> !(name instanceof Text.Sealed))
                                .ifPresent(name -> names.put(now.party().id(), name));
                    }
                });
        return names;
    }

    private Stream<Entry> entries() {
        return Stream.iterate(
                        store.read(Position.START, PAGE),
                        page -> !page.isEmpty(),
                        page -> store.read(page.get(page.size() - 1).position().plus(1), PAGE))
                .flatMap(List::stream)
                .map(Recorded::entry);
    }

    static boolean hasSealedTitle(Waiting item) {
        return subject(item.title()).isPresent();
    }

    /**
     * Figures as they are to be shown. They come without personal titles: a figure outlives an erasure.
     *
     * @param sealed what waits under sealed titles
     * @param words whether to say these and the names of the marketers; else only which titles were erased
     */
    PartnershipReport named(PartnershipReport figures, List<Waiting> sealed, boolean words) {
        Map<Case, Text> titles = new HashMap<>();
        for (Waiting item : sealed) {
            Waiting shown = words ? opened(item) : shown(item);
            shown.title().filter(title -> !(title instanceof Text.Sealed)).ifPresent(t -> titles.put(Case.of(item), t));
        }
        Set<PartyId> marketers = !words
                ? Set.of()
                : figures.lenses().getOrDefault(Lens.MARKETER.name(), List.of()).stream()
                        .map(Slice::key)
                        .filter(key -> !key.isEmpty())
                        .map(PartyId::new)
                        .collect(Collectors.toSet());
        return figures.named(
                marketers.isEmpty() ? Map.of() : names(marketers),
                item -> item.titled(
                        Optional.ofNullable(titles.get(Case.of(item))).or(item::title)));
    }

    private record Case(EngagementId engagement, WorkId id) {

        static Case of(Waiting item) {
            return new Case(item.engagement(), item.id());
        }
    }

    private Waiting opened(Waiting item) {
        return item.titled(item.title().map(title -> open(item.engagement(), "title", title)));
    }

    /** What waits, with a title that says that it was erased; a sealed one stays so. */
    Waiting shown(Waiting item) {
        return subject(item.title())
                .filter(subject -> store.erased().contains(subject))
                .map(subject -> item.titled(Optional.of(new Text.Erased(subject))))
                .orElse(item);
    }

    private static Optional<SubjectId> subject(Optional<Text> text) {
        return text.orElse(null) instanceof Text.Sealed sealed ? Optional.of(sealed.subject()) : Optional.empty();
    }

    /**
     * Deletes the keys that an interrupted erasure has left. A key store that cannot be reached does not keep the log shut:
     * the keys are not used any more, and the next opening tries again.
     */
    void finishErasures() {
        for (SubjectId subject : store.erased()) {
            try {
                if (sealer.hasKey(subject)) {
                    sealer.deleteKey(subject);
                    LOG.info("finished the erasure of subject {}: its key is deleted", subject);
                }
            } catch (StoreException e) {
                LOG.warn(
                        "the erasure of subject {} is not finished, its key may still be there: {}",
                        subject,
                        e.getMessage());
            }
        }
    }

    /** A description with the name and the address that can be read. */
    Party open(EngagementId engagement, Party party) {
        Party opened = party;
        if (party.name().isPresent()) {
            opened = opened.name(open(engagement, "name", party.name().get()));
        }
        return party.email().isPresent()
                ? opened.email(open(engagement, "email", party.email().get()))
                : opened;
    }
}
