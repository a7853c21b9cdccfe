package org.heeded.partnership;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.heeded.dossier.AdviceCase;
import org.heeded.model.About;

/**
 * Head against specialist, and whether each decides what the role should.
 *
 * @param profiles what each role advises on; heed and failure by role are in the lens "role"
 * @param remit heed and failure inside and outside the remit of the adviser's role
 */
public record RoleAndRemit(List<Profile> profiles, List<Slice> remit) {

    private static final String TABLE = "role";
    private static final String PROPOSALS = "proposals";
    private static final String SCOPE = "scope";
    private static final String STAKE = "stake";
    private static final String METRIC = "metric";
    private static final String TERM = "term";

    /**
     * What a role advises on; what was not given has an empty key.
     *
     * @param role the role; absent: not known
     * @param proposals proposals
     * @param scope proposals by scope
     * @param stake proposals by band of money at stake
     * @param metric proposals by the level of the metric they promise: business or campaign
     * @param term proposals by term
     */
    public record Profile(
            Optional<String> role,
            long proposals,
            SortedMap<String, Long> scope,
            SortedMap<String, Long> stake,
            SortedMap<String, Long> metric,
            SortedMap<String, Long> term) {}

    /** Copies. */
    public RoleAndRemit {
        profiles = List.copyOf(profiles);
        remit = List.copyOf(remit);
    }

    static void count(Fold fold, Tally.Counter counter) {
        Lens stake = Lens.stake(fold.plan());
        fold.cases().filter(AdviceCase::isProposal).forEach(c -> {
            String role = Lens.ROLE.of(c);
            counter.count(TABLE, role, PROPOSALS, Fold.NOT_GIVEN);
            counter.count(TABLE, role, SCOPE, Lens.SCOPE.of(c));
            counter.count(TABLE, role, STAKE, stake.of(c));
            counter.count(TABLE, role, METRIC, metric(c));
            counter.count(TABLE, role, TERM, Lens.TERM.of(c));
        });
    }

    private static String metric(AdviceCase c) {
        return c.description()
                .primary(About.ADVICE)
                .or(() -> c.description().primary(About.RESULT))
                .flatMap(f -> f.criterion())
                .map(criterion -> Lens.word(MetricLevel.of(criterion.metric())))
                .orElse(Fold.NOT_GIVEN);
    }

    static RoleAndRemit of(Tally tally, AnalysisPlan plan) {
        SortedMap<String, SortedMap<String, SortedMap<String, Long>>> byRole = new TreeMap<>();
        tally.rows(TABLE)
                .forEach((words, n) -> byRole.computeIfAbsent(words.get(0), r -> new TreeMap<>())
                        .computeIfAbsent(words.get(1), d -> new TreeMap<>())
                        .put(words.get(2), n));
        List<Profile> profiles = new ArrayList<>();
        byRole.forEach((role, by) -> profiles.add(new Profile(
                Optional.of(role).filter(r -> !r.isEmpty()),
                tally.count(TABLE, role, PROPOSALS, Fold.NOT_GIVEN),
                of(SCOPE, by),
                of(STAKE, by),
                of(METRIC, by),
                of(TERM, by))));
        return new RoleAndRemit(profiles, Slice.of(Lens.remit(plan), tally, plan));
    }

    private static SortedMap<String, Long> of(String dimension, Map<String, SortedMap<String, Long>> by) {
        return Collections.unmodifiableSortedMap(by.getOrDefault(dimension, Collections.emptySortedMap()));
    }
}
