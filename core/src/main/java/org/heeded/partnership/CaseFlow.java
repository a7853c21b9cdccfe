package org.heeded.partnership;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
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

    /** No case. */
    public static final CaseFlow EMPTY = new CaseFlow(
            new Proposals(0, 0, 0, 0, 0, 0, Map.of(), Results.NONE),
            new Directives(0, 0, 0, Results.NONE),
            0,
            0,
            Map.of());

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

        Proposals plus(Proposals o) {
            return new Proposals(
                    entered + o.entered,
                    withdrawn + o.withdrawn,
                    pending + o.pending,
                    lapsed + o.lapsed,
                    deferred + o.deferred,
                    notChosen + o.notChosen,
                    sum(Decision.Kind.class, decided, o.decided),
                    results.plus(o.results));
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
    public record Directives(long given, long answered, long routine, Results results) {

        Directives plus(Directives o) {
            return new Directives(given + o.given, answered + o.answered, routine + o.routine, results.plus(o.results));
        }
    }

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

        static final Results NONE = new Results(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

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

        Results plus(Results o) {
            return new Results(
                    success + o.success,
                    failure + o.failure,
                    mixed + o.mixed,
                    open + o.open,
                    immature + o.immature,
                    inconclusive + o.inconclusive,
                    invalid + o.invalid,
                    outcomeBeforeDecision + o.outcomeBeforeDecision,
                    sharedCases + o.sharedCases,
                    sharedOutcomes + o.sharedOutcomes,
                    dividedCases + o.dividedCases,
                    dividedOutcomes + o.dividedOutcomes);
        }
    }

    /**
     * The sum.
     *
     * @param o another flow
     * @return both together
     */
    public CaseFlow plus(CaseFlow o) {
        return new CaseFlow(
                proposals.plus(o.proposals),
                directives.plus(o.directives),
                undated + o.undated,
                undatedOutcomes + o.undatedOutcomes,
                sum(Provenance.Kind.class, provenance, o.provenance));
    }

    private static <K extends Enum<K>> Map<K, Long> sum(Class<K> type, Map<K, Long> one, Map<K, Long> other) {
        EnumMap<K, Long> sum = new EnumMap<>(type);
        sum.putAll(one);
        other.forEach((key, count) -> sum.merge(key, count, Long::sum));
        return sum;
    }
}
