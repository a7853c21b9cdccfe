package org.heeded.partnership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Rows count as a map from lists of words to numbers does. */
class RowsTest {

    /** Some have the same sum of hashes, some are equal and not the same object. */
    private static String word(SplittableRandom random) {
        return random.nextInt(4) == 0
                ? new String[] {"Aa", "BB", "", "C#"}[random.nextInt(4)]
                : Integer.toString(random.nextInt(30));
    }

    private static String[] words(SplittableRandom random) {
        String[] words = new String[random.nextInt(4)];
        for (int i = 0; i < words.length; i++) {
            words[i] = word(random);
        }
        return words;
    }

    private static void add(Map<List<String>, Long> naive, long n, List<String> words) {
        naive.merge(words, n, Long::sum);
        naive.values().removeIf(sum -> sum == 0);
    }

    private static Map<List<String>, Long> said(Rows rows) {
        Map<List<String>, Long> said = new HashMap<>();
        rows.forEach((words, n) -> assertThat(said.put(words, n)).isNull());
        return said;
    }

    /** Counts of at most 3 either way: many come to 0, and up from it again. */
    private static Rows filled(SplittableRandom random, int steps, Map<List<String>, Long> naive) {
        Rows rows = new Rows();
        for (int i = 0; i < steps; i++) {
            String[] words = words(random);
            long n = random.nextInt(-3, 4);
            rows.add(n, words);
            add(naive, n, List.of(words));
        }
        return rows;
    }

    @Test
    void aTableSaysWhatAMapSays() {
        for (int seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Map<List<String>, Long> naive = new HashMap<>();
            Rows rows = filled(random, 1 << seed % 12, naive);

            assertThat(said(rows)).isEqualTo(naive);
            assertThat(rows.size()).isEqualTo(naive.size());
            for (int i = 0; i < 100; i++) {
                String[] words = words(random);
                assertThat(rows.of(words)).isEqualTo(naive.getOrDefault(List.of(words), 0L));
            }
        }
    }

    @Test
    void tuplesComeInOrderWordByWordAndTheShorterOfTwoAlikeFirst() {
        Map<List<String>, Long> naive = new HashMap<>();
        Rows rows = filled(new SplittableRandom(7), 3_000, naive);
        Comparator<List<String>> wordByWord = (a, b) -> {
            for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
                int order = a.get(i).compareTo(b.get(i));
                if (order != 0) {
                    return order;
                }
            }
            return Integer.compare(a.size(), b.size());
        };
        List<List<String>> sorted = naive.keySet().stream().sorted(wordByWord).toList();

        List<List<String>> handedOut = new ArrayList<>();
        rows.inOrder((words, n) -> {
            assertThat(n).isEqualTo(naive.get(words));
            handedOut.add(words);
        });
        assertThat(handedOut).isEqualTo(sorted).hasSizeGreaterThan(500);
        assertThat(rows.tuples()).isEqualTo(sorted);
    }

    @Test
    void theSumOfTablesIsTheSumOfTheirCounts() {
        SplittableRandom random = new SplittableRandom(3);
        Map<List<String>, Long> naive = new HashMap<>();
        Rows sum = new Rows();
        for (int i = 0; i < 40; i++) {
            sum.addAll(filled(random, random.nextInt(400), naive));
        }
        assertThat(said(sum)).isEqualTo(naive);
    }

    @Test
    void tablesAreEqualWhereTheirCountsAreHoweverTheyCameAbout() {
        for (int seed = 0; seed < 30; seed++) {
            Map<List<String>, Long> naive = new HashMap<>();
            Rows rows = filled(new SplittableRandom(seed), 200, naive);
            Rows other = new Rows();
            naive.forEach((words, n) -> other.add(n, words.toArray(new String[0])));

            assertThat(other).isEqualTo(rows).hasSameHashCodeAs(rows);
            List<String> one = rows.tuples().get(0);
            other.count(one.toArray(new String[0]));
            assertThat(other).isNotEqualTo(rows);
            assertThat(rows).isNotEqualTo(other);
        }
    }

    @Test
    void aCopyStaysAsItIs() {
        Map<List<String>, Long> naive = new HashMap<>();
        Rows rows = filled(new SplittableRandom(5), 50, naive);
        Rows copy = rows.copy();
        Rows unused = filled(new SplittableRandom(6), 500, new HashMap<>());
        rows.addAll(unused);
        rows.add(1, copy.tuples().get(0).toArray(new String[0]));
        assertThat(said(copy)).isEqualTo(naive);
    }

    @Test
    void aCountOutOfRangeIsRefused() {
        Rows rows = new Rows();
        rows.add(Long.MAX_VALUE, "a");
        assertThatThrownBy(() -> rows.count("a")).isInstanceOf(ArithmeticException.class);
    }
}
