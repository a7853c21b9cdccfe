package org.heeded;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.heeded.dossier.Arm;
import org.heeded.dossier.CaseRules;
import org.heeded.dossier.Dossier;
import org.heeded.evidence.Hash;
import org.heeded.log.Recorded;
import org.heeded.log.Store;
import org.heeded.model.Description;
import org.heeded.model.EngagementId;
import org.heeded.model.Entry;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.Position;
import org.heeded.model.WorkId;
import org.heeded.partnership.ArmTable;
import org.heeded.partnership.Counts;
import org.heeded.partnership.Lens;

/**
 * The outcomes by arm in each slice of one lens, kept up to date with every entry: for what a tool shows all day. When
 * something is added, only the cases that it can bear on are read again, as they were and as they are; at the end of a day or
 * of a window, their engagement is. So it always equals the tables of a report that is made now, and holds of each proposal no
 * more than where its entries are. Safe for use by several threads.
 */
public final class LiveTable {

    private static final int PAGE = 1024;

    /** What is known of an engagement, and as of when its cases are in the sum. */
    private static final class Ongoing {

        private final Ties ties;
        /** The entries about no work: parties, goals, milestones. They bear on every case. */
        private final List<Entry> general;

        private Instant counted = Instant.MIN;
        private Instant changes = Instant.MAX;

        Ongoing(Ties ties, List<Entry> general) {
            this.ties = ties;
            this.general = general;
        }
    }

    private final DecisionLog log;
    private final Store store;
    private final DossierReader reader;
    private final Lens lens;
    private final ReportRequest request;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<EngagementId, Ongoing> engagements = new HashMap<>();
    private final Map<String, ArmTable> sum = new HashMap<>();
    private Position seen = Position.START;
    private Instant cut = Instant.MIN;
    /** How many entries what the store keeps was made from. */
    private long kept;

    LiveTable(DecisionLog log, Store store, DossierReader reader, Lens lens, ReportRequest request) {
        LiveReport.checkLive(request);
        this.log = log;
        this.store = store;
        this.reader = reader;
        this.lens = lens;
        this.request = request;
    }

    /** Tells this table from every other one, of a lens that is the same in every process. */
    String name() {
        String asked = lens.name()
                + '\n'
                + request.engagement()
                + '\n'
                + request.client()
                + '\n'
                + request.plan().rules(Instant.EPOCH);
        Hash hash = Hash.leaf(asked.getBytes(StandardCharsets.UTF_8));
        return "table-" + HexFormat.of().formatHex(hash.bytes());
    }

    /** Takes what the store keeps, before anything else is done. */
    LiveTable resume(String name) {
        store.kept(name).ifPresent(this::read);
        return this;
    }

    /**
     * The tables as of now.
     *
     * @return outcomes by arm, by the key of the slice; empty key: none was given. A copy
     */
    public SortedMap<String, ArmTable> outcomes() {
        lock.lock();
        try {
            catchUp();
            return Collections.unmodifiableSortedMap(new TreeMap<>(sum));
        } catch (RuntimeException e) {
            // what was taken out may not have been put back: the next look counts all of it again
            engagements.clear();
            sum.clear();
            seen = Position.START;
            throw e;
        } finally {
            lock.unlock();
        }
    }

    private void catchUp() {
        Instant now = log.now();
        Position end = store.end();
        boolean back = now.isBefore(cut);
        engagements.forEach((id, ongoing) -> {
            if (back || !now.isBefore(ongoing.changes)) {
                IntStream all = IntStream.range(0, ongoing.ties.size());
                List<Entry> entries = entries(id, all.toArray());
                replace(id, ongoing, entries, entries, now, true);
            }
        });
        cut = now;
        added(end).forEach((id, entries) -> add(id, entries, now));
        seen = end;
    }

    /** Has the store keep what is held here, so that it need not be made again after a restart. */
    void keep(String name) {
        lock.lock();
        try {
            if (seen.value() > kept) {
                store.keep(name, seen, bytes());
                kept = seen.value();
            }
        } finally {
            lock.unlock();
        }
    }

