package org.heeded.partnership;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.heeded.dossier.AdviceCase;
import org.heeded.dossier.Arm;
import org.heeded.dossier.CaseRules;
import org.heeded.dossier.Dossier;
import org.heeded.dossier.InitiativeOutcome;
import org.heeded.dossier.Outcome;
import org.heeded.dossier.Result;
import org.heeded.model.PartyId;
import org.heeded.model.Verdict;

/**
 * One engagement as the analyses see it.
 *
 * @param dossier its cases
 * @param rows the units of the override → failure table
 * @param plan how a report will be computed
 * @param lenses what to slice by
 * @param cut the time as of which the dossier was read
 */
record Fold(Dossier dossier, List<Row> rows, AnalysisPlan plan, List<Lens> lenses, Instant cut) {

    /** The key of cases for which a lens has none; no id or word is empty. */
    static final String NOT_GIVEN = "";

    /** The key of a shared outcome whose cases differ under a lens. */
    static final String SEVERAL = "(several)";

    /**
     * One unit of the table: a mature case in an arm, or an outcome that several cases share.
     *
     * @param arm the arm
     * @param result success, failure, mixed or open
     * @param cases the case, or those that share the outcome; never empty
     */
    record Row(Arm arm, Result result, List<AdviceCase> cases) {

        String key(Lens lens) {
            if (cases.size() == 1) {
                return lens.of(cases.get(0));
            }
            TreeSet<String> keys = new TreeSet<>();
            cases.forEach(c -> keys.add(lens.of(c)));
            return keys.size() == 1 ? keys.first() : SEVERAL;
        }

        /**
         * When its arm was settled; where several cases share an outcome, when the last of them was. Absent if one is
         * undated.
         */
        Optional<Instant> timeZero(ZoneId zone) {
            if (cases.size() == 1) {
                return cases.get(0).timeZero().map(at -> at.start(zone));
            }
            List<Instant> settled = cases.stream()
                    .flatMap(c -> c.timeZero().stream())
                    .map(at -> at.start(zone))
                    .toList();
            return settled.size() == cases.size() ? Optional.of(Collections.max(settled)) : Optional.empty();
        }

        /** What came of it, where that is known. */
        Optional<Outcome> outcome() {
            return cases.get(0).outcome();
        }

        /** Who gave the advice; absent where nobody is named, several gave it, or an order is among it. */
        Optional<PartyId> adviser() {
            Optional<PartyId> first = cases.get(0).marketer();
            return cases.stream().allMatch(c -> c.isProposal() && c.marketer().equals(first))
                    ? first
                    : Optional.empty();
        }

        boolean failed(AnalysisPlan plan) {
            return result == Result.FAILURE || (result == Result.MIXED && plan.mixed() == MixedPolicy.FAILURE);
        }
    }

    static Fold of(Dossier dossier, AnalysisPlan plan, List<Lens> more, Instant cut) {
        List<Lens> lenses = new ArrayList<>(Lens.standard(plan));
        lenses.addAll(more);
        return new Fold(dossier, rows(dossier), plan, lenses, cut);
    }

    static List<Row> rows(Dossier dossier) {
        List<Row> rows = new ArrayList<>();
        for (AdviceCase c : dossier.cases()) {
            if (hasRow(c)) {
                rows.add(new Row(c.arm().orElseThrow(), c.result().orElseThrow(), List.of(c)));
            }
        }
        for (InitiativeOutcome shared : dossier.initiatives()) {
            shared.arm()
                    .ifPresent(arm -> rows.add(new Row(
                            arm,
                            result(shared.outcome().verdict()),
                            dossier.cases(shared).toList())));
        }
        return rows;
    }

    /** Whether a case is a row of its own: mature, with a result that is its own or none. */
    static boolean hasRow(AdviceCase c) {
        return c.result()
                .filter(r -> r == Result.SUCCESS || r == Result.FAILURE || r == Result.MIXED || r == Result.OPEN)
                .isPresent();
    }

    static Result result(Verdict verdict) {
        return switch (verdict) {
            case SUCCESS -> Result.SUCCESS;
            case FAILURE -> Result.FAILURE;
            default -> Result.MIXED;
        };
    }

    String client() {
        return dossier.client().value();
    }

    String engagement() {
        return dossier.engagement().value();
    }

    ZoneId zone() {
        return plan.zone();
    }

    CaseRules rules() {
        return plan.rules(cut);
    }

    Stream<AdviceCase> cases() {
        return dossier.cases().stream();
    }

    /** The decided advice that is in an arm by its decision, but for that adapted nobody knows how. */
    Stream<AdviceCase> decided() {
        return cases().filter(Fold::isDecided);
    }

    static boolean isDecided(AdviceCase c) {
        return c.isProposal()
                && c.decidedArm().filter(arm -> arm != Arm.ADAPTED_UNCLEAR).isPresent();
    }

    /** Whether decided advice was followed, by its decision. */
    static boolean followed(AdviceCase decided) {
        return decided.decidedArm().orElseThrow() == Arm.FOLLOWED;
    }
}
