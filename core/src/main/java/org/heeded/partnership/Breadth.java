package org.heeded.partnership;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.heeded.dossier.Arm;
import org.heeded.model.PartyId;
import org.heeded.stats.TwoByTwo;

/**
 * In how many channels marketers advise, and whether they are heeded and succeed inside their main one.
 *
 * @param marketers each marketer who advised in a channel
 * @param refused of decided advice, the share refused: outside the marketer's main channel against inside, within each
 *     client
 * @param failed of followed advice, the share that failed: outside the main channel against inside, within each client
 */
public record Breadth(List<MarketerBreadth> marketers, Within refused, Within failed) {

    private static final String TABLE = "advice by marketer and channel";

    /** Effective channels below this: a specialist. */
    private static final double HALF = 1.5;

    /** Effective channels above this: a generalist. */
    private static final double BROAD = 3;

    /** How broadly a marketer works. */
    public enum Kind {
        /** Fewer than 1.5 effective channels. */
        SPECIALIST,
        /** 1.5 to 3 effective channels. */
        HALF_SPECIALISED,
        /** More than 3 effective channels. */
        GENERALIST
    }

    /**
     * One marketer.
     *
     * @param marketer the marketer's id
     * @param proposals proposals with a channel
     * @param channels channels they were in
     * @param effective the effective number of channels, the inverse of Simpson's index 1 ÷ Σ shareᵢ², at least 1
     * @param kind what that amounts to
     * @param main the channel with the most proposals; of several the first by name
     * @param depth the share of proposals in it
     * @param heedInside what became of decided advice in it
     * @param heedOutside what became of decided advice in other channels
     * @param followedInside the outcomes of followed advice in it
     * @param followedOutside the outcomes of followed advice in other channels
     */
    public record MarketerBreadth(
            PartyId marketer,
            long proposals,
            int channels,
            double effective,
            Kind kind,
            String main,
            double depth,
            Heed heedInside,
            Heed heedOutside,
            Counts followedInside,
            Counts followedOutside) {}

    /** Copies. */
    public Breadth {
        marketers = List.copyOf(marketers);
    }

    static void count(Fold fold, Tally.Counter counter) {
        fold.cases()
                .filter(c -> c.isProposal() && c.marketer().isPresent())
                .forEach(c -> c.description()
                        .channel()
                        .ifPresent(channel ->
                                counter.count(TABLE, c.marketer().get().value(), channel)));
    }

    static Breadth of(Tally tally, AnalysisPlan plan) {
        SortedMap<String, SortedMap<String, Long>> advice = new TreeMap<>();
        tally.rows(TABLE)
                .forEach((words, n) -> advice.computeIfAbsent(words.get(0), m -> new TreeMap<>())
                        .put(words.get(1), n));
        LensTable table = LensTable.of(Lens.MARKETER.and(Lens.CHANNEL), tally);
        Map<String, Inside> inside = new HashMap<>();
        Map<String, Inside> outside = new HashMap<>();
        List<MarketerBreadth> marketers = new ArrayList<>();
        advice.forEach((marketer, channels) -> {
            String main = main(channels);
            Heed heedInside = Heed.NONE;
            Heed heedOutside = Heed.NONE;
            Counts followedInside = Counts.NONE;
            Counts followedOutside = Counts.NONE;
            for (String channel : channels.keySet()) {
                String key = Lens.both(marketer, channel);
                Counts followed = table.outcomes(key).of(Arm.FOLLOWED);
                if (channel.equals(main)) {
                    heedInside = heedInside.plus(table.heed(key));
                    followedInside = followedInside.plus(followed);
                } else {
                    heedOutside = heedOutside.plus(table.heed(key));
                    followedOutside = followedOutside.plus(followed);
                }
                Map<String, Inside> side = channel.equals(main) ? inside : outside;
                table.heedByClient(key)
                        .forEach((client, h) -> side.merge(client, new Inside(h, Counts.NONE), Inside::plus));
                table.outcomesByClient(key)
                        .forEach((client, arms) ->
                                side.merge(client, new Inside(Heed.NONE, arms.of(Arm.FOLLOWED)), Inside::plus));
            }
            long proposals =
                    channels.values().stream().mapToLong(Long::longValue).sum();
            double effective = effective(channels, proposals);
            marketers.add(new MarketerBreadth(
                    new PartyId(marketer),
                    proposals,
                    channels.size(),
                    effective,
                    effective < HALF ? Kind.SPECIALIST : effective <= BROAD ? Kind.HALF_SPECIALISED : Kind.GENERALIST,
                    main,
                    (double) channels.getOrDefault(main, 0L) / proposals,
                    heedInside,
                    heedOutside,
                    followedInside,
                    followedOutside));
        });
        return new Breadth(
                marketers,
                Within.of(strata(outside, inside, Inside::refused), plan),
                Within.of(strata(outside, inside, i -> i.failed(plan.mixed())), plan));
    }

    /** One client's advice inside or outside main channels. */
    private record Inside(Heed heed, Counts followed) {

        static final Inside NONE = new Inside(Heed.NONE, Counts.NONE);

        Inside plus(Inside other) {
            return new Inside(heed.plus(other.heed), followed.plus(other.followed));
        }

        long[] refused() {
            return new long[] {heed.refused(), heed.followed()};
        }

        long[] failed(MixedPolicy policy) {
            return new long[] {followed.failures(policy), followed.nonFailures(policy)};
        }
    }

    private static List<TwoByTwo> strata(
            Map<String, Inside> first, Map<String, Inside> second, Function<Inside, long[]> share) {
        TreeMap<String, Inside> clients = new TreeMap<>(first);
        clients.putAll(second);
        return clients.keySet().stream()
                .map(client -> {
                    long[] one = share.apply(first.getOrDefault(client, Inside.NONE));
                    long[] two = share.apply(second.getOrDefault(client, Inside.NONE));
                    return new TwoByTwo(one[0], one[1], two[0], two[1]);
                })
                .toList();
    }

    private static String main(SortedMap<String, Long> channels) {
        String main = channels.firstKey();
        for (Map.Entry<String, Long> channel : channels.entrySet()) {
            main = channel.getValue() > channels.getOrDefault(main, 0L) ? channel.getKey() : main;
        }
        return main;
    }

    private static double effective(SortedMap<String, Long> channels, long proposals) {
        double squares = channels.values().stream()
                .mapToDouble(n -> (double) n / proposals)
                .map(share -> share * share)
                .sum();
        return 1 / squares;
    }
}
