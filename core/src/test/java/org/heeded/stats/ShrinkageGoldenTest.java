package org.heeded.stats;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.heeded.stats.BetaBinomial.Group;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Every method of shrinkage.csv. */
class ShrinkageGoldenTest {

    private static final Map<String, Map<String, Group>> GROUPS = Goldens.rows("input_client_rates.csv").stream()
            .collect(Collectors.groupingBy(
                    row -> row.text("case_id"),
                    Collectors.toMap(
                            row -> row.text("client"),
                            row -> new Group(row.count("failures"), row.count("decisions")))));

    private static List<Group> of(Goldens.Row row) {
        return List.copyOf(
                Objects.requireNonNull(GROUPS.get(row.text("case_id"))).values());
    }

    @TestFactory
    List<DynamicNode> goldens() {
        Map<String, Consumer<Goldens.Row>> offered = Map.ofEntries(
                entry("mle_mu", row -> check(row, BetaBinomial::mean)),
                entry("mle_rho", row -> check(row, fit -> 1 / (fit.concentration() + 1))),
                entry("mle_alpha", row -> check(row, fit -> fit.mean() * fit.concentration())),
                entry("mle_beta", row -> check(row, fit -> (1 - fit.mean()) * fit.concentration())),
                entry("mle_loglik", ShrinkageGoldenTest::checkLogLikelihood),
                entry("posterior_given_mle", row -> check(row, fit(row))),
                entry("posterior_beta_0.5", row -> check(row, new BetaBinomial(0.5, 1))),
                entry("posterior_beta_1", row -> check(row, new BetaBinomial(0.5, 2))));
        Map<String, String> leftOut = Map.of(
                "moments_unweighted_alpha", "takes binomial noise for a difference between clients",
                "moments_unweighted_beta", "takes binomial noise for a difference between clients");
        return Goldens.tests("shrinkage.csv", Goldens.rows("shrinkage.csv"), offered, leftOut);
    }

    private static BetaBinomial fit(Goldens.Row row) {
        return BetaBinomial.fit(of(row)).orElseThrow();
    }

    private static void check(Goldens.Row row, ToDoubleFunction<BetaBinomial> parameter) {
        row.check("estimate", parameter.applyAsDouble(fit(row)));
    }

    private static void check(Goldens.Row row, BetaBinomial rates) {
        Group group = Objects.requireNonNull(GROUPS.get(row.text("case_id"))).get(row.text("group"));
        assertThat(group).as("%s", row).isNotNull();
        row.check(rates.posterior(Objects.requireNonNull(group), row.number("conf_level")));
    }

    private static void checkLogLikelihood(Goldens.Row row) {
        BetaBinomial fit = fit(row);
        double coefficients = of(row).stream()
                .mapToDouble(group -> {
                    double log = 0;
                    for (long i = 1; i <= group.events(); i++) {
                        log += Math.log((double) (group.trials() - group.events() + i) / i);
                    }
                    return log;
                })
                .sum();
        row.check(
                "estimate",
                coefficients + new BetaBinomial.Likelihood(of(row)).at(fit.mean(), 1 / fit.concentration()));
    }
}
