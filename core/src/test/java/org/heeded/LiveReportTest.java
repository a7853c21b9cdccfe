package org.heeded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.heeded.dossier.Arm;
import org.heeded.dossier.RandomLog;
import org.heeded.log.AppendPolicy;
import org.heeded.log.InMemoryStore;
import org.heeded.log.JsonLinesStore;
import org.heeded.log.Recorded;
import org.heeded.log.Store;
import org.heeded.model.ClientId;
import org.heeded.model.Decision;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.InitiativeId;
import org.heeded.model.Measurement;
import org.heeded.model.PartyId;
import org.heeded.model.Position;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.RejectedException;
import org.heeded.model.Role;
import org.heeded.model.StoreException;
import org.heeded.model.Verdict;
import org.heeded.partnership.AnalysisPlan;
import org.heeded.partnership.ArmTable;
import org.heeded.partnership.Counts;
import org.heeded.partnership.Lens;
import org.heeded.partnership.Slice;
import org.heeded.privacy.InMemoryKeyStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The live report equals the report made from the whole log, whatever is added and however the clock moves. */
class LiveReportTest extends FacadeFixture {

    private static final ReportRequest WITH_HORIZON = ReportRequest.DEFAULT
            .plan(AnalysisPlan.DEFAULT.with(p -> p.horizonDays(60)))
            .by(Lens.tag("season"));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void equalsTheReportOnTheWholeLogAfterEveryFewEntries(long seed) {
        Random random = new Random(seed);
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            List<ReportRequest> requests =
                    List.of(ReportRequest.DEFAULT, WITH_HORIZON, ReportRequest.DEFAULT.client(new ClientId("e1")));
            List<LiveReport> live = requests.stream().map(log::live).toList();
            List<Draft> drafts = drafts(seed, random);
            int taken = 0;
            while (taken < drafts.size()) {
                for (int i = 1 + random.nextInt(12); i > 0 && taken < drafts.size(); i--) {
                    add(log, drafts.get(taken++));
                }
                // minutes, days, weeks, and now and then back
                clock.move(Duration.ofMinutes(random.nextInt(10) == 0 ? -90 : random.nextInt(60 * 24 * 12)));
                for (int i = 0; i < requests.size(); i++) {
                    assertThat(json(live.get(i).report()))
                            .as("seed %s, request %s, after %s", seed, i, taken)
                            .isEqualTo(json(log.report(requests.get(i))));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void aLiveTableEqualsTheTablesOfTheReportAfterEveryFewEntries(long seed) {
        Random random = new Random(seed);
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            List<ReportRequest> requests = List.of(
                    ReportRequest.DEFAULT,
                    WITH_HORIZON,
                    ReportRequest.DEFAULT.client(new ClientId("e1")),
                    ReportRequest.DEFAULT.engagement(new EngagementId("e2")));
            List<Lens> lenses = List.of(Lens.CLIENT, Lens.ROLE, Lens.PROVENANCE, Lens.CHANNEL);
            List<LiveTable> live = requests.stream()
                    .flatMap(request -> lenses.stream().map(lens -> log.live(lens, request)))
                    .toList();
            List<Draft> drafts = drafts(seed, random);
            int taken = 0;
            while (taken < drafts.size()) {
                for (int i = 1 + random.nextInt(4); i > 0 && taken < drafts.size(); i--) {
                    add(log, drafts.get(taken++));
                }
                clock.move(Duration.ofMinutes(
                        random.nextInt(20) == 0 ? -90 : random.nextInt(3) > 0 ? 1 : random.nextInt(60 * 24 * 12)));
                for (int i = 0; i < live.size(); i++) {
                    Lens lens = lenses.get(i % lenses.size());
                    assertThat(live.get(i).outcomes())
                            .as("seed %s, %s, after %s", seed, lens.name(), taken)
                            .isEqualTo(tables(log.report(requests.get(i / lenses.size())), lens));
                }
            }
        }
    }

    @Test
    void aLiveTableFollowsWorkThatIsPutIntoAnInitiativeAfterwards() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            LiveTable live = log.live(Lens.CHANNEL, ReportRequest.DEFAULT);
            Engagement acme = log.engagement("acme");
            PartyId owner = acme.client("owner");
            PartyId ana = acme.marketer("ana", Role.SPECIALIST);
            InitiativeId spring = new InitiativeId("spring");
            Proposal advice = Proposal.of("Pages").channel("ppc").on(day("2025-10-01"));
            acme.propose(new ProposalId("one"), ana, advice.initiative("spring"));
            acme.propose(new ProposalId("two"), ana, advice);
            for (String id : List.of("one", "two")) {
                acme.decide(new ProposalId(id), owner, Decision.followed().on(day("2025-10-02")));
            }
            acme.measure(spring, Measurement.judged(Verdict.SUCCESS).on(day("2025-12-01")));
            assertThat(live.outcomes().get("ppc")).isEqualTo(followed(1, 1));

            EntryId made = all(log).stream()
                    .map(Recorded::entry)
                    .filter(e -> e.event() instanceof Event.ProposalMade p
                            && p.proposal().value().equals("two"))
                    .findFirst()
                    .orElseThrow()
                    .id();
            acme.correct(
                    made,
                    e -> new Event.ProposalMade(
                            new ProposalId("two"), advice.by(ana).initiative("spring")),
                    "it was part of it");
            assertThat(live.outcomes().get("ppc"))
                    .isEqualTo(followed(1, 0))
                    .isEqualTo(tables(log.report(), Lens.CHANNEL).get("ppc"));

            acme.measure(spring, Measurement.judged(Verdict.FAILURE).on(day("2025-12-02")));
            assertThat(live.outcomes()).isEqualTo(tables(log.report(), Lens.CHANNEL));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void aLiveTableGoesOnAfterARestartFromWhatWasKept(long seed) throws Exception {
        Random random = new Random(seed);
        List<Draft> drafts = new ArrayList<>();
        for (int k = 0; k < 12; k++) {
            drafts.addAll(drafts(seed + 100L * k, random, "of" + k + "-"));
        }
        int taken = 0;
        while (taken < drafts.size()) {
            try (DecisionLog log = open(Kept.IN_FILES)) {
                LiveTable live = log.live(Lens.CHANNEL, ReportRequest.DEFAULT);
                assertThat(log.live(Lens.CHANNEL, ReportRequest.DEFAULT)).isSameAs(live);
                for (int i = 0; i < 900 && taken < drafts.size(); i++) {
                    add(log, drafts.get(taken++));
                }
                assertThat(live.outcomes()).isEqualTo(tables(log.report(), Lens.CHANNEL));
                for (int i = 0; i < 40 && taken < drafts.size(); i++) {
                    add(log, drafts.get(taken++)); // behind what is kept
                }
            }
            clock.move(Duration.ofMinutes(random.nextInt(60 * 24 * 3)));
        }
        try (var files = Files.list(directory().resolve("snapshots"))) {
            assertThat(files.map(f -> f.getFileName().toString())).anyMatch(name -> name.startsWith("kept-table-"));
        }
        try (DecisionLog log = open(Kept.IN_FILES)) {
            assertThat(log.live(Lens.CHANNEL, ReportRequest.DEFAULT).outcomes())
                    .isEqualTo(tables(log.report(), Lens.CHANNEL))
                    .isNotEmpty();
        }
    }

    /** A store that can fail, and counts the entries that it is asked for in the order of the log. */
    private static final class Watched implements InvocationHandler {

        private final Store store;
        private int callsLeft = Integer.MAX_VALUE;
        private int read;

        Watched(Store store) {
            this.store = store;
        }

        Store proxy() {
            return (Store) Proxy.newProxyInstance(Store.class.getClassLoader(), new Class<?>[] {Store.class}, this);
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            boolean reads = Set.of("read", "find").contains(method.getName());
            if (reads && callsLeft-- == 0) {
                throw new StoreException(StoreException.Fate.NOT_WRITTEN, "the disk fails now");
            }
            try {
                Object answer = method.invoke(store, arguments);
                if (reads && arguments[0] instanceof Position && answer instanceof List<?> page) {
                    read += page.size();
                }
                return answer;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }

    @Test
    void aLiveTableThatCouldNotReadCountsAllAgain() {
        List<Watched> watched = new ArrayList<>();
        try (DecisionLog log = Opening.elsewhere(options, InMemoryKeyStore::new).writing(sealer -> {
            watched.add(new Watched(InMemoryStore.open(clock, AppendPolicy.LENIENT, sealer)));
            return watched.get(0).proxy();
        })) {
            LiveTable live = log.live(Lens.CHANNEL, ReportRequest.DEFAULT);
            List<Draft> drafts = drafts(31, new Random(31));
            int failed = 0;
            for (int i = 0; i < drafts.size(); i++) {
                add(log, drafts.get(i));
                if (i % 3 == 0) {
                    clock.move(Duration.ofHours(i % 2 == 0 ? 30 : 1));
                }
                watched.get(0).callsLeft = i % 12;
                try {
                    SortedMap<String, ArmTable> unused = live.outcomes();
                } catch (StoreException e) {
                    failed++;
                }
                watched.get(0).callsLeft = Integer.MAX_VALUE;
                if (i % 5 == 0) {
                    assertThat(live.outcomes()).as("after %s", i).isEqualTo(tables(log.report(), Lens.CHANNEL));
                }
            }
            assertThat(live.outcomes())
                    .isEqualTo(tables(log.report(), Lens.CHANNEL))
                    .isNotEmpty();
            assertThat(failed).isGreaterThan(20);
        }
    }

    @Test
    void whatWasKeptIsNotReadAgain() {
        List<Watched> watched = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            try (DecisionLog log = Opening.in(directory(), options).writing(sealer -> {
                watched.add(new Watched(JsonLinesStore.open(directory(), clock, AppendPolicy.LENIENT, sealer)));
                return watched.get(watched.size() - 1).proxy();
            })) {
                Random random = new Random(run);
                for (int k = 0; k < (run == 0 ? 12 : 1); k++) {
                    drafts(1000 * run + k, random, "run" + run + "-" + k + "-").forEach(draft -> add(log, draft));
                }
                assertThat(log.live(Lens.CHANNEL, ReportRequest.DEFAULT).outcomes())
                        .isEqualTo(tables(log.report(), Lens.CHANNEL));
            }
        }
        assertThat(watched.get(0).read).isGreaterThan(1_000);
        assertThat(watched.get(1).read).isBetween(10, 400);
    }

    private static ArmTable followed(long success, long open) {
        return new ArmTable(Map.of(Arm.FOLLOWED, new Counts(0, success, 0, open)));
    }

    private static SortedMap<String, ArmTable> tables(Report report, Lens lens) {
        SortedMap<String, ArmTable> tables = new TreeMap<>();
        for (Slice slice : report.figures().lenses().getOrDefault(lens.name(), List.of())) {
            if (!slice.table().equals(ArmTable.EMPTY)) {
                tables.put(slice.key(), slice.table());
            }
        }
        return tables;
    }

    /** Three engagements, their entries shuffled into one another. */
    private static List<Draft> drafts(long seed, Random random) {
        return drafts(seed, random, "e");
    }

    private static List<Draft> drafts(long seed, Random random, String name) {
        List<List<Draft>> each = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            EngagementId id = new EngagementId(name + k);
            each.add(new ArrayList<>(RandomLog.of(seed * 10 + k, 40).stream()
                    .map(e -> Draft.of(id, e.id(), e.event()))
                    .toList()));
        }
        List<Draft> drafts = new ArrayList<>();
        while (each.stream().anyMatch(list -> !list.isEmpty())) {
            List<Draft> of = each.get(random.nextInt(3));
            if (!of.isEmpty()) {
                drafts.add(of.remove(0));
            }
        }
        return drafts;
    }

    private static void add(DecisionLog log, Draft draft) {
        try {
            log.record(List.of(draft));
        } catch (RejectedException e) {
            // random events break a rule now and then; those that do not suffice
            assertThat(e).hasMessageNotContaining("null");
        }
    }

    @Test
    void isAsOfNowOnly() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> log.live(ReportRequest.DEFAULT.position(Position.START)))
                    .withMessageContaining("as of now");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> log.live(ReportRequest.DEFAULT.cut(clock.instant())))
                    .withMessageContaining("as of now");
        }
    }
}
