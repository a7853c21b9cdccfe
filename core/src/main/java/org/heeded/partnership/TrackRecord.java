package org.heeded.partnership;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.heeded.dossier.Arm;
import org.heeded.dossier.Outcome;
import org.heeded.dossier.Result;
import org.heeded.model.PartyId;
import org.jspecify.annotations.Nullable;

/**
 * How well a marketer's advice had done elsewhere, as known when the decision was made: of the marketer's followed advice
 * with other clients whose outcome was known on an earlier day, the share that did not fail. Nothing that the decision led
 * to is in it, nor anything of the same client.
 */
final class TrackRecord {

    /** Followed advice: marketer, client, the day its outcome was known, whether it was good. */
    private static final String KNOWN = "track record, outcomes";

    /** What is rated by the record: marketer, client, day of the decision, arm, result. */
    static final String DECISIONS = "track record, decisions";

    private static final String GOOD = "good";
    private static final String FAILED = "failed";

    private static final List<GoodMarketer.Third> THIRDS =
            List.of(GoodMarketer.Third.LOWEST, GoodMarketer.Third.MIDDLE, GoodMarketer.Third.HIGHEST);

    private static final Set<Arm> ARMS = EnumSet.of(Arm.OVERRIDDEN, Arm.FOLLOWED);

    /**
     * A share of outcomes.
     *
     * @param good those that did not fail
     * @param known all, at least 1
     */
    record Share(long good, long known) {

        /** By size; 1 of 2 is as large as 2 of 4. */
        static final Comparator<Share> BY_SIZE =
                (a, b) -> Long.compare(Math.multiplyExact(a.good, b.known), Math.multiplyExact(b.good, a.known));

        private static final Share NONE = new Share(0, 0);

        private Share plus(Share other) {
            return new Share(good + other.good, known + other.known);
        }

        private Share minus(Share other) {
            return new Share(good - other.good, known - other.known);
        }

        double value() {
            return (double) good / known;
        }
    }

    /** Who decided about whose advice when: what is rated. */
    record Rated(String marketer, String client, LocalDate day) {

        static Rated of(List<String> words) {
            return new Rated(words.get(0), words.get(1), LocalDate.parse(words.get(2)));
        }
    }

    private final Map<String, NavigableMap<LocalDate, Share>> everywhere = new HashMap<>();
    private final Map<List<String>, NavigableMap<LocalDate, Share>> withClient = new HashMap<>();
    private final NavigableMap<Share, GoodMarketer.Third> thirds = new TreeMap<>(Share.BY_SIZE);
    private final int floor;
    private long most;

    static void count(Fold fold, Tally.Counter counter) {
        for (Fold.Row row : fold.rows()) {
            row.adviser()
                    .map(PartyId::value)
                    .filter(m -> ARMS.contains(row.arm()))
                    .ifPresent(marketer -> {
                        row.timeZero(fold.zone())
                                .map(at -> LocalDate.ofInstant(at, fold.zone()))
                                .ifPresent(day -> counter.count(
                                        DECISIONS,
                                        marketer,
                                        fold.client(),
                                        day.toString(),
                                        row.arm().name(),
                                        row.result().name()));
                        if (row.arm() == Arm.FOLLOWED
                                && Counts.one(row.result()).known() > 0) {
                            known(row, fold).ifPresent(day -> known(row, marketer, day, fold, counter));
                        }
                    });
        }
    }

    private static void known(Fold.Row row, String marketer, LocalDate day, Fold fold, Tally.Counter counter) {
        if (row.result() != Result.MIXED || fold.plan().mixed() != MixedPolicy.LEFT_OUT) {
            counter.count(KNOWN, marketer, fold.client(), day.toString(), row.failed(fold.plan()) ? FAILED : GOOD);
        }
    }

    /** When the log knew of it; where it does not tell, when it occurred. */
    private static Optional<LocalDate> known(Fold.Row row, Fold fold) {
        Optional<Outcome> outcome = row.outcome();
        Optional<Instant> at = outcome.flatMap(Outcome::known)
                .or(() -> outcome.flatMap(Outcome::at).map(when -> when.start(fold.zone())));
        return at.map(instant -> LocalDate.ofInstant(instant, fold.zone()));
    }

    TrackRecord(Tally tally, AnalysisPlan plan) {
        floor = plan.floors().earlier();
        tally.rows(KNOWN).forEach((words, n) -> {
            LocalDate day = LocalDate.parse(words.get(2));
            Share share = new Share(words.get(3).equals(GOOD) ? n : 0, n);
            everywhere.computeIfAbsent(words.get(0), m -> new TreeMap<>()).merge(day, share, Share::plus);
            withClient
                    .computeIfAbsent(words.subList(0, 2), m -> new TreeMap<>())
                    .merge(day, share, Share::plus);
        });
        everywhere.values().forEach(TrackRecord::addUp);
        withClient.values().forEach(TrackRecord::addUp);
        split(tally);
    }

    private static void addUp(NavigableMap<LocalDate, Share> byDay) {
        Share sum = Share.NONE;
        for (Map.Entry<LocalDate, Share> day : byDay.entrySet()) {
            sum = sum.plus(day.getValue());
            day.setValue(sum);
        }
    }

    /** Into thirds of the rated decisions: equal shares stay together, where the middle of them falls. */
    private void split(Tally tally) {
        TreeMap<Share, Long> decisions = new TreeMap<>(Share.BY_SIZE);
        tally.rows(DECISIONS).forEach((words, n) -> {
            Share share = earlier(Rated.of(words));
            most = Math.max(most, share.known());
            if (share.known() >= floor) {
                decisions.merge(share, n, Long::sum);
            }
        });
        long all = decisions.values().stream().mapToLong(Long::longValue).sum();
        long below = 0;
        for (Map.Entry<Share, Long> equal : decisions.entrySet()) {
            long middle = 2 * below + equal.getValue();
            thirds.put(equal.getKey(), THIRDS.get((int) (3 * middle / (2 * all))));
            below += equal.getValue();
        }
    }

    /** What was known before a decision of the marketer's advice with other clients. */
    private Share earlier(Rated rated) {
        return before(everywhere.get(rated.marketer()), rated.day())
                .minus(before(withClient.get(List.of(rated.marketer(), rated.client())), rated.day()));
    }

    private static Share before(@Nullable NavigableMap<LocalDate, Share> byDay, LocalDate day) {
        Map.Entry<LocalDate, Share> last = byDay == null ? null : byDay.lowerEntry(day);
        return last == null ? Share.NONE : last.getValue();
    }

    /** The third that a decision falls into; absent where too little was known of the marketer. */
    Optional<GoodMarketer.Third> third(Rated rated) {
        Share share = earlier(rated);
        return share.known() >= floor ? Optional.ofNullable(thirds.get(share)) : Optional.empty();
    }

    /** The shares of a third, smallest first. */
    List<Share> shares(GoodMarketer.Third third) {
        return thirds.entrySet().stream()
                .filter(e -> e.getValue() == third)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** How many more outcomes it would take to rate one decision; 0 where one is rated. */
    long lacking() {
        return Math.max(0, floor - most);
    }
}
