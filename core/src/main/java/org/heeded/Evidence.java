package org.heeded;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heeded.evidence.Bundle;
import org.heeded.evidence.Checkpoint;
import org.heeded.evidence.CheckpointDirectory;
import org.heeded.evidence.EvidenceException;
import org.heeded.evidence.Frontier;
import org.heeded.evidence.Hash;
import org.heeded.evidence.MerkleTree;
import org.heeded.evidence.NoteSigner;
import org.heeded.evidence.SignedNote;
import org.heeded.log.Recorded;
import org.heeded.log.SealedField;
import org.heeded.log.Store;
import org.heeded.model.CorruptException;
import org.heeded.model.EngagementId;
import org.heeded.model.EntryId;
import org.heeded.model.RejectedException;
import org.heeded.model.StoreException;
import org.heeded.privacy.Sealer;

/**
 * The tree of each engagement and its newest checkpoint. Nothing is hashed before a checkpoint is asked for, and then
 * only what was appended since the one before; on opening, what the kept checkpoints were signed over.
 */
final class Evidence {

    private static final int PAGE = 1_000;

    private final Store store;
    private final Sealer sealer;
    private final Optional<NoteSigner> signer;
    private final String origin;
    private final Optional<CheckpointDirectory> directory;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<EngagementId, Frontier> frontiers = new HashMap<>();
    private final Map<EngagementId, SignedNote> newest = new HashMap<>();

    /**
     * The evidence of a log, which is compared with the newest checkpoints that it keeps itself.
     *
     * @param directory of the checkpoints; absent: only those who get them keep them
     * @throws CorruptException if the log contradicts one of them
     */
    Evidence(Store store, Sealer sealer, LogOptions options, Optional<CheckpointDirectory> directory) {
        this.store = store;
        this.sealer = sealer;
        this.directory = directory;
        signer = options.signer();
        origin = options.origin().or(() -> signer.map(s -> s.key().name())).orElse("");
        directory.ifPresent(kept -> newest(kept).forEach(this::check));
    }

    /** The origin of an engagement's checkpoints: the log's, and the id with all percent-encoded that is not plain. */
    static String origin(String log, EngagementId engagement) {
        return log + suffix(engagement);
    }

