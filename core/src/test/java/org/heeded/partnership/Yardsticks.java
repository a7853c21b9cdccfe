package org.heeded.partnership;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.SplittableRandom;
import org.heeded.model.Comparison;
import org.heeded.model.Criterion;

/**
 * What advice, or what was done instead, is to be measured with.
 *
 * @param advice the marketer's forecast of the advice
 * @param alternative the marketer's forecast of the alternative
 * @param clients the client's forecast
 * @param agreed the agreed target
 * @param ordered whether the alternative is an order given before, which has no yardstick
 * @param actual what is measured, by the yardstick of what was carried out
 */
record Yardsticks(
        Optional<Criterion> advice,
        Optional<Criterion> alternative,
        Optional<Criterion> clients,
        Optional<Criterion> agreed,
        boolean ordered,
        BigDecimal actual) {

    static Yardsticks draw(Drawn drawn, SplittableRandom random) {
        PlantedCase c = drawn.of();
        Criterion own = any(c, random);
        BigDecimal actual = result(own, drawn.failed(), random);
        Optional<Criterion> goal = Optional.of(own);
        Optional<Criterion> rival = Optional.of(rival(own, actual, random));
        Optional<Criterion> none = Optional.empty();
        if (drawn.borrowed()) {
            return new Yardsticks(goal, none, none, none, false, actual);
        }
        boolean forecast = random.nextInt(100) < 85;
        boolean alone = c.initiative().isEmpty() && !drawn.late();
        int way = random.nextInt(100);
        Optional<Criterion> agreed = alone && random.nextInt(100) < 8 ? goal : none;
        if (!c.overridden()) {
            return new Yardsticks(forecast ? goal : none, none, way < 20 ? rival : none, agreed, false, actual);
        }
        boolean clients = way < 60;
        return new Yardsticks(
                forecast ? Optional.of(any(c, random)) : none,
                way >= 40 && way < 70 ? clients ? rival : goal : none,
                clients ? goal : none,
                agreed,
                alone && way >= 96,
                actual);
    }

    /** A value on the right side of the target. */
    private static BigDecimal result(Criterion own, boolean failed, SplittableRandom random) {
        int surplus = failed ? -1 - random.nextInt(30) : random.nextInt(30);
        return own.target()
                .orElseThrow()
                .add(BigDecimal.valueOf(own.comparison() == Comparison.AT_MOST ? -surplus : surplus));
    }

    /** A target by somebody else that is as often nearer to the result as it is farther from it. */
    private static Criterion rival(Criterion own, BigDecimal actual, SplittableRandom random) {
        double miss = own.target().orElseThrow().subtract(actual).abs().doubleValue();
        double others = random.nextBoolean() ? 0.9 * miss : 1.1 * miss + 1;
        BigDecimal target = actual.add(BigDecimal.valueOf(random.nextBoolean() ? others : -others));
        return new Criterion(
                own.metric(),
                own.unit(),
                own.accumulation(),
                own.comparison(),
                Optional.of(target),
                own.baseline(),
                own.due());
    }

    /** A target for some metric, due with the work. */
    private static Criterion any(PlantedCase c, SplittableRandom random) {
        BigDecimal target = BigDecimal.valueOf(80 + random.nextInt(40));
        Criterion criterion = switch (random.nextInt(5)) {
            case 0 -> Criterion.atMost("CPC", target);
            case 1 -> Criterion.atLeast("revenue", target);
            case 2 -> Criterion.atLeast("awareness", target);
            default -> Criterion.atLeast("leads", target);
        };
        BigDecimal baseline = BigDecimal.valueOf(100);
        return (random.nextInt(10) < 7 ? criterion.baseline(baseline) : criterion).by(PlantedLog.day(c.due()));
    }

    /** Those of an order: by chance one. */
    static Yardsticks order(Drawn drawn, SplittableRandom random) {
        Criterion own = any(drawn.of(), random);
        BigDecimal actual = result(own, drawn.failed(), random);
        Optional<Criterion> none = Optional.empty();
        return new Yardsticks(random.nextInt(100) < 60 ? Optional.of(own) : none, none, none, none, true, actual);
    }

    /** The one for what was carried out. */
    Optional<Criterion> of(Drawn drawn) {
        if (drawn.of().isOrder()) {
            return advice;
        }
        if (ordered) {
            return Optional.empty();
        }
        if (!drawn.of().overridden()) {
            return drawn.of().followed() ? advice.or(() -> agreed) : Optional.empty();
        }
        return drawn.borrowed() ? advice : clients.or(() -> agreed).or(() -> alternative);
    }
}
