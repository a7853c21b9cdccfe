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

    /** Sums a half may have. */
    private static final int MAX_SUMS = 1 << 20;

    /** Subjects beyond which binomial coefficients would leave the range of a double. */
    private static final int MAX_SUBJECTS = 1000;

    /** Scores are whole multiples of 1/SCALE, so that sums are exact and equal ones stay equal but for rounding. */
    private static final double SCALE = 0x1p44;

    private LogRankPermutation() {}

    /** Subjects that are alike: how many, and the score of each. */
    private record Group(int size, long score) {}

    /** Sums of scores in ascending order, with the number of choices that have each. */
    private static final class Sums {

        private static final Sums NONE = new Sums(new long[0], new double[0]);
        private static final Sums EMPTY_CHOICE = new Sums(new long[] {0}, new double[] {1});

        private final long[] values;
        private final double[] ways;

        Sums(long[] values, double[] ways) {
            this.values = values;
            this.ways = ways;
        }

        int size() {
            return values.length;
        }

        Sums shift(long by, double times) {
            return new Sums(
                    Arrays.stream(values).map(value -> value + by).toArray(),
                    Arrays.stream(ways).map(way -> way * times).toArray());
        }

        Sums merge(Sums other) {
            if (other.size() == 0) {
                return this;
            }
            long[] v = new long[size() + other.size()];
            double[] w = new double[v.length];
            int n = 0;
            int i = 0;
            int j = 0;
            while (i < size() || j < other.size()) {
                boolean mine = j == other.size() || (i < size() && values[i] <= other.values[j]);
                long value = mine ? values[i] : other.values[j];
                double way = mine ? ways[i++] : other.ways[j++];
                if (n > 0 && v[n - 1] == value) {
                    w[n - 1] += way;
                } else {
                    v[n] = value;
                    w[n++] = way;
                }
            }
            return n == v.length ? new Sums(v, w) : new Sums(Arrays.copyOf(v, n), Arrays.copyOf(w, n));
        }

        /** The number of pairs, one sum from each list, that add up to at least a bound. */
        double pairsFrom(Sums other, long bound) {
            double pairs = 0;
            double tail = 0;
            int j = other.size();
            for (int i = 0; i < size(); i++) {
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
            for (int i = size() - 1; i >= 0; i--) {
                while (j < other.size() && values[i] + other.values[j] <= bound) {
                    tail += other.ways[j++];
                }
                pairs += ways[i] * tail;
            }
            return pairs;
        }

        double total() {
            return Arrays.stream(ways).sum();
        }
    }

    /** The two-sided p-value; empty if there are too many subjects or sums. */
    static OptionalDouble pValue(TwoArms arms) {
        TwoArms.Moment first = arms.moments().get(0);
        if (first.atRisk() > MAX_SUBJECTS) {
            return OptionalDouble.empty();
        }
        boolean chooseFirst = first.atRisk1() <= first.atRisk2();
        int chosen = (int) (chooseFirst ? first.atRisk1() : first.atRisk2());
        List<Group> groups = new ArrayList<>();
        double hazard = 0;
        long score = 0;
        for (TwoArms.Moment moment : arms.moments()) {
            EventTable.Row mine = chooseFirst ? moment.row1() : moment.row2();
            hazard += (double) moment.events() / moment.atRisk();
            long ofEvent = Math.round((1 - hazard) * SCALE);
            long ofCensored = Math.round(-hazard * SCALE);
            score += mine.events() * ofEvent + mine.censored() * ofCensored;
            groups.add(new Group((int) moment.events(), ofEvent));
            groups.add(new Group((int) moment.censored(), ofCensored));
        }
        // a score is off by half a unit at most, so that equal sums differ by no more units than there are subjects
        long slack = first.atRisk();
        return Math.abs(score) <= slack
                ? OptionalDouble.of(1)
                : pValue(merged(groups), chosen, Math.abs(score) - slack);
    }

    /** Censored subjects with no event between them are alike too. */
    private static List<Group> merged(List<Group> groups) {
        Map<Long, Integer> sizes = new TreeMap<>();
        groups.forEach(group -> sizes.merge(group.score(), group.size(), Integer::sum));
        return sizes.entrySet().stream()
                .map(entry -> new Group(entry.getValue(), entry.getKey()))
                .toList();
    }

    /** The share of choices of so many subjects whose scores add up to at least a sum, or at most to its negative. */
    private static OptionalDouble pValue(List<Group> groups, int chosen, long score) {
        List<Group> bySize = groups.stream()
                .sorted(Comparator.comparingInt(Group::size).reversed())
                .toList();
        List<Group> left = new ArrayList<>();
        List<Group> right = new ArrayList<>();
        double balance = 0;
        for (Group group : bySize) {
            double weight = Math.log1p(group.size());
            (balance <= 0 ? left : right).add(group);
            balance += balance <= 0 ? weight : -weight;
        }
        Sums[] a = sums(left, chosen);
        Sums[] b = a.length == 0 ? a : sums(right, chosen);
        if (b.length == 0) {
            return OptionalDouble.empty();
        }
        double extreme = 0;
        double all = 0;
        for (int k = 0; k <= chosen; k++) {
            Sums one = a[k];
            Sums other = b[chosen - k];
            all += one.total() * other.total();
            extreme += one.pairsFrom(other, score) + one.pairsUpTo(other, -score);
        }
        return OptionalDouble.of(Math.min(1, extreme / all));
    }

    /** All sums of a half by the number chosen, up to a number; empty if there are too many. */
    private static Sums[] sums(List<Group> groups, int most) {
        Sums[] sums = new Sums[most + 1];
        Arrays.fill(sums, Sums.NONE);
        sums[0] = Sums.EMPTY_CHOICE;
        for (Group group : groups) {
            long count = 0;
            // from the top, so that the lists below still are those without the group
            for (int k = most; k >= 0; k--) {
                Sums with = sums[k];
                double ways = 1;
                for (int m = 1; m <= Math.min(group.size(), k); m++) {
                    ways = ways * (group.size() - m + 1) / m;
                    with = with.merge(sums[k - m].shift(m * group.score(), ways));
                    if (count + with.size() > MAX_SUMS) {
                        return new Sums[0];
                    }
                }
                sums[k] = with;
                count += with.size();
            }
        }
        return sums;
    }
}
