package org.heeded.partnership;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.heeded.model.Verdict;
import org.heeded.partnership.PlantedCase.Answer;

/** Draws what came of the work of one engagement, and what of it was written down. */
final class OutcomeDraw {

    private static final double REPORTED = 0.9;

    private final World world;
    private final List<PlantedCase> cases;
    private final SplittableRandom random;
    private final Map<String, Boolean> campaigns = new HashMap<>();

    private OutcomeDraw(World world, List<PlantedCase> cases, SplittableRandom random) {
        this.world = world;
        this.cases = cases;
        this.random = random;
    }

    static List<Drawn> of(World world, List<PlantedCase> cases, SplittableRandom random) {
        OutcomeDraw draw = new OutcomeDraw(world, cases, random);
        List<Drawn> drawn = new ArrayList<>();
        cases.forEach(c -> drawn.add(draw.draw(c)));
        return drawn;
    }

    private Drawn draw(PlantedCase c) {
        Optional<Boolean> exposed = exposed(c);
        double followed = world.followedRisk(c, exposed.orElse(false));
        double overridden = world.overriddenRisk(c, exposed.orElse(false));
        boolean borrowed = c.overridden() && world.planting.has(Effect.BORROWED) && chance(0.5);
        double risk = c.overridden() ? overridden : followed;
        boolean failed = c.initiative().isPresent()
                ? campaigns.computeIfAbsent(c.initiative().get(), i -> chance(mean(i)))
                : chance(borrowed ? risk + world.planting.size(Effect.BORROWED) : risk);
        boolean late = c.overridden() && world.planting.has(Effect.RECALLED) && chance(0.4);
        boolean entered = !late || chance(failed ? REPORTED : REPORTED - world.planting.size(Effect.RECALLED));
        Optional<Verdict> verdict = verdict(c, failed);
        boolean reversible = c.overridden() && c.initiative().isEmpty() && verdict.equals(Optional.of(Verdict.FAILURE));
        return new Drawn(
                c,
                exposed,
                followed,
                overridden,
                failed,
                borrowed,
                verdict,
                entered,
                late,
                reversible && chance(world.planting.size(Effect.REVERSED)),
                blamed(c, failed));
    }

    /** A shared outcome fails with the mean risk of its cases. */
    private double mean(String campaign) {
        return cases.stream()
                .filter(c -> c.initiative().equals(Optional.of(campaign)))
                .mapToDouble(c -> c.overridden() ? world.overriddenRisk(c, false) : world.followedRisk(c, false))
                .average()
                .orElseThrow();
    }

    private Optional<Boolean> exposed(PlantedCase c) {
        List<PlantedCase> named = cases.stream()
                .filter(p -> p.index() != c.index() && (p.followed() || p.overridden()))
                .filter(p -> p.affects().contains(c.channel()))
                .filter(p -> p.decided() < c.launched() && p.decided() >= c.launched() - CaseDraw.MEMORY)
                .toList();
        return named.isEmpty() ? Optional.empty() : Optional.of(named.stream().anyMatch(PlantedCase::overridden));
    }

    private Optional<Verdict> verdict(PlantedCase c, boolean failed) {
        boolean carriedOut = c.followed()
                || c.overridden()
                || c.answer() == Answer.ORDERED
                || c.answer() == Answer.UNCLEAR
                || (c.answer() == Answer.DECLINED && chance(0.3))
                || (c.answer() == Answer.ROUTINE && chance(0.2));
        double known = c.overridden() && !failed ? REPORTED - world.planting.size(Effect.UNREPORTED) : REPORTED;
        // both are drawn whatever the other, so that doubt does not depend on failure
        boolean doubtful = chance(0.03);
        boolean reported = chance(known);
        if (!carriedOut || !reported) {
            return Optional.empty();
        }
        if (doubtful) {
            return Optional.of(chance(0.7) ? Verdict.INCONCLUSIVE : Verdict.INVALID);
        }
        return Optional.of(failed ? Verdict.FAILURE : chance(0.05) ? Verdict.MIXED : Verdict.SUCCESS);
    }

    private Optional<Boolean> blamed(PlantedCase c, boolean failed) {
        double named = 0.3 + (c.overridden() ? world.planting.size(Effect.BLAME) : 0);
        boolean marketer = chance(named);
        return chance(failed ? 0.65 : 0.1) ? Optional.of(marketer) : Optional.empty();
    }

    private boolean chance(double p) {
        return random.nextDouble() < p;
    }
}
