package org.heeded.partnership;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.heeded.model.Origin;

/**
 * What clients ask for beside where the team is deep: to be weighed, after one's own strengths.
 *
 * @param quarters what was asked for, by channel and quarter
 * @param depth what marketers advised, by channel
 */
public record Demand(List<Asked> quarters, List<Deep> depth) {

    private static final String ASKED = "asked for by channel and quarter";
    private static final String DEPTH = "advice by channel";
    private static final String ORDERS = "orders";
    private static final String REQUESTED = "requested";
    private static final String ALL = "all";
    private static final String AT_HOME = "home channel";

    /**
     * What was asked for in a channel in a quarter.
     *
     * @param channel the channel
     * @param quarter the quarter, for instance {@code 2026-Q1}; absent: undated
     * @param orders directives
     * @param requested proposals that were asked for
     */
    public record Asked(String channel, Optional<String> quarter, long orders, long requested) {}

    /**
     * What marketers bring to a channel.
     *
     * @param channel the channel
     * @param proposals proposals in it
     * @param atHome those by marketers whose home channel it is
     */
    public record Deep(String channel, long proposals, long atHome) {}

    /** Copies. */
    public Demand {
        quarters = List.copyOf(quarters);
        depth = List.copyOf(depth);
    }

    static void count(Fold fold, Tally.Counter counter) {
        fold.cases().filter(c -> c.description().channel().isPresent()).forEach(c -> {
            String channel = c.description().channel().get();
            String quarter = c.at().map(at -> Lens.quarter(at.day(fold.zone()))).orElse(Fold.NOT_GIVEN);
            if (!c.isProposal()) {
                counter.count(ASKED, channel, quarter, ORDERS);
                return;
            }
            if (c.origin().equals(Optional.of(Origin.REQUESTED))) {
                counter.count(ASKED, channel, quarter, REQUESTED);
            }
            counter.count(DEPTH, channel, ALL);
            if (c.adviser().filter(a -> a.homeChannels().contains(channel)).isPresent()) {
                counter.count(DEPTH, channel, AT_HOME);
            }
        });
    }

    static Demand of(Tally tally) {
        TreeMap<List<String>, Asked> quarters = new TreeMap<>(Tally.WORD_BY_WORD);
        tally.rows(ASKED)
                .tuples()
                .forEach(words -> quarters.put(
                        words.subList(0, 2),
                        new Asked(
                                words.get(0),
                                Optional.of(words.get(1)).filter(q -> !q.isEmpty()),
                                tally.count(ASKED, words.get(0), words.get(1), ORDERS),
                                tally.count(ASKED, words.get(0), words.get(1), REQUESTED))));
        List<Deep> depth = new ArrayList<>();
        tally.rows(DEPTH).inOrder((words, n) -> {
            if (words.get(1).equals(ALL)) {
                depth.add(new Deep(words.get(0), n, tally.count(DEPTH, words.get(0), AT_HOME)));
            }
        });
        return new Demand(List.copyOf(quarters.values()), depth);
    }
}
