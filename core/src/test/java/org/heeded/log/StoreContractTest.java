package org.heeded.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.heeded.model.DivergedException;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Entry;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.Party;
import org.heeded.model.PartyId;
import org.heeded.model.Position;
import org.heeded.model.RejectedException;
import org.heeded.model.SubjectId;
import org.heeded.testkit.StoreContract;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The contract passes what keeps it, and only that. */
class StoreContractTest {

    /** What the contract is run against; the launcher makes the contracts, in this thread. */
    private static UnaryOperator<Store> flaw = store -> store;

    /** A store that is wrong in one way, and empty whenever it is opened. */
    static class Flawed extends StoreContract {

        @Override
        protected Store open(AppendPolicy policy) {
            return flaw.apply(InMemoryStore.open(clock, policy, sealer));
        }

        @Override
        protected boolean durable() {
            return false;
        }
    }

    /** The same, and it claims to last. */
    static class Forgetful extends Flawed {

        @Override
        protected boolean durable() {
            return true;
        }
    }

    /** The tests of a contract and whether they passed. */
    private static Map<String, Boolean> run(DiscoverySelector tests, UnaryOperator<Store> wrong) {
        Map<String, Boolean> passed = new LinkedHashMap<>();
        flaw = wrong;
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(tests)
                                .build(),
                        new TestExecutionListener() {
                            @Override
                            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                                if (test.isTest()) {
                                    passed.put(
                                            test.getLegacyReportingName(),
                                            result.getStatus() == TestExecutionResult.Status.SUCCESSFUL);
                                }
                            }
                        });
        boolean unused = Thread.interrupted(); // one of them interrupts itself
        return passed;
    }

    private static Set<String> failed(Map<String, Boolean> passed) {
        Set<String> failed = new TreeSet<>();
        passed.forEach((test, success) -> {
            if (!success) {
                failed.add(test.replace("()", ""));
            }
        });
        return failed;
    }

    @Test
    void aStoreThatKeepsItPassesAll() {
        Map<String, Boolean> passed = run(selectClass(Flawed.class), ForwardingStore::new);
        assertThat(passed).hasSizeGreaterThan(30);
        assertThat(failed(passed)).isEmpty();
    }

    @Test
    void aStoreThatKeepsNothingFailsEveryTest() {
        Map<String, Boolean> passed = run(selectClass(Flawed.class), store -> new NothingStore());
        assertThat(passed).hasSizeGreaterThan(30).doesNotContainValue(true);
    }

    @Test
    void aStoreThatForgetsWhatItClaimsToKeepFails() {
        assertThat(failed(run(selectClass(Forgetful.class), ForwardingStore::new)))
                .contains("aStoreThatIsOpenedAgainHasWhatItDeclares");
    }

    @TestFactory
    List<DynamicTest> aStoreWithOneFlawFailsTheTestOfThatPromise() {
        List<DynamicTest> tests = new ArrayList<>();
        FLAWS.forEach((test, wrong) -> tests.add(DynamicTest.dynamicTest(
                test,
                () -> assertThat(run(selectMethod(Flawed.class, test), wrong))
                        .containsExactly(Map.entry(test + "()", false)))));
        return tests;
    }

    private static Recorded with(Recorded recorded, long n, Instant time) {
        Entry e = recorded.entry();
        return new Recorded(
                recorded.position(),
                new Entry(e.id(), e.engagement(), n, time, e.event(), e.unknownFields()),
                recorded.json());
    }

    private static List<Recorded> oneByOne(Store store, List<Draft> group) {
        return group.stream()
                .flatMap(draft -> store.append(List.of(draft)).stream())
                .toList();
    }

    /** By the test that must notice: what is wrong. */
    private static final Map<String, UnaryOperator<Store>> FLAWS = Map.ofEntries(
            Map.entry(
                    "everyEngagementWithSealedTextsOfASubjectHoldsItUntilItIsErased",
                    store -> new ForwardingStore(store) {
                        @Override // forgets what was retracted
                        public List<EngagementId> holding(SubjectId subject) {
                            return super.holding(subject).stream()
                                    .filter(e -> read(e, 0, Integer.MAX_VALUE).stream()
                                            .noneMatch(r -> r.entry().event() instanceof Event.EntryRetracted))
                                    .toList();
                        }
                    }),
            Map.entry("whatWasAppendedIsReadBackInOrder", store -> new ForwardingStore(store) {
                @Override // loses the last entry of a long group
                public List<Recorded> append(List<Draft> group) {
                    return super.append(group.size() > 20 ? group.subList(0, group.size() - 1) : group);
                }
            }),
            Map.entry("theSameDraftAgainIsAnsweredWithTheFirstEntry", store -> new ForwardingStore(store) {
                @Override // writes what is there a second time
                public List<Recorded> append(List<Draft> group) {
                    return super.append(group.stream()
                            .map(d -> d.id().flatMap(this::find).isPresent()
                                    ? new Draft(d.engagement(), Optional.empty(), d.event(), d.unknownFields())
                                    : d)
                            .toList());
                }
            }),
            Map.entry("theSameIdWithOtherContentIsRefused", store -> new ForwardingStore(store) {
                @Override // answers by the id alone
                public List<Recorded> append(List<Draft> group) {
                    return group.size() == 1
                            ? group.get(0)
                                    .id()
                                    .flatMap(this::find)
                                    .map(List::of)
                                    .orElseGet(() -> super.append(group))
                            : super.append(group);
                }
            }),
            Map.entry("anEntryIsTheDraftWithIndexTimeAndId", store -> new ForwardingStore(store) {
                @Override // leaves a gap in n
                public List<Recorded> append(List<Draft> group) {
                    return super.append(group).stream()
                            .map(r -> r.entry().n() == 0
                                    ? r
                                    : with(r, r.entry().n() + 1, r.entry().recordedAt()))
                            .toList();
                }
            }),
            Map.entry("pagesOfAnySizeConcatenateToTheWhole", store -> new ForwardingStore(store) {
                @Override // mixes engagements
                public List<Recorded> read(EngagementId engagement, long fromN, int limit) {
                    return read(new Position(fromN), limit);
                }
            }),
            Map.entry("aReaderSeesAGroupWholeOrNotAtAll", store -> new ForwardingStore(store) {
                @Override // lets readers see what is not complete
                public List<Recorded> append(List<Draft> group) {
                    check(group).stream().findFirst().ifPresent(refusal -> {
                        throw refusal.why();
                    });
                    return group.stream()
                            .flatMap(draft -> {
                                LockSupport.parkNanos(200_000);
                                return store.append(List.of(draft)).stream();
                            })
                            .toList();
                }
            }),
            Map.entry("allEntriesOfAGroupShareOneTime", store -> new ForwardingStore(store) {
                @Override // looks at the clock for each
                public List<Recorded> append(List<Draft> group) {
                    return oneByOne(store, group);
                }
            }),
            Map.entry("aGroupIsTakenWholeOrNotAtAll", store -> new ForwardingStore(store) {
                @Override // takes what comes before the refused one
                public List<Recorded> append(List<Draft> group) {
                    try {
                        return super.append(group);
                    } catch (RejectedException e) {
                        List<Recorded> unused = super.append(
                                group.subList(0, check(group).get(0).index()));
                        throw e;
                    }
                }
            }),
            Map.entry("checkSaysAllThatWouldBeRefusedAndWritesNothing", store -> new ForwardingStore(store) {
                @Override // stops at the first
                public List<Refusal> check(List<Draft> group) {
                    return super.check(group).stream().limit(1).toList();
                }
            }),
            Map.entry("asOfIsThePrefixBeforeTheFirstEntryRecordedLater", store -> new ForwardingStore(store) {
                @Override // counts instead of cutting
                public Position asOf(Instant time) {
                    return new Position(read(Position.START, Integer.MAX_VALUE).stream()
                            .filter(r -> !r.entry().recordedAt().isAfter(time))
                            .count());
                }
            }),
            Map.entry("theNewestStandingDescriptionOfAPartyCounts", store -> new ForwardingStore(store) {
                @Override // the newest, standing or not
                public Optional<Party> party(PartyId party) {
                    return read(Position.START, Integer.MAX_VALUE).stream()
                            .map(r -> r.entry().event())
                            .filter(Event.PartyJoined.class::isInstance)
                            .map(e -> ((Event.PartyJoined) e).party())
                            .filter(p -> p.id().equals(party))
                            .reduce((first, second) -> second);
                }
            }),
            Map.entry("currentIsTheEntryWithItsNewestCorrection", store -> new ForwardingStore(store) {
                @Override // what was written first
                public Optional<Event> current(EntryId id) {
                    return find(id).map(r -> r.entry().event());
                }
            }),
            Map.entry("anInterruptedThreadAppendsAndStaysInterrupted", store -> new ForwardingStore(store) {
                @Override // swallows the interrupt
                public List<Recorded> append(List<Draft> group) {
                    boolean unused = Thread.interrupted();
                    return super.append(group);
                }
            }),
            Map.entry("manyThreadsAppendWithoutGapsAndEachInItsOrder", store -> new ForwardingStore(store) {
                @Override // finds what was appended only when the next one comes
                public Optional<Recorded> find(EntryId id) {
                    return super.find(id).filter(r -> r.position().plus(1).compareTo(end()) < 0);
                }
            }),
            Map.entry("aFollowerIsHandedWhatIsThereAndThenWhatComes", store -> new ForwardingStore(store) {
                @Override // begins one too late
                public Following follow(Position from, Consumer<Recorded> subscriber) {
                    return super.follow(from.plus(1), subscriber);
                }
            }),
            Map.entry("afterCloseNothingWorksButClosingAgain", store -> new ForwardingStore(store) {
                @Override // goes on
                public void close() {}
            }),
            Map.entry("aCopyIsTheSameToTheByteAndTakesUpTheWork", store -> new ForwardingStore(store) {
                @Override // stamps the copy anew
                public void restore(List<Recorded> entries) {
                    List<Recorded> unused = super.append(
                            entries.stream().map(r -> r.entry().draft()).toList());
                }
            }),
            Map.entry("restoreTakesNothingThatDoesNotComeNext", store -> new ForwardingStore(store) {
                @Override // passes over what it cannot take
                public void restore(List<Recorded> entries) {
                    try {
                        super.restore(entries);
                    } catch (DivergedException e) {
                        // as if it were there
                    }
                }
            }));
}
