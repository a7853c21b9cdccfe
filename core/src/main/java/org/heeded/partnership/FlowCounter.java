package org.heeded.partnership;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.heeded.dossier.AdviceCase;
import org.heeded.dossier.Dossier;
import org.heeded.dossier.Outcome;
import org.heeded.dossier.Result;
import org.heeded.dossier.State;
import org.heeded.model.Decision;
import org.heeded.model.Provenance;

/** Counts the case flow of one engagement. */
final class FlowCounter {

    private FlowCounter() {}

    static CaseFlow of(Dossier dossier) {
        List<AdviceCase> proposals =
                dossier.cases().stream().filter(AdviceCase::isProposal).toList();
        List<AdviceCase> directives =
                dossier.cases().stream().filter(c -> !c.isProposal()).toList();
        EnumMap<Decision.Kind, Long> decided = new EnumMap<>(Decision.Kind.class);
        proposals.stream()
                .filter(c -> c.state() == State.DECIDED)
                .forEach(c -> decided.merge(c.choice().orElseThrow().kind(), 1L, Long::sum));
        EnumMap<Provenance.Kind, Long> provenance = new EnumMap<>(Provenance.Kind.class);
        dossier.cases()
                .forEach(c -> provenance.merge(c.circumstances().provenance().kind(), 1L, Long::sum));
        return new CaseFlow(
                new CaseFlow.Proposals(
                        proposals.size(),
                        count(proposals, State.WITHDRAWN),
                        count(proposals, State.PENDING),
                        count(proposals, State.LAPSED),
                        count(proposals, State.DEFERRED),
                        count(proposals, State.NOT_CHOSEN),
                        decided,
                        results(dossier, AdviceCase::isProposal)),
                new CaseFlow.Directives(
                        directives.size() + dossier.answered().size(),
                        dossier.answered().size(),
                        count(directives, State.ROUTINE),
                        results(dossier, c -> !c.isProposal())),
                dossier.cases().stream().filter(AdviceCase::undated).count(),
                dossier.cases().stream()
                        .flatMap(c -> c.outcome().stream())
                        .map(Outcome::at)
                        .filter(at -> at.isEmpty())
                        .count(),
                provenance);
    }

    private static long count(List<AdviceCase> cases, State state) {
        return cases.stream().filter(c -> c.state() == state).count();
    }

    private static CaseFlow.Results results(Dossier dossier, Predicate<AdviceCase> which) {
        Map<Result, Long> by = new EnumMap<>(Result.class);
        dossier.cases().stream()
                .filter(which)
                .flatMap(c -> c.result().stream())
                .forEach(r -> by.merge(r, 1L, Long::sum));
        return new CaseFlow.Results(
                by.getOrDefault(Result.SUCCESS, 0L),
                by.getOrDefault(Result.FAILURE, 0L),
                by.getOrDefault(Result.MIXED, 0L),
                by.getOrDefault(Result.OPEN, 0L),
                by.getOrDefault(Result.IMMATURE, 0L),
                by.getOrDefault(Result.INCONCLUSIVE, 0L),
                by.getOrDefault(Result.INVALID, 0L),
                by.getOrDefault(Result.OUTCOME_BEFORE_DECISION, 0L),
                by.getOrDefault(Result.SHARED, 0L),
                outcomes(dossier, which, true),
                by.getOrDefault(Result.DIVIDED, 0L),
                outcomes(dossier, which, false));
    }

    private static long outcomes(Dossier dossier, Predicate<AdviceCase> which, boolean oneArm) {
        return dossier.initiatives().stream()
                .filter(i -> i.arm().isPresent() == oneArm)
                .filter(i -> dossier.cases(i).anyMatch(which))
                .count();
    }
}
