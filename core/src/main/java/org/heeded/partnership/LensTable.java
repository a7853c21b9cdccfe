package org.heeded.partnership;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.heeded.dossier.AdviceCase;
import org.heeded.dossier.Arm;
import org.heeded.dossier.Result;
import org.heeded.stats.TwoByTwo;

/**
 * What a tally says under one lens, within each client.
 *
 * @param outcomes outcomes by arm, by key, by client
 * @param heed what became of decided advice, by key, by client
 */
record LensTable(
        SortedMap<String, SortedMap<String, ArmTable>> outcomes, SortedMap<String, SortedMap<String, Heed>> heed) {

    private static final String OUTCOMES = "outcomes by ";
    private static final String HEED = "heed by ";
    private static final String FOLLOWED = "followed";
    private static final String REFUSED = "refused";

    static void count(Fold fold, Tally.Counter counter) {
        String client = fold.client();
        List<Rows> outcomes = tables(OUTCOMES, fold, counter);
        List<Rows> heed = tables(HEED, fold, counter);
        // case by case and not lens by lens: a case is asked for all of its keys while it is at hand, and once
        for (Fold.Row row : fold.rows()) {
            String arm = row.arm().name();
            String result = row.result().name();
            AdviceCase c = row.cases().get(0);
            boolean heeded = Fold.hasRow(c) && Fold.isDecided(c);
            for (int i = 0; i < outcomes.size(); i++) {
                String key = row.key(fold.lenses().get(i));
                outcomes.get(i).count(key, client, arm, result);
                if (heeded) {
                    heed.get(i).count(key, client, became(c));
                }
            }
        }
        fold.decided().filter(c -> !Fold.hasRow(c)).forEach(c -> {
            for (int i = 0; i < heed.size(); i++) {
                heed.get(i).count(fold.lenses().get(i).of(c), client, became(c));
            }
        });
    }

    private static String became(AdviceCase decided) {
        return Fold.followed(decided) ? FOLLOWED : REFUSED;
    }

    private static List<Rows> tables(String kind, Fold fold, Tally.Counter counter) {
        return fold.lenses().stream()
                .map(lens -> counter.rows(kind + lens.name()))
                .toList();
    }

    static LensTable of(Lens lens, Tally tally) {
        SortedMap<String, SortedMap<String, ArmTable>> outcomes = new TreeMap<>();
        tally.rows(OUTCOMES + lens.name())
                .forEach((words, n) -> outcomes.computeIfAbsent(words.get(0), k -> new TreeMap<>())
                        .merge(
                                words.get(1),
                                ArmTable.one(Arm.valueOf(words.get(2)), Counts.of(Result.valueOf(words.get(3)), n)),
                                ArmTable::plus));
        SortedMap<String, SortedMap<String, Heed>> heed = new TreeMap<>();
        tally.rows(HEED + lens.name())
                .forEach((words, n) -> heed.computeIfAbsent(words.get(0), k -> new TreeMap<>())
                        .merge(
                                words.get(1),
                                words.get(2).equals(FOLLOWED) ? new Heed(n, 0) : new Heed(0, n),
                                Heed::plus));
        return new LensTable(outcomes, heed);
    }

    /** All keys that occur. */
    Set<String> keys() {
        TreeSet<String> keys = new TreeSet<>(outcomes.keySet());
        keys.addAll(heed.keySet());
        return keys;
    }

    /** Outcomes under a key, over all clients. */
    ArmTable outcomes(String key) {
        return outcomesByClient(key).values().stream().reduce(ArmTable.EMPTY, ArmTable::plus);
    }

    /** Outcomes under each key, over all clients. */
    SortedMap<String, ArmTable> outcomesByKey() {
        TreeMap<String, ArmTable> byKey = new TreeMap<>();
        outcomes.keySet().forEach(key -> byKey.put(key, outcomes(key)));
        return Collections.unmodifiableSortedMap(byKey);
    }

    /** What became of decided advice under a key, over all clients. */
    Heed heed(String key) {
        return heedByClient(key).values().stream().reduce(Heed.NONE, Heed::plus);
    }

    SortedMap<String, Heed> heedByClient(String key) {
        return heed.getOrDefault(key, Collections.emptySortedMap());
    }

    /** Overridden against followed within each client and key. */
    SortedMap<String, TwoByTwo> strataByClient(AnalysisPlan plan) {
        TreeMap<String, TwoByTwo> strata = new TreeMap<>();
        outcomes.forEach((key, byClient) -> byClient.forEach((client, arms) ->
                strata.put(client + " × " + key, arms.against(Arm.OVERRIDDEN, Arm.FOLLOWED, plan.mixed()))));
        return strata;
    }

    /** A measure in one slice against another, within each client: arm 1 is the first slice. */
    List<TwoByTwo> compared(Measure measure, String first, String second, MixedPolicy policy) {
        TreeSet<String> clients = new TreeSet<>();
        for (String key : List.of(first, second)) {
            clients.addAll(outcomesByClient(key).keySet());
            clients.addAll(heedByClient(key).keySet());
        }
        List<TwoByTwo> strata = new ArrayList<>();
        for (String client : clients) {
            long[] one = share(measure, first, client, policy);
            long[] two = share(measure, second, client, policy);
            strata.add(new TwoByTwo(one[0], one[1], two[0], two[1]));
        }
        return strata;
    }

    /** Events and non-events of a measure in a slice of one client. */
    private long[] share(Measure measure, String key, String client, MixedPolicy policy) {
        if (measure == Measure.REFUSED) {
            Heed h = heedByClient(key).getOrDefault(client, Heed.NONE);
            return new long[] {h.refused(), h.followed()};
        }
        Counts counts = Counts.NONE;
        for (Map.Entry<Arm, Counts> arm : outcomesByClient(key)
                .getOrDefault(client, ArmTable.EMPTY)
                .arms()
                .entrySet()) {
            counts = measure.covers(arm.getKey()) ? counts.plus(arm.getValue()) : counts;
        }
        return new long[] {counts.failures(policy), counts.nonFailures(policy)};
    }

    SortedMap<String, ArmTable> outcomesByClient(String key) {
        return outcomes.getOrDefault(key, Collections.emptySortedMap());
    }
}
