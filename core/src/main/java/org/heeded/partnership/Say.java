package org.heeded.partnership;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.heeded.dossier.AdviceCase;
import org.heeded.dossier.Arm;
import org.heeded.dossier.Outcome;
import org.heeded.dossier.Result;
import org.heeded.dossier.State;
import org.heeded.model.Responsible;
import org.heeded.model.Side;
import org.heeded.model.When;
import org.heeded.stats.Estimate;
import org.heeded.stats.PosteriorSample;

/**
 * How much say the marketer had: partner or order-taker. It says nothing of whether the say was good; it is no grade, and 1
 * is not the goal.
 *
 * <p>One Dirichlet posterior over the cells scope × novelty × {followed, not} and the orders by scope, prior 1/K a cell,
 * gives heed, voice, strategy and openness jointly; initiative and fair blame are Beta(½, ½). The index is the weighted
 * mean of the signals for which there is data, drawn {@value #DRAWS} times from a fixed seed. A label needs a posterior
 * probability of {@value #SURE}; it is asked for at the end of every month in which something was added, and stays until
 * another label reaches that probability.
 *
 * @param index the index, in [0, 1]; undefined below the floors
 * @param label what it amounts to
 * @param signals the signals for which there is data, each with its own interval
 * @param decided decided proposals in an arm
 * @param missing what the index lacks, as phrases; empty where it has a value
 * @param byClient the signals of each client, to be compared only where two clients have the same one
 */
public record Say(
        Estimate index,
        Label label,
        List<SignalValue> signals,
        long decided,
        List<String> missing,
        SortedMap<String, List<SignalValue>> byClient) {

    static final int DRAWS = 4_000;
    static final double SURE = 0.95;

    static final long SEED = 20_260_101;
    private static final double PARTNER = 2.0 / 3;
    private static final double ORDER_TAKER = 1.0 / 3;

    static final String PROPOSALS = "say, decided proposals";
    static final String ORDERS = "say, orders";
    static final String ORIGINS = "say, origins";
    static final String BLAME = "say, blame";
    static final String FOLLOWED = "followed";
    static final String REFUSED = "refused";
    static final String FAIR = "fair";
    static final String MARKETER_ALONE = "marketer alone";

    /** What the index amounts to. */
    public enum Label {
        /** The index is at least 2/3. */
        PARTNER,
        /** It is between. */
        CONTESTED,
        /** It is at most 1/3. */
        ORDER_TAKER,
        /** There is enough data to say something, but not which of the three. */
        UNCERTAIN,
        /** There is too little data. */
        INSUFFICIENT_DATA
    }

    /**
     * A signal.
     *
     * @param signal which
     * @param share the posterior mean with its interval
     * @param part how many speak for partnership
     * @param whole out of how many, at least 1
     */
    public record SignalValue(Signal signal, Estimate share, long part, long whole) {}

    /** Copies. */
    public Say {
        signals = List.copyOf(signals);
        missing = List.copyOf(missing);
        byClient = Collections.unmodifiableSortedMap(new TreeMap<>(byClient));
    }

    static void count(Fold fold, Tally.Counter counter) {
        String client = fold.client();
        fold.decided()
                .forEach(c -> counter.count(
                        PROPOSALS,
                        month(c.decidedAt(), fold),
                        client,
                        scope(c),
                        c.description().novelty().map(Enum::name).orElse(Fold.NOT_GIVEN),
                        Fold.followed(c) ? FOLLOWED : REFUSED));
        fold.cases().forEach(c -> {
            if (c.state() == State.ORDERED) {
                counter.count(ORDERS, month(c.at(), fold), client, scope(c));
            }
            c.origin().ifPresent(origin -> counter.count(ORIGINS, month(c.at(), fold), client, origin.name()));
        });
        fold.rows().stream()
                .filter(row -> row.arm() == Arm.OVERRIDDEN && row.result() == Result.FAILURE)
                .forEach(row -> blame(row, fold, counter));
    }

    /** The client's side's last word on a failure after an override. */
    private static void blame(Fold.Row row, Fold fold, Tally.Counter counter) {
        row.cases().stream()
                .flatMap(c -> c.claims().stream())
                .filter(claim -> claim.side().equals(Optional.of(Side.CLIENT)))
                .reduce((a, b) -> b)
                .ifPresent(last -> counter.count(
                        BLAME,
                        month(last.at().or(() -> row.cases().get(0).outcome().flatMap(Outcome::at)), fold),
                        fold.client(),
                        last.responsible() == Responsible.MARKETER ? MARKETER_ALONE : FAIR));
    }

    private static String scope(AdviceCase c) {
        return c.description().scope().map(Enum::name).orElse(Fold.NOT_GIVEN);
    }

    /** The month, and for what is undated the first: it counts from the start. */
    private static String month(Optional<When> at, Fold fold) {
        return at.map(when -> YearMonth.from(when.day(fold.zone())).toString()).orElse(Fold.NOT_GIVEN);
    }

    static Say of(Tally tally, AnalysisPlan plan, LocalDate today) {
        SayCells all = new SayCells();
        SortedMap<String, SayCells> byClient = new TreeMap<>();
        SortedMap<String, List<Runnable>> months = new TreeMap<>();
        for (Added added : added(tally)) {
            byClient.computeIfAbsent(added.client(), k -> new SayCells()).add(added);
            // what is dated later than today has been decided all the same
            String month = YearMonth.from(today).toString().compareTo(added.month()) < 0
                    ? YearMonth.from(today).toString()
                    : added.month();
            months.computeIfAbsent(month, m -> new ArrayList<>()).add(() -> all.add(added));
        }
        Label label = Label.INSUFFICIENT_DATA;
        Optional<PosteriorSample> sample = Optional.empty();
        for (List<Runnable> month : months.values()) {
            month.forEach(Runnable::run);
            sample = all.missing(plan).isEmpty() ? Optional.of(all.index(plan)) : Optional.empty();
            Label before = label == Label.INSUFFICIENT_DATA ? Label.UNCERTAIN : label;
            label = sample.map(s -> label(s, before)).orElse(label);
        }
        SortedMap<String, List<SignalValue>> clients = new TreeMap<>();
        byClient.forEach((client, cells) -> clients.put(client, cells.signals(plan)));
        List<String> missing = all.missing(plan);
        return new Say(
                sample.<Estimate>map(s -> s.interval(plan.level()))
                        .orElseGet(() -> new Estimate.Undefined(
                                PosteriorSample.Sampling.POSTERIOR_SIMULATION, String.join(", ", missing))),
                label,
                all.signals(plan),
                all.decided(),
                missing,
                clients);
    }

    private static Label label(PosteriorSample sample, Label before) {
        double partner = sample.probabilityAtLeast(PARTNER);
        double notOrderTaker = sample.probabilityAtLeast(ORDER_TAKER);
        if (partner >= SURE) {
            return Label.PARTNER;
        }
        if (1 - notOrderTaker >= SURE) {
            return Label.ORDER_TAKER;
        }
        return notOrderTaker - partner >= SURE ? Label.CONTESTED : before;
    }

    /** Some of one kind, added in one month. */
    record Added(String table, String month, String client, List<String> words, long n) {}

    private static List<Added> added(Tally tally) {
        List<Added> added = new ArrayList<>();
        for (String table : List.of(PROPOSALS, ORDERS, ORIGINS, BLAME)) {
            tally.rows(table)
                    .forEach((words, n) ->
                            added.add(new Added(table, words.get(0), words.get(1), words.subList(2, words.size()), n)));
        }
        return added;
    }
}
