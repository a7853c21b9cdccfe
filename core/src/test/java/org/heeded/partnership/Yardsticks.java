package org.heeded.partnership;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.SplittableRandom;
import org.heeded.model.Comparison;
import org.heeded.model.Criterion;
import org.heeded.model.Measurement;

/**
 * What advice, or what was done instead, is to be measured with.
 *
 * @param advice the marketer's forecast of the advice
 * @param alternative the marketer's forecast of the alternative
 * @param clients the client's forecast
 * @param agreed the agreed target
 * @param ordered whether the alternative is an order given before, which has no yardstick
 */
record Yardsticks(
        Optional<Criterion> advice,
        Optional<Criterion> alternative,
        Optional<Criterion> clients,
        Optional<Criterion> agreed,
        boolean ordered) {

    static Yardsticks draw(Drawn drawn, SplittableRandom random) {
        PlantedCase c = drawn.of();
        Criterion goal = any(c, random);
        Optional<Criterion> other = Optional.of(target(goal, 80 + random.nextInt(40)));
        Optional<Criterion> none = Optional.empty();
        if (drawn.borrowed()) {
            return new Yardsticks(Optional.of(goal), none, none, none, false);
        }
        Optional<Criterion> advice = random.nextInt(100) < 85 ? Optional.of(goal) : none;
        boolean alone = c.initiative().isEmpty() && !drawn.late();
        int way = random.nextInt(100);
        Optional<Criterion> agreed = alone && random.nextInt(100) < 8 ? other : none;
        if (!c.overridden()) {
            return new Yardsticks(advice, none, way < 20 ? other : none, agreed, false);
        }
        return new Yardsticks(
                advice, way >= 40 && way < 70 ? other : none, way < 60 ? other : none, agreed, alone && way >= 96);
    }

    /** A target for some metric, due with the work. */
    static Criterion any(PlantedCase c, SplittableRandom random) {
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

    private static Criterion target(Criterion like, int target) {
        return new Criterion(
                like.metric(),
                like.unit(),
                like.accumulation(),
                like.comparison(),
                Optional.of(BigDecimal.valueOf(target)),
                like.baseline(),
                like.due());
    }

    /** The one for what was carried out. */
    Optional<Criterion> of(Drawn drawn) {
        if (ordered) {
            return Optional.empty();
        }
        if (!drawn.of().overridden()) {
            return drawn.of().followed() ? advice.or(() -> agreed) : Optional.empty();
        }
        return drawn.borrowed() ? advice : clients.or(() -> agreed).or(() -> alternative);
    }

    /** A value on the right side of the target. */
    static Measurement measured(Criterion criterion, boolean failed, SplittableRandom random) {
        int surplus = failed ? -1 - random.nextInt(30) : random.nextInt(30);
        BigDecimal by = BigDecimal.valueOf(criterion.comparison() == Comparison.AT_MOST ? -surplus : surplus);
        return Measurement.of(
                criterion.metric(), criterion.target().orElseThrow().add(by));
    }
}
