package org.heeded.partnership;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.heeded.dossier.AdviceCase;
import org.heeded.dossier.InitiativeOutcome;
import org.heeded.dossier.Result;
import org.heeded.dossier.State;
import org.heeded.model.Decision;
import org.heeded.model.Provenance;

/**
 * Where every proposal and directive has gone; each is in exactly one box, and the boxes add up.
 *
 * @param proposals the proposals
 * @param directives the directives
 * @param undated cases whose decision (order: giving) or known outcome has no time
 * @param undatedOutcomes cases whose known outcome has no time
 * @param provenance how the cases came into the log
 */
public record CaseFlow(
        Proposals proposals,
        Directives directives,
        long undated,
        long undatedOutcomes,
        Map<Provenance.Kind, Long> provenance) {

    private static final String PROPOSALS = "flow of proposals";
    private static final String DIRECTIVES = "flow of directives";
    private static final String CROSS = "flow, undated";
    private static final String ORIGINS = "flow by provenance";
    private static final String DECIDED = "decided";
    private static final String ANSWERED = "answered";
    private static final String SHARED_OUTCOMES = "shared outcomes";
    private static final String DIVIDED_OUTCOMES = "divided outcomes";
    private static final String CASES = "cases";
    private static final String OUTCOMES = "outcomes";

    /** Copies. */
    public CaseFlow {
        EnumMap<Provenance.Kind, Long> copy = new EnumMap<>(Provenance.Kind.class);
        copy.putAll(provenance);
        provenance = Collections.unmodifiableMap(copy);
    }

    /**
     * The proposals: entered = withdrawn + pending + lapsed + deferred + not chosen + decided, and decided = results.
     *
     * @param entered all
     * @param withdrawn taken back or replaced
     * @param pending without an answer
     * @param lapsed past their day for an answer, or put off for more than 90 days
     * @param deferred put off
     * @param notChosen another advised option was taken
     * @param decided by kind of decision: followed, delegated, adapted, overridden, declined
     * @param results what came of the decided ones
     */
    public record Proposals(
            long entered,
            long withdrawn,
            long pending,
            long lapsed,
            long deferred,
            long notChosen,
            Map<Decision.Kind, Long> decided,
            Results results) {

        /** Copies. */
        public Proposals {
            EnumMap<Decision.Kind, Long> copy = new EnumMap<>(Decision.Kind.class);
            copy.putAll(decided);
            decided = Collections.unmodifiableMap(copy);
        }

        /**
         * Decided proposals.
         *
         * @param kind the kind of decision
         * @return how many
         */
        public long decided(Decision.Kind kind) {
            return decided.getOrDefault(kind, 0L);
        }

        /**
         * All decided proposals.
         *
         * @return followed, delegated, adapted, overridden and declined
         */
        public long allDecided() {
            return decided.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * The directives: given = answered + routine + results.
     *
     * @param given all
     * @param answered those that a proposal answers, counted there
     * @param routine day-to-day work
     * @param results what came of the others
     */
    public record Directives(long given, long answered, long routine, Results results) {}

    /**
     * What came of cases.
     *
     * @param success successes
     * @param failure failures
     * @param mixed mixed
     * @param open mature, no outcome known
     * @param immature not due yet, or not watched for the whole horizon
     * @param inconclusive the result cannot tell
     * @param invalid the result cannot be used
     * @param outcomeBeforeDecision the outcome came first
     * @param sharedCases cases that share an initiative's outcome with cases of the same arm only
     * @param sharedOutcomes those outcomes
     * @param dividedCases cases that share an initiative's outcome with cases of other arms
     * @param dividedOutcomes those outcomes
     */
    public record Results(
            long success,
            long failure,
            long mixed,
            long open,
            long immature,
            long inconclusive,
            long invalid,
            long outcomeBeforeDecision,
            long sharedCases,
            long sharedOutcomes,
            long dividedCases,
            long dividedOutcomes) {

        /**
         * All cases.
         *
         * @return the sum of the boxes, outcomes of initiatives not counted
         */
        public long cases() {
            return success
                    + failure
                    + mixed
                    + open
                    + immature
                    + inconclusive
                    + invalid
                    + outcomeBeforeDecision
                    + sharedCases
                    + dividedCases;
        }

        private static Results of(String table, Tally tally) {
            return new Results(
                    tally.count(table, Result.SUCCESS.name()),
                    tally.count(table, Result.FAILURE.name()),
                    tally.count(table, Result.MIXED.name()),
                    tally.count(table, Result.OPEN.name()),
                    tally.count(table, Result.IMMATURE.name()),
                    tally.count(table, Result.INCONCLUSIVE.name()),
                    tally.count(table, Result.INVALID.name()),
                    tally.count(table, Result.OUTCOME_BEFORE_DECISION.name()),
                    tally.count(table, Result.SHARED.name()),
                    tally.count(table, SHARED_OUTCOMES),
                    tally.count(table, Result.DIVIDED.name()),
                    tally.count(table, DIVIDED_OUTCOMES));
        }
    }

    static void count(Fold fold, Tally.Counter counter) {
        fold.cases().forEach(c -> {
            String table = c.isProposal() ? PROPOSALS : DIRECTIVES;
            counter.count(table, c.state().name());
            if (c.state() == State.DECIDED) {
                counter.count(table, DECIDED, c.choice().orElseThrow().kind().name());
            }
            c.result().ifPresent(result -> counter.count(table, result.name()));
            counter.count(ORIGINS, c.circumstances().provenance().kind().name());
            if (c.undated()) {
                counter.count(CROSS, CASES);
            }
            if (c.outcome().filter(o -> o.at().isEmpty()).isPresent()) {
                counter.count(CROSS, OUTCOMES);
            }
        });
        counter.rows(DIRECTIVES).add(fold.dossier().answered().size(), ANSWERED);
        for (InitiativeOutcome shared : fold.dossier().initiatives()) {
            String box = shared.arm().isPresent() ? SHARED_OUTCOMES : DIVIDED_OUTCOMES;
            if (fold.dossier().cases(shared).anyMatch(AdviceCase::isProposal)) {
                counter.count(PROPOSALS, box);
            }
            if (!fold.dossier().cases(shared).allMatch(AdviceCase::isProposal)) {
                counter.count(DIRECTIVES, box);
            }
        }
    }

    static CaseFlow of(Tally tally) {
        EnumMap<Decision.Kind, Long> decided = new EnumMap<>(Decision.Kind.class);
        for (Decision.Kind kind : Decision.Kind.values()) {
            long n = tally.count(PROPOSALS, DECIDED, kind.name());
            if (n > 0) {
                decided.put(kind, n);
            }
        }
        long ordered = tally.count(DIRECTIVES, State.ORDERED.name());
        long routine = tally.count(DIRECTIVES, State.ROUTINE.name());
        long answered = tally.count(DIRECTIVES, ANSWERED);
        EnumMap<Provenance.Kind, Long> provenance = new EnumMap<>(Provenance.Kind.class);
        tally.rows(ORIGINS).forEach((words, n) -> provenance.put(Provenance.Kind.valueOf(words.get(0)), n));
        long withdrawn = tally.count(PROPOSALS, State.WITHDRAWN.name());
        long pending = tally.count(PROPOSALS, State.PENDING.name());
        long lapsed = tally.count(PROPOSALS, State.LAPSED.name());
        long deferred = tally.count(PROPOSALS, State.DEFERRED.name());
        long notChosen = tally.count(PROPOSALS, State.NOT_CHOSEN.name());
        long entered =
                withdrawn + pending + lapsed + deferred + notChosen + tally.count(PROPOSALS, State.DECIDED.name());
        return new CaseFlow(
                new Proposals(
                        entered,
                        withdrawn,
                        pending,
                        lapsed,
                        deferred,
                        notChosen,
                        decided,
                        Results.of(PROPOSALS, tally)),
                new Directives(ordered + routine + answered, answered, routine, Results.of(DIRECTIVES, tally)),
                tally.count(CROSS, CASES),
                tally.count(CROSS, OUTCOMES),
                provenance);
    }
}
