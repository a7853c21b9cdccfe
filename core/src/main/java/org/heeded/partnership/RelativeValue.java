package org.heeded.partnership;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.heeded.model.PartyId;
import org.heeded.stats.Estimate;

/**
 * What a marketer's strategic advice was worth to the business, beside peers (after Bernhart): V = Σ w ÷ years engaged, over
 * mature strategic advice that was followed and succeeded, w from the importance of the goal it served. Refusal is the
 * client's act, so V is also told as if clients had heeded this marketer as they heed the peers. Role and stake stand beside
 * it: value should follow impact, not title or budget. Opt-in, and for the marketer's own side only.
 *
 * @param marketer who
 * @param role the role that most engagements describe the marketer in; absent: none does
 * @param organisation likewise
 * @param stake the money at stake in the marketer's decided advice, by currency; never summed across currencies
 * @param years the time engaged in years of 365.25 days, overlaps counted once
 * @param peers how many marketers are pooled as peers
 * @param value V with its Fay–Feuer gamma interval; undefined below the floors, with what it lacks as the reason
 * @param peerValue the same of the peers pooled; undefined likewise
 * @param factors V taken apart; absent where it is undefined
 * @param atPeersHeed V with the peers' share of strategic advice followed in place of the marketer's own; without limits
 */
public record RelativeValue(
        PartyId marketer,
        Optional<String> role,
        Optional<String> organisation,
        SortedMap<String, BigDecimal> stake,
        double years,
        int peers,
        Estimate value,
        Estimate peerValue,
        Optional<Factors> factors,
        Estimate atPeersHeed) {

    /** Copies. */
    public RelativeValue {
        stake = Collections.unmodifiableSortedMap(new TreeMap<>(stake));
    }

    /**
     * V as a product of its five last components.
     *
     * @param proposals decided, mature advice of the marketer, at least 1
     * @param strategic the strategic of it, at least 1
     * @param followed the followed of that, at least 1
     * @param succeeded the succeeded of that, at least 1
     * @param proposalsAYear proposals ÷ years engaged
     * @param shareStrategic strategic ÷ proposals
     * @param shareFollowed followed ÷ strategic
     * @param shareSucceeded succeeded ÷ followed; outcomes that nobody knows are no successes
     * @param meanWeight the mean weight of what succeeded
     */
    public record Factors(
            long proposals,
            long strategic,
            long followed,
            long succeeded,
            double proposalsAYear,
            double shareStrategic,
            double shareFollowed,
            double shareSucceeded,
            double meanWeight) {

        static Factors of(long proposals, long strategic, long followed, long succeeded, double years, double weight) {
            return new Factors(
                    proposals,
                    strategic,
                    followed,
                    succeeded,
                    proposals / years,
                    (double) strategic / proposals,
                    (double) followed / strategic,
                    (double) succeeded / followed,
                    weight / succeeded);
        }
    }

    static void count(Fold fold, Tally.Counter counter) {
        if (fold.plan().relativeValue()) {
            Portfolio.count(fold, counter);
        }
    }

    static List<RelativeValue> of(Tally tally, AnalysisPlan plan, Instant cut) {
        return plan.relativeValue() ? Portfolio.values(tally, plan, cut) : List.of();
    }
}
