package org.heeded.dossier;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.heeded.model.ClientId;
import org.heeded.model.Criterion;
import org.heeded.model.Decision;
import org.heeded.model.DirectiveId;
import org.heeded.model.EngagementId;
import org.heeded.model.Entry;
import org.heeded.model.InitiativeId;
import org.heeded.model.ProposalId;
import org.heeded.model.When;

/**
 * All cases of one engagement.
 *
 * @param engagement which
 * @param client its client
 * @param cases its proposals and its directives without advice, in log order
 * @param answered the directives that a proposal answers, each part of that proposal's case
 * @param initiatives the outcomes that cases share
 * @param opened when it began: its opening or its first case, whichever is earlier; absent: nothing is dated
 * @param closed when it was closed; absent: it goes on, or that is undated
 * @param milestones its dated milestones, in log order
 * @param tenures its marketers, each from when until when
 */
public record Dossier(
        EngagementId engagement,
        ClientId client,
        List<AdviceCase> cases,
        List<DirectiveId> answered,
        List<InitiativeOutcome> initiatives,
        Optional<When> opened,
        Optional<When> closed,
        List<Milestone> milestones,
        List<Tenure> tenures) {

    /** Copies. */
    public Dossier {
        cases = List.copyOf(cases);
        answered = List.copyOf(answered);
        initiatives = List.copyOf(initiatives);
        milestones = List.copyOf(milestones);
        tenures = List.copyOf(tenures);
    }

    /**
     * Reads an engagement.
     *
     * @param engagement which
     * @param entries its entries as of a position, in log order, from the first
     * @param rules how to read them
     * @return its cases
     */
    public static Dossier of(EngagementId engagement, List<Entry> entries, CaseRules rules) {
        Story story = new Story(engagement, entries);
        Map<DirectiveId, ProposalId> answers = answers(story);
        Map<ProposalId, DirectiveId> answeredBy = new HashMap<>();
        answers.forEach((directive, proposal) -> answeredBy.put(proposal, directive));
        Set<ProposalId> revised = story.revised();

        List<AdviceCase> cases = new ArrayList<>();
        story.proposals.forEach((id, made) -> cases.add(CaseReader.proposal(
                story, rules, made, Optional.ofNullable(answeredBy.get(id)), revised.contains(id))));
        story.directives.forEach((id, given) -> {
            if (!answers.containsKey(id)) {
                cases.add(CaseReader.directive(story, rules, given));
            }
        });
        cases.sort((a, b) -> Long.compare(a.n(), b.n()));
        Dossier own = new Dossier(
                engagement,
                story.client,
                cases,
                List.copyOf(answers.keySet()),
                List.of(),
                opened(story, cases, rules.zone()),
                story.closed,
                story.milestones,
                story.tenures());
        return shared(own, story, rules);
    }

    private static Optional<When> opened(Story story, List<AdviceCase> cases, ZoneId zone) {
        return Stream.concat(story.opened.stream(), cases.stream().flatMap(c -> c.at().stream()))
                .min(Comparator.comparing(at -> at.start(zone)));
    }

    /** Which proposal each directive is one case with: the newest that answers it and was not withdrawn. */
    private static Map<DirectiveId, ProposalId> answers(Story story) {
        Map<DirectiveId, ProposalId> answers = new LinkedHashMap<>();
        story.proposals.forEach((id, made) -> made.event()
                .advice()
                .answers()
                .filter(story.directives::containsKey)
                .filter(d -> story.decisions(id).stream()
                        .noneMatch(c -> c.event().decision().kind() == Decision.Kind.WITHDRAWN))
                .ifPresent(d -> answers.put(d, id)));
        return answers;
    }

    /** Gives the cases of an initiative that have no outcome of their own the one of the initiative: one row for all. */
    private static Dossier shared(Dossier own, Story story, CaseRules rules) {
        Map<InitiativeId, List<Integer>> members = new LinkedHashMap<>();
        for (int i = 0; i < own.cases.size(); i++) {
            AdviceCase c = own.cases.get(i);
            if (c.arm().isPresent()) {
                int index = i;
                c.description()
                        .initiative()
                        .ifPresent(name -> members.computeIfAbsent(name, k -> new ArrayList<>())
                                .add(index));
            }
        }
        List<AdviceCase> cases = new ArrayList<>(own.cases);
        List<InitiativeOutcome> initiatives = new ArrayList<>();
        members.forEach((initiative, indices) -> outcome(initiative, story, rules)
                .ifPresent(outcome -> new Sharing(outcome, rules)
                        .apply(initiative, indices, cases)
                        .ifPresent(initiatives::add)));
        return new Dossier(
                own.engagement,
                own.client,
                cases,
                own.answered,
                initiatives,
                own.opened,
                own.closed,
                own.milestones,
                own.tenures);
    }

    private static Optional<Outcome> outcome(InitiativeId initiative, Story story, CaseRules rules) {
        Optional<Criterion> target = Optional.ofNullable(story.targets.get(initiative))
                .map(t -> t.event().criterion());
        if (target.flatMap(Criterion::due).filter(day -> !rules.over(day)).isPresent()) {
            return Optional.empty();
        }
        return new Results(story.measurements(initiative, Optional.empty()), rules, Optional.empty())
                .outcome(Criteria.ofInitiative(target));
    }

    /** What one initiative's outcome does to its cases. */
    private record Sharing(Outcome outcome, CaseRules rules) {

        Optional<InitiativeOutcome> apply(InitiativeId initiative, List<Integer> members, List<AdviceCase> cases) {
            List<AdviceCase> preceding = members.stream()
                    .map(cases::get)
                    .filter(c -> !decidedAfterwards(c))
                    .toList();
            List<Arm> arms = preceding.stream().flatMap(c -> c.arm().stream()).toList();
            boolean oneArm = arms.stream().distinct().count() == 1;
            List<AdviceCase> sharing = new ArrayList<>();
            for (int i : members) {
                AdviceCase c = cases.get(i);
                if (c.result().orElseThrow() == Result.OPEN && watched(c)) {
                    cases.set(i, c.sharing(outcome, result(c, oneArm), rules.zone()));
                    sharing.add(cases.get(i));
                }
            }
            List<AdviceCase> inRow = sharing.stream()
                    .filter(c -> c.result().orElseThrow() == Result.SHARED
                            || c.result().orElseThrow() == Result.DIVIDED)
                    .toList();
            return inRow.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new InitiativeOutcome(
                            initiative,
                            outcome,
                            oneArm ? Optional.of(arms.get(0)) : Optional.empty(),
                            inRow.stream().map(AdviceCase::id).toList(),
                            (int) arms.stream().filter(a -> a == Arm.OVERRIDDEN).count(),
                            arms.size()));
        }

        private Result result(AdviceCase c, boolean oneArm) {
            if (decidedAfterwards(c)) {
                return Result.OUTCOME_BEFORE_DECISION;
            }
            return switch (outcome.verdict()) {
                case INCONCLUSIVE -> Result.INCONCLUSIVE;
                case INVALID -> Result.INVALID;
                case SUCCESS, FAILURE, MIXED -> oneArm ? Result.SHARED : Result.DIVIDED;
            };
        }

        private boolean decidedAfterwards(AdviceCase c) {
            return Timeline.later(c.timeZero(), c.orderOfTimeZero(), outcome.at(), outcome.n(), rules.zone());
        }

        /** Whether the outcome falls into the horizon of the case. */
        private boolean watched(AdviceCase c) {
            Optional<Instant> end = rules.horizon()
                    .flatMap(h -> c.timeZero().map(t -> t.start(rules.zone()).plus(h)));
            return end.isEmpty()
                    || outcome.at().isEmpty()
                    || !outcome.at().get().start(rules.zone()).isAfter(end.get());
        }
    }

    /**
     * The cases of an initiative outcome.
     *
     * @param outcome one of {@link #initiatives}
     * @return its cases, in log order
     */
    public Stream<AdviceCase> cases(InitiativeOutcome outcome) {
        return cases.stream().filter(c -> outcome.cases().contains(c.id()));
    }
}
