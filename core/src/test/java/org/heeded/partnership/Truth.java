package org.heeded.partnership;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heeded.dossier.Arm;

/**
 * Everything that was drawn, and what a sound analysis has to come near to. Given who was overridden, failures are
 * independent draws with known chances, so that a difference of observed rates has the mean difference of these chances as
 * its expectation: the truth that its interval must cover.
 *
 * @param all every piece of work, in the log or not
 */
record Truth(List<Drawn> all) {

    Truth {
        all = List.copyOf(all);
    }

    /** The work with a row of its own in an arm. */
    Stream<Drawn> resolved(Arm arm) {
        return all.stream().filter(d -> d.resolved(arm));
    }

    /** What overriding instead of following adds to the risk, on average over the work that is followed or overridden. */
    double effect() {
        return Stream.of(Arm.FOLLOWED, Arm.OVERRIDDEN)
                .flatMap(this::resolved)
                .mapToDouble(d -> d.riskOverridden() - d.riskFollowed())
                .average()
                .orElseThrow();
    }

    /** The expected crude difference between the overridden and the followed work that has a row of its own. */
    double crudeDifference() {
        return difference(d -> true);
    }

    /** The same among some of the work. */
    double difference(Predicate<Drawn> among) {
        return risk(Arm.OVERRIDDEN, among) - risk(Arm.FOLLOWED, among);
    }

    /** The mean risk of work in an arm. */
    double risk(Arm arm, Predicate<Drawn> among) {
        return resolved(arm).filter(among).mapToDouble(Drawn::risk).average().orElseThrow();
    }

    /** The expected Mantel–Haenszel difference over strata of the work that has a row of its own. */
    double differenceWithin(Function<Drawn, String> stratum) {
        Map<String, List<Drawn>> strata = Stream.of(Arm.FOLLOWED, Arm.OVERRIDDEN)
                .flatMap(this::resolved)
                .collect(Collectors.groupingBy(stratum, TreeMap::new, Collectors.toList()));
        double sum = 0;
        double weights = 0;
        for (List<Drawn> s : strata.values()) {
            List<Drawn> overridden = s.stream().filter(d -> d.of().overridden()).toList();
            List<Drawn> followed = s.stream().filter(d -> d.of().followed()).toList();
            double weight = (double) overridden.size() * followed.size() / s.size();
            if (weight > 0) {
                weights += weight;
                sum += weight * (mean(overridden) - mean(followed));
            }
        }
        return sum / weights;
    }

    private static double mean(List<Drawn> drawn) {
        return drawn.stream().mapToDouble(Drawn::risk).average().orElseThrow();
    }
}
