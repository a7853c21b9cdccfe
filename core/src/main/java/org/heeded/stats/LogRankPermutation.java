package org.heeded.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The permutation distribution of the log-rank score. A choice of subjects for the smaller arm has as its score the sum
 * of theirs; subjects of one time and fate are alike, so that a group of m takes part in m + 1 ways only. The groups are
 * split in two halves; each half's sums are listed by the number of subjects chosen, sorted, equal ones merged; then
 * every list of one half meets the one of the other half that completes the arm, in a single sweep.
 */
final class LogRankPermutation {

    /** Sums that a half may have. */
    private static final int MAX_SUMS = 1 << 20;

    /** Subjects beyond which binomial coefficients would leave the range of a double. */
    private static final int MAX_SUBJECTS = 1000;

    /** Scores are whole multiples of 1/SCALE, so that sums are exact and equal ones stay equal but for rounding. */
    private static final double SCALE = 0x1p44;

    private LogRankPermutation() {}

    /** Subjects that are alike: how many, and the score of each. */
    private record Group(int size, long score) {}

    /** The two-sided p-value; empty if there are too many subjects or sums. */
    static OptionalDouble pValue(TwoArms arms) {
        TwoArms.Moment first = arms.moments().get(0);
        if (first.atRisk() > MAX_SUBJECTS) {
            return OptionalDouble.empty();
        }
        boolean chooseFirst = first.atRisk1() <= first.atRisk2();
        Map<Long, Integer> groups = new TreeMap<>();
        double hazard = 0;
        long score = 0;
        for (TwoArms.Moment moment : arms.moments()) {
            EventTable.Row chosen = chooseFirst ? moment.row1() : moment.row2();
            hazard += (double) moment.events() / moment.atRisk();
            long ofEvent = Math.round((1 - hazard) * SCALE);
            long ofCensored = Math.round(-hazard * SCALE);
            score += chosen.events() * ofEvent + chosen.censored() * ofCensored;
            groups.merge(ofEvent, (int) moment.events(), Integer::sum);
            groups.merge(ofCensored, (int) moment.censored(), Integer::sum);
        }
        // a score is off by half a unit at most, so that equal sums differ by no more units than there are subjects
        long bound = Math.abs(score) - first.atRisk();
        if (bound <= 0) {
            return OptionalDouble.of(1);
        }
        int chosen = (int) Math.min(first.atRisk1(), first.atRisk2());
        return pValue(
                groups.entrySet().stream()
                        .map(entry -> new Group(entry.getValue(), entry.getKey()))
                        .toList(),
                chosen,
                bound);
    }

    /** The share of choices of so many subjects whose scores add up to at least a bound, or at most to its negative. */
    private static OptionalDouble pValue(List<Group> groups, int chosen, long bound) {
        List<Group> left = new ArrayList<>();
        List<Group> right = new ArrayList<>();
        double balance = 0;
        for (Group group : groups.stream()
                .sorted(Comparator.comparingInt(Group::size).reversed())
                .toList()) {
            (balance <= 0 ? left : right).add(group);
            balance += Math.log1p(group.size()) * (balance <= 0 ? 1 : -1);
        }
        if (countSums(left, chosen) > MAX_SUMS || countSums(right, chosen) > MAX_SUMS) {
            return OptionalDouble.empty();
        }
        Sums[] ofLeft = sums(left, chosen);
        Sums[] ofRight = sums(right, chosen);
        double extreme = 0;
        double all = 0;
        for (int k = 0; k <= chosen; k++) {
            Sums one = ofLeft[k];
            Sums other = ofRight[chosen - k];
            all += one.total() * other.total();
            extreme += one.pairsFrom(other, bound) + one.pairsUpTo(other, -bound);
        }
        return OptionalDouble.of(Math.min(1, extreme / all));
    }

    /** How many sums a half has, equal ones counted apart, over the choices of up to so many. */
    private static double countSums(List<Group> groups, int most) {
        double[] count = new double[most + 1];
        count[0] = 1;
        for (Group group : groups) {
            for (int k = most; k > 0; k--) {
                for (int m = 1; m <= Math.min(group.size(), k); m++) {
                    count[k] += count[k - m];
                }
            }
        }
        return Arrays.stream(count).sum();
    }

    /** All sums of a half by the number chosen, up to so many. */
    private static Sums[] sums(List<Group> groups, int most) {
        Sums[] sums = new Sums[most + 1];
        Arrays.fill(sums, Sums.NONE);
        sums[0] = Sums.EMPTY_CHOICE;
        for (Group group : groups) {
            // from the top, so that the lists below still are those without the group
            for (int k = most; k > 0; k--) {
                double ways = 1;
                for (int m = 1; m <= Math.min(group.size(), k); m++) {
                    ways = ways * (group.size() - m + 1) / m;
                    sums[k] = sums[k].merge(sums[k - m], m * group.score(), ways);
                }
            }
        }
        return sums;
    }

    /** Sums of scores in ascending order, with the number of choices that have each. */
    private static final class Sums {

        private static final Sums NONE = new Sums(new long[0], new double[0], 0);
        private static final Sums EMPTY_CHOICE = new Sums(new long[] {0}, new double[] {1}, 1);

        private final long[] values;
        private final double[] ways;
        private final int size;

        private Sums(long[] values, double[] ways, int size) {
            this.values = values;
            this.ways = ways;
            this.size = size;
        }

        /** These and the other ones, each of those shifted and come about in so many times as many ways. */
        Sums merge(Sums other, long shift, double times) {
            if (other.size == 0) {
                return this;
            }
            long[] v = new long[size + other.size];
            double[] w = new double[size + other.size];
            int n = 0;
            int i = 0;
            int j = 0;
            while (i < size || j < other.size) {
                long mine = i < size ? values[i] : Long.MAX_VALUE;
                long theirs = j < other.size ? other.values[j] + shift : Long.MAX_VALUE;
                v[n] = Math.min(mine, theirs);
                w[n++] = (mine <= theirs ? ways[i++] : 0) + (theirs <= mine ? other.ways[j++] * times : 0);
            }
            return new Sums(v, w, n);
        }

        /** The number of pairs, one sum from each list, that add up to at least a bound. */
        double pairsFrom(Sums other, long bound) {
            double pairs = 0;
            double tail = 0;
            int j = other.size;
            for (int i = 0; i < size; i++) {
                while (j > 0 && values[i] + other.values[j - 1] >= bound) {
                    tail += other.ways[--j];
                }
                pairs += ways[i] * tail;
            }
            return pairs;
        }

        /** The number of pairs that add up to at most a bound. */
        double pairsUpTo(Sums other, long bound) {
            double pairs = 0;
            double tail = 0;
            int j = 0;
            for (int i = size - 1; i >= 0; i--) {
                while (j < other.size && values[i] + other.values[j] <= bound) {
                    tail += other.ways[j++];
                }
                pairs += ways[i] * tail;
            }
            return pairs;
        }

        double total() {
            double total = 0;
            for (int i = 0; i < size; i++) {
                total += ways[i];
            }
            return total;
        }
    }
}
