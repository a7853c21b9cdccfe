package org.heeded.examples.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heeded.dossier.Arm;
import org.heeded.partnership.Counts;

/**
 * The tables as somebody would compute them by hand: Jackson's streaming parser and hash maps, one thread. It knows what
 * this data does and no more: one standing measurement a proposal, no criteria but the advice's own.
 */
final class Jackson {

    private final Map<String, String> clients = new HashMap<>();
    private final Map<String, Advice> advice = new HashMap<>();
    /** By id: what is retracted names the measurement only. */
    private final Map<String, Measured> measured = new HashMap<>();

    /** A measurement of a proposal. */
    private record Measured(String proposal, Row row) {}

    /** What is known of a proposal so far. */
    private static final class Advice {
        private final String engagement;
        private Optional<Double> target = Optional.empty();
        private Optional<Arm> arm = Optional.empty();
        private final List<Row> outcomes = new ArrayList<>(1);

        Advice(String engagement) {
            this.engagement = engagement;
        }
    }

    static Tables tables(Path log) {
        Jackson fold = new Jackson();
        Row.all(log, fold::add);
        Tables.Collector tables = new Tables.Collector();
        fold.advice
                .values()
                .forEach(a -> a.arm.ifPresent(arm ->
                        tables.add(fold.clients.getOrDefault(a.engagement, a.engagement), arm, counts(verdict(a)))));
        return tables.tables();
    }

    private void add(Row row) {
        String engagement = row.word("engagement").orElseThrow();
        String key = engagement + "/" + row.word("proposal").orElse("");
        switch (row.word("type").orElseThrow()) {
            case "engagement-opened" -> row.word("client").ifPresent(client -> clients.put(engagement, client));
            case "proposal-made" -> advice.computeIfAbsent(key, k -> new Advice(engagement)).target = row.target();
            case "decision-made" -> of(key).arm = arm(row);
            case "outcome-measured" -> {
                if (row.word("stage").equals(Optional.of("final"))) {
                    of(key).outcomes.add(row);
                    measured.put(row.word("id").orElseThrow(), new Measured(key, row));
                }
            }
            case "entry-retracted" ->
                Optional.ofNullable(measured.remove(row.word("entry").orElseThrow()))
                        .ifPresent(m -> of(m.proposal()).outcomes.remove(m.row()));
            default -> {
                // says nothing that the tables depend on
            }
        }
    }

    private Advice of(String key) {
        return advice.computeIfAbsent(key, k -> {
            throw new IllegalArgumentException("no proposal " + k);
        });
    }

    private static Optional<Arm> arm(Row row) {
        return switch (row.word("decision").orElseThrow()) {
            case "followed", "delegated" -> Optional.of(Arm.FOLLOWED);
            case "overridden" -> Optional.of(Arm.OVERRIDDEN);
            case "declined" -> Optional.of(Arm.DECLINED);
            case "adapted" ->
                Optional.of(row.word("view")
                        .map(view -> view.equals("objected") ? Arm.OVERRIDDEN : Arm.FOLLOWED)
                        .orElse(Arm.ADAPTED_UNCLEAR));
            default -> Optional.empty();
        };
    }

    private static String verdict(Advice a) {
        return a.outcomes.isEmpty()
                ? "open"
                : a.outcomes
                        .get(0)
                        .word("verdict")
                        .orElseGet(() -> a.outcomes.get(0).actual().orElseThrow() >= a.target.orElseThrow()
                                ? "success"
                                : "failure");
    }

    private static Counts counts(String verdict) {
        return switch (verdict) {
            case "failure" -> new Counts(1, 0, 0, 0);
            case "success" -> new Counts(0, 1, 0, 0);
            case "mixed" -> new Counts(0, 0, 1, 0);
            case "open" -> new Counts(0, 0, 0, 1);
            default -> Counts.NONE;
        };
    }
}