    private byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(seen.value());
            write(out, cut);
            out.writeInt(sum.size());
            for (Map.Entry<String, ArmTable> slice : sum.entrySet()) {
                out.writeUTF(slice.getKey());
                out.writeInt(slice.getValue().arms().size());
                for (Map.Entry<Arm, Counts> arm : slice.getValue().arms().entrySet()) {
                    out.writeUTF(arm.getKey().name());
                    out.writeLong(arm.getValue().failure());
                    out.writeLong(arm.getValue().success());
                    out.writeLong(arm.getValue().mixed());
                    out.writeLong(arm.getValue().open());
                }
            }
            out.writeInt(engagements.size());
            for (Map.Entry<EngagementId, Ongoing> each : engagements.entrySet()) {
                Ongoing ongoing = each.getValue();
                out.writeUTF(each.getKey().value());
                write(out, ongoing.counted);
                write(out, ongoing.changes);
                out.writeInt(ongoing.general.size());
                for (Entry entry : ongoing.general) {
                    out.writeInt((int) entry.n());
                }
                byte[] ties = ongoing.ties.bytes().array();
                out.writeInt(ties.length);
                out.write(ties);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written", e);
        }
        return bytes.toByteArray();
    }

    private void read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            seen = new Position(in.readLong());
            kept = seen.value();
            cut = instant(in);
            for (int slices = in.readInt(); slices > 0; slices--) {
                String key = in.readUTF();
                Map<Arm, Counts> arms = new EnumMap<>(Arm.class);
                for (int n = in.readInt(); n > 0; n--) {
                    arms.put(
                            Arm.valueOf(in.readUTF()),
                            new Counts(in.readLong(), in.readLong(), in.readLong(), in.readLong()));
                }
                sum.put(key, new ArmTable(arms));
            }
            for (int each = in.readInt(); each > 0; each--) {
                EngagementId id = new EngagementId(in.readUTF());
                Instant counted = instant(in);
                Instant changes = instant(in);
                int[] general = new int[in.readInt()];
                for (int i = 0; i < general.length; i++) {
                    general[i] = in.readInt();
                }
                Ties ties = new Ties(ByteBuffer.wrap(in.readNBytes(in.readInt())));
                Ongoing ongoing = new Ongoing(ties, entries(id, general));
                ongoing.counted = counted;
                ongoing.changes = changes;
                engagements.put(id, ongoing);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("what was kept is whole and has another form", e);
        }
    }

    private static void write(DataOutputStream out, Instant time) throws IOException {
        out.writeLong(time.getEpochSecond());
        out.writeInt(time.getNano());
    }

    private static Instant instant(DataInputStream in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }

    /** What was added since the last time, by engagement. */
    private Map<EngagementId, List<Entry>> added(Position end) {
        Map<EngagementId, List<Entry>> added = new LinkedHashMap<>();
        for (Position from = seen; from.compareTo(end) < 0; ) {
            List<Recorded> page = store.read(from, PAGE);
            for (Recorded recorded : page) {
                Entry entry = recorded.entry();
                if (recorded.position().compareTo(end) < 0
                        && request.engagement()
                                .filter(asked -> !asked.equals(entry.engagement()))
                                .isEmpty()) {
                    added.computeIfAbsent(entry.engagement(), id -> new ArrayList<>())
                            .add(entry);
                }
            }
            from = from.plus(page.size());
        }
        return added;
    }

    private void add(EngagementId id, List<Entry> added, Instant now) {
        Ongoing ongoing = engagements.computeIfAbsent(id, e -> new Ongoing(new Ties(), new ArrayList<>()));
        List<List<WorkId>> about = added.stream().map(this::about).toList();
        boolean all = about.stream().anyMatch(List::isEmpty);
        List<WorkId> touched = about.stream().flatMap(List::stream).distinct().toList();
        int before = ongoing.ties.size();
        List<Entry> were = entries(id, all ? IntStream.range(0, before).toArray() : ongoing.ties.entries(touched));
        if (!all) {
            were = with(ongoing.general, were);
        }
        for (int i = 0; i < added.size(); i++) {
            ongoing.ties.add(about.get(i));
            if (about.get(i).isEmpty()) {
                ongoing.general.add(added.get(i));
            }
        }
        List<Entry> are = all ? with(were, added) : with(ongoing.general, entries(id, ongoing.ties.entries(touched)));
        replace(id, ongoing, were, are, now, all);
    }

    private static List<Entry> with(List<Entry> some, List<Entry> others) {
        return Stream.concat(some.stream(), others.stream())
                .sorted((a, b) -> Long.compare(a.n(), b.n()))
                .toList();
    }

    /** Takes out of the sum what entries came to, and puts in what they come to now. */
    private void replace(
            EngagementId id, Ongoing ongoing, List<Entry> were, List<Entry> are, Instant now, boolean all) {
        if (!were.isEmpty()) {
            covered(id, were, request.plan().rules(ongoing.counted))
                    .ifPresent(d -> ArmTable.by(lens, d).forEach((key, table) -> put(key, table.negated())));
        }
        CaseRules rules = request.plan().rules(now);
        Optional<Dossier> dossier = covered(id, are, rules);
        dossier.ifPresent(d -> ArmTable.by(lens, d).forEach(this::put));
        Instant changes = dossier.map(d -> LiveReport.changes(d, rules)).orElse(Instant.MAX);
        ongoing.changes = all || changes.isBefore(ongoing.changes) ? changes : ongoing.changes;
        ongoing.counted = now;
    }

    private Optional<Dossier> covered(EngagementId id, List<Entry> entries, CaseRules rules) {
        return Optional.of(Dossier.of(id, entries, rules))
                .filter(d -> request.client().filter(c -> !c.equals(d.client())).isEmpty());
    }

    private void put(String key, ArmTable table) {
        ArmTable both = sum.getOrDefault(key, ArmTable.EMPTY).plus(table);
        if (both.equals(ArmTable.EMPTY)) {
            sum.remove(key);
        } else {
            sum.put(key, both);
        }
    }

    private List<Entry> entries(EngagementId id, int[] which) {
        return reader.entries(id, which);
    }

    /** The work that an entry is about, and what that is tied to; of one that amends or answers another, what that is about. */
    private List<WorkId> about(Entry entry) {
        Set<WorkId> works = new LinkedHashSet<>();
        about(entry.event(), works);
        return List.copyOf(works);
    }

    private void about(Event event, Set<WorkId> works) {
        if (event instanceof Event.ProposalMade e) {
            works.add(e.proposal());
            e.advice().answers().ifPresent(works::add);
            about(e.advice().description(), works);
        } else if (event instanceof Event.DirectiveGiven e) {
            works.add(e.directive());
            about(e.order().description(), works);
        } else if (event instanceof Event.TargetAgreed e) {
            works.add(e.initiative());
        } else if (event instanceof Event.DecisionMade e) {
            works.add(e.proposal());
        } else if (event instanceof Event.WorkLaunched e) {
            works.add(e.work());
        } else if (event instanceof Event.OutcomeMeasured e) {
            works.add(e.work());
        } else if (event instanceof Event.ResponsibilityClaimed e) {
            works.add(e.work());
        } else if (event instanceof Event.EntryAnswered e) {
            about(e.entry(), works);
        } else if (event instanceof Event.EntryRetracted e) {
            about(e.entry(), works);
        } else if (event instanceof Event.EntryCorrected e) {
            about(e.entry(), works);
            about(e.replacement(), works);
        }
    }

    private static void about(Description description, Set<WorkId> works) {
        description.initiative().ifPresent(works::add);
    }

    private void about(EntryId id, Set<WorkId> works) {
        store.find(id).ifPresent(recorded -> about(recorded.entry().event(), works));
    }
}
