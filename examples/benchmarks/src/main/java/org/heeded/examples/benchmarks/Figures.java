package org.heeded.examples.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What was measured, round by round. */
final class Figures {

    /**
     * One thing that is measured.
     *
     * @param work which work
     * @param size of how many entries; 0 where that is not told
     * @param who whose
     */
    record Key(String work, long size, String who) {}

    /** The middle of some values and their ends. */
    record Spread(double median, double least, double most) {

        static Spread of(List<Double> values) {
            List<Double> sorted = values.stream().sorted().toList();
            int middle = sorted.size() / 2;
            double median =
                    sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
            return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1));
        }
    }

    private final Map<Key, List<Double>> rounds = new LinkedHashMap<>();

    void add(String work, long size, String who, double value) {
        rounds.computeIfAbsent(new Key(work, size, who), k -> new ArrayList<>()).add(value);
    }

    List<Key> keys() {
        return List.copyOf(rounds.keySet());
    }

    Optional<Spread> of(Key key) {
        return Optional.ofNullable(rounds.get(key)).map(Spread::of);
    }

    /** One over the other, round by round, since what disturbs the machine disturbs both. */
    Optional<Spread> ratio(Key one, Key other) {
        List<Double> ones = rounds.getOrDefault(one, List.of());
        List<Double> others = rounds.getOrDefault(other, List.of());
        int both = Math.min(ones.size(), others.size());
        return both == 0
                ? Optional.empty()
                : Optional.of(Spread.of(IntStream.range(0, both)
                        .mapToObj(i -> ones.get(i) / others.get(i))
                        .toList()));
    }
}
