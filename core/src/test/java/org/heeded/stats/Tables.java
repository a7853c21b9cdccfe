package org.heeded.stats;

import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Tables for property tests: small ones with every pattern of zero cells, then seeded ones of all sizes. */
final class Tables {

    private Tables() {}

    /** Every table with cells up to 2 and two trials or more in all, none with an empty arm. */
    static Stream<TwoByTwo> small() {
        return Stream.iterate(0, i -> i + 1)
                .limit(81)
                .map(i -> new TwoByTwo(i % 3, i / 3 % 3, i / 9 % 3, i / 27))
                .filter(t -> !t.hasEmptyArm());
    }

    /** Seeded tables with cells from 0 to a bound, small cells as frequent as large ones. */
    static Stream<TwoByTwo> random(long seed, int number, long bound) {
        SplittableRandom random = new SplittableRandom(seed);
        return Stream.generate(() -> new TwoByTwo(
                        cell(random, bound), cell(random, bound), cell(random, bound), cell(random, bound)))
                .filter(t -> !t.hasEmptyArm())
                .limit(number);
    }

    private static long cell(SplittableRandom random, long bound) {
        return (long) Math.expm1(random.nextDouble() * Math.log1p((double) bound));
    }
}
