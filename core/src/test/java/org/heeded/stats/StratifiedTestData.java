package org.heeded.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Seeded strata for property tests. */
final class StratifiedTestData {

    private StratifiedTestData() {}

    /** Strata of up to the given cell size, some with empty arms, some with one outcome only. */
    static List<TwoByTwo> random(SplittableRandom random, int strata, int largest) {
        List<TwoByTwo> tables = new ArrayList<>();
        for (int i = 0; i < strata; i++) {
            int bound = 1 + random.nextInt(largest);
            tables.add(new TwoByTwo(
                    random.nextInt(bound + 1),
                    random.nextInt(bound + 1),
                    random.nextInt(bound + 1),
                    random.nextInt(bound + 1)));
        }
        return tables;
    }

    /** Strata with cells at the ends of what is allowed: every pair of hostile tables, and each alone. */
    static List<List<TwoByTwo>> hostile() {
        long[] counts = {0, 1, 3, 1_000, 1_000_000_000L, TwoByTwo.MAX_COUNT};
        List<TwoByTwo> tables = new ArrayList<>();
        for (long a : counts) {
            for (long b : counts) {
                for (long c : counts) {
                    for (long d : counts) {
                        tables.add(new TwoByTwo(a, b, c, d));
                    }
                }
            }
        }
        List<List<TwoByTwo>> hostile = new ArrayList<>();
        hostile.add(List.of());
        tables.forEach(table -> hostile.add(List.of(table)));
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 2_000; i++) {
            List<TwoByTwo> some = new ArrayList<>();
            for (int k = 2 + random.nextInt(12); k > 0; k--) {
                some.add(tables.get(random.nextInt(tables.size())));
            }
            hostile.add(some);
        }
        return hostile;
    }
}