    /** What the origin of an engagement's checkpoints ends with. */
    static String suffix(EngagementId engagement) {
        return "/"
                + URLEncoder.encode(engagement.value(), StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static List<SignedNote> newest(CheckpointDirectory kept) {
        try {
            return kept.newest();
        } catch (EvidenceException e) {
            throw new CorruptException(e.reason());
        } catch (IOException e) {
            throw new StoreException(StoreException.Fate.NOT_WRITTEN, "a checkpoint cannot be read: " + e, e);
        }
    }

    /** Compares the log with a checkpoint that it keeps; they come the smallest tree first. */
    private void check(SignedNote note) {
        Checkpoint signed = Checkpoint.parse(note.text());
        String says = "the newest checkpoint of " + signed.origin() + ", of " + signed.size() + " entries, ";
        try {
            signer.ifPresent(by -> note.verify(Set.of(by.key())));
        } catch (EvidenceException e) {
            throw new CorruptException(says + "was changed: " + e.reason());
        }
        EngagementId engagement = engagement(signed.origin())
                .orElseThrow(() -> new CorruptException(says + "does not name an engagement"));
        if (store.size(engagement) < signed.size()) {
            throw new CorruptException(says + "is ahead of the log, which has " + store.size(engagement)
                    + ": entries were taken away, or an older copy was put back");
        }
        Frontier tree = grown(engagement, signed.size());
        if (!tree.root().equals(signed.root())) {
            throw new CorruptException(says + "was signed over other entries than are in the log");
        }
        frontiers.put(engagement, tree);
        newest.put(engagement, note);
    }

    /** The engagement of an origin that {@link #origin(String, EngagementId)} made. */
    private static Optional<EngagementId> engagement(String origin) {
        try {
            String last = origin.substring(origin.lastIndexOf('/') + 1);
            EngagementId id = EngagementId.of(URLDecoder.decode(last, StandardCharsets.UTF_8));
            return Optional.of(id).filter(e -> origin.endsWith(suffix(e)));
        } catch (IllegalArgumentException | RejectedException e) {
            return Optional.empty();
        }
    }

    private Frontier grown(EngagementId engagement, long size) {
        Frontier tree = frontiers.getOrDefault(engagement, Frontier.EMPTY);
        for (Recorded recorded : entries(engagement, tree.size(), size)) {
            tree = tree.append(Hash.leaf(recorded.bytes()));
        }
        return tree;
    }

    private List<Recorded> entries(EngagementId engagement, long from, long to) {
        List<Recorded> entries = new ArrayList<>();
        while (from + entries.size() < to) {
            long next = from + entries.size();
            entries.addAll(store.read(engagement, next, (int) Math.min(PAGE, to - next)));
        }
        return entries;
    }

    /** The newest checkpoint of an engagement, signed anew if there is more, or another signer, than at the last one. */
    SignedNote checkpoint(EngagementId engagement) {
        NoteSigner by = signer.orElseThrow(() -> new IllegalStateException(
                "this log has no signer; LogOptions.signer(…) gives it one when it is opened"));
        lock.lock();
        try {
            long size = store.size(engagement);
            if (size == 0) {
                throw new IllegalArgumentException("engagement " + engagement + " is not in this log");
            }
            Frontier tree = grown(engagement, size);
            frontiers.put(engagement, tree);
            String text =
                    Checkpoint.of(origin(origin, engagement), size, tree.root()).text();
            SignedNote last = newest.get(engagement);
            if (last != null
                    && last.text().equals(text)
                    && last.signatures().stream().anyMatch(by.key()::claimedBy)) {
                return last;
            }
            SignedNote note = SignedNote.sign(text, by);
            keep(note);
            newest.put(engagement, note);
            return note;
        } finally {
            lock.unlock();
        }
    }

    /** A checkpoint lasts before it leaves the house: a log that forgot one could contradict it. */
    private void keep(SignedNote note) {
        try {
            if (directory.isPresent()) {
                directory.get().keep(note);
            }
        } catch (IOException e) {
            throw new StoreException(StoreException.Fate.WRITTEN, "a checkpoint cannot be kept: " + e, e);
        }
    }

    /** The newest checkpoints of some engagements; none if the log has no signer. */
    Map<EngagementId, SignedNote> checkpoints(List<EngagementId> engagements) {
        Map<EngagementId, SignedNote> notes = new LinkedHashMap<>();
        if (signer.isPresent()) {
            engagements.forEach(engagement -> notes.put(engagement, checkpoint(engagement)));
        }
        return notes;
    }

    /** Signs what was not signed yet; without a signer the store is not even asked. */
    void signAll() {
        if (signer.isPresent()) {
            store.engagements().forEach(this::checkpoint);
        }
    }

    /** The newest checkpoint that there is, for a log without a signer too. */
    Optional<SignedNote> newest(EngagementId engagement) {
        lock.lock();
        try {
            return Optional.ofNullable(newest.get(engagement));
        } finally {
            lock.unlock();
        }
    }

    MerkleTree tree(EngagementId engagement) {
        return tree(entries(engagement, 0, store.size(engagement)));
    }

    private static MerkleTree tree(List<Recorded> entries) {
        return MerkleTree.of(
                entries.stream().map(recorded -> Hash.leaf(recorded.bytes())).toList());
    }

    /** The asked entries of an engagement with all that is needed to verify them. */
    Bundle disclose(DisclosureRequest request) {
        EngagementId engagement = request.engagement();
        SignedNote note = signer.isEmpty() && newest(engagement).isPresent()
                ? newest(engagement).get()
                : checkpoint(engagement);
        List<Recorded> all =
                entries(engagement, 0, Checkpoint.parse(note.text()).size());
        Set<EntryId> asked = new HashSet<>(request.entries());
        List<Recorded> chosen = all.stream()
                .filter(recorded ->
                        asked.isEmpty() || asked.contains(recorded.entry().id()))
                .toList();
        refuseUnknown(request, chosen);
        boolean whole = chosen.size() == all.size();
        MerkleTree tree = whole ? MerkleTree.of(List.of()) : tree(all);
        return new Bundle(
                chosen.stream()
                        .map(recorded -> {
                            int n = (int) recorded.entry().n();
                            List<Hash> path = whole
                                    ? List.of()
                                    : tree.inclusion(n, tree.size()).path();
                            return new Bundle.Item(n, recorded.json(), path, keys(request, recorded));
                        })
                        .toList(),
                note);
    }

    private static void refuseUnknown(DisclosureRequest request, List<Recorded> chosen) {
        Set<EntryId> there =
                chosen.stream().map(recorded -> recorded.entry().id()).collect(Collectors.toSet());
        Stream.concat(request.entries().stream(), request.open().stream().map(DisclosureRequest.Field::entry))
                .filter(id -> !there.contains(id))
                .findFirst()
                .ifPresent(id -> {
                    throw new IllegalArgumentException("entry " + id + " is not among those of engagement "
                            + request.engagement() + " that are disclosed");
                });
    }

    private List<Bundle.FieldKey> keys(DisclosureRequest request, Recorded recorded) {
        EntryId id = recorded.entry().id();
        Set<String> asked = request.open().stream()
                .filter(field -> field.entry().equals(id))
                .map(DisclosureRequest.Field::name)
                .collect(Collectors.toCollection(HashSet::new));
        List<Bundle.FieldKey> keys = new ArrayList<>();
        for (SealedField sealed : recorded.sealedFields()) {
            boolean explicit = asked.contains(sealed.field());
            if (explicit || request.openAll()) {
                sealer.fieldKey(request.engagement(), sealed.field(), sealed.text())
                        .ifPresent(key -> keys.add(new Bundle.FieldKey(
                                sealed.field(), Base64.getEncoder().encodeToString(key))));
            }
        }
        keys.forEach(key -> asked.remove(key.field()));
        if (!asked.isEmpty()) {
            throw new IllegalArgumentException("entry " + id + " has no sealed text that could be opened in field "
                    + asked.iterator().next());
        }
        return keys;
    }
}
