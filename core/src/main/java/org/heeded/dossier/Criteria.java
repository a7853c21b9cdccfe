package org.heeded.dossier;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.heeded.model.About;
import org.heeded.model.Criterion;
import org.heeded.model.Description;
import org.heeded.model.Forecast;
import org.heeded.model.Launched;

/** What a piece of work is held to: a criterion for what was carried out, never for something else. */
final class Criteria {

    /** What was carried out, as far as a criterion is concerned. */
    enum Carried {
        ADVICE,
        ALTERNATIVE,
        ORDER,
        /** Nothing was done, or nobody knows what: only a judgement can tell. */
        UNKNOWN;

        /** By the launch, or without one by the decision. */
        static Carried of(Optional<Launched> launched, Optional<Choice> choice) {
            if (launched.isPresent()) {
                return switch (launched.get()) {
                    case ADVICE -> ADVICE;
                    case ALTERNATIVE -> ALTERNATIVE;
                    case ORDER -> ORDER;
                    case NOTHING -> UNKNOWN;
                };
            }
            if (choice.isEmpty()) {
                return ORDER;
            }
            return switch (choice.get().arm().orElse(Arm.UNKNOWN)) {
                case FOLLOWED -> ADVICE;
                case OVERRIDDEN -> ALTERNATIVE;
                default -> UNKNOWN;
            };
        }
    }

    /** A criterion and where it comes from. */
    record Chosen(Criterion criterion, Yardstick yardstick) {}

    private final Carried carried;
    private final Description description;
    private final Optional<Forecast> clients;
    private final Optional<Criterion> agreed;

    Criteria(Carried carried, Description description, Optional<Forecast> clients, Optional<Criterion> agreed) {
        this.carried = carried;
        this.description = description;
        this.clients = clients;
        this.agreed = agreed;
    }

    /** What an initiative as a whole is held to: the agreed target, if there is one. */
    static Criteria ofInitiative(Optional<Criterion> target) {
        return new Criteria(Carried.ORDER, Description.NONE, Optional.empty(), target);
    }

    /** The criterion for what was carried out. */
    Optional<Chosen> own() {
        return switch (carried) {
            case ADVICE -> primary(About.ADVICE, About.RESULT).or(this::agreed);
            case ORDER -> primary(About.ADVICE, About.RESULT, About.ALTERNATIVE).or(this::agreed);
            case ALTERNATIVE ->
                clients.flatMap(Criteria::measured).or(this::agreed).or(() -> primary(About.RESULT, About.ALTERNATIVE));
            case UNKNOWN -> Optional.empty();
        };
    }

    /** The forecast of the advice, for an alternative that nothing else can judge. */
    Optional<Chosen> borrowed() {
        return carried == Carried.ALTERNATIVE
                ? primary(About.ADVICE).map(c -> new Chosen(c.criterion(), Yardstick.BORROWED))
                : Optional.empty();
    }

    /** The last whole day by which a result is expected: the criterion's, else the work's own, else any forecast's. */
    Optional<LocalDate> due() {
        return due(own());
    }

    /** The same, of work whose own criterion is known already. */
    Optional<LocalDate> due(Optional<Chosen> own) {
        return own.flatMap(c -> c.criterion().due())
                .or(description::due)
                .or(() -> description.forecasts().stream()
                        .filter(Forecast::primary)
                        .flatMap(f -> f.criterion().stream())
                        .flatMap(c -> c.due().stream())
                        .findFirst());
    }

    /** The forecasts that came with the work, about what was carried out. */
    Stream<Forecast> described() {
        List<About> about = switch (carried) {
            case ADVICE, ORDER -> List.of(About.ADVICE, About.RESULT);
            case ALTERNATIVE -> List.of(About.ALTERNATIVE, About.RESULT);
            case UNKNOWN -> List.of();
        };
        return description.forecasts().stream().filter(f -> about.contains(f.about()));
    }

    /** The client's own forecast, where what the client decided was carried out. */
    Optional<Forecast> clients(Arm decided) {
        return clients.filter(f -> (carried == Carried.ALTERNATIVE && decided == Arm.OVERRIDDEN)
                || (carried == Carried.ADVICE && decided == Arm.FOLLOWED)
                || (carried != Carried.UNKNOWN && f.about() == About.RESULT));
    }

    /** Whether it is an order that was carried out. */
    boolean ordered() {
        return carried == Carried.ORDER;
    }

    /** The supporting criteria for what was carried out. */
    List<Criterion> supporting() {
        return described()
                .filter(f -> !f.primary())
                .flatMap(f -> f.criterion().stream())
                .filter(c -> c.target().isPresent())
                .toList();
    }

    private Optional<Chosen> agreed() {
        return agreed.map(c -> new Chosen(c, Yardstick.AGREED));
    }

    private Optional<Chosen> primary(About... about) {
        for (About way : about) {
            for (Forecast forecast : description.forecasts()) {
                if (forecast.primary() && forecast.about() == way) {
                    Optional<Chosen> chosen = measured(forecast);
                    if (chosen.isPresent()) {
                        return chosen;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Chosen> measured(Forecast forecast) {
        return forecast.criterion().filter(c -> c.target().isPresent()).map(c -> new Chosen(c, Yardstick.MEASURED));
    }
}
