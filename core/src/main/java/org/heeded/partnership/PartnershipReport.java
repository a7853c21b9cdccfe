package org.heeded.partnership;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.heeded.dossier.CaseRules;
import org.heeded.dossier.Dossier;
import org.heeded.dossier.Waiting;
import org.heeded.model.ClientId;
import org.heeded.model.EngagementId;
import org.heeded.model.PartyId;
import org.heeded.model.Position;
import org.heeded.model.Text;
import org.heeded.stats.Estimate;

/**
 * One analysis of a log: a tree of figures, the same for every rendering. It repeats exactly, but for the time it was
 * made.
 *
 * @param generatedAt when it was made
 * @param asOf what of the log it speaks of
 * @param scope whose work it speaks of
 * @param plan how it was computed
 * @param waiting what is waiting, and on whom
 * @param flow where every proposal and directive has gone
 * @param overrideToFailure how often overridden advice preceded failure
 * @param lenses the same sliced, by the name of the lens, in the order asked for
 */
public record PartnershipReport(
        Instant generatedAt,
        AsOf asOf,
        Scope scope,
        AnalysisPlan plan,
        WaitingList waiting,
        CaseFlow flow,
        OverrideToFailure overrideToFailure,
        Map<String, List<Slice>> lenses) {

    /** Copies. */
    public PartnershipReport {
        lenses = Collections.unmodifiableMap(new LinkedHashMap<>(lenses));
    }

    /**
     * What of the log a report speaks of.
     *
     * @param position the end of the prefix that was read
     * @param cut the time as of which maturity, lapse and overdue are told
     */
    public record AsOf(Position position, Instant cut) {}

    /**
     * Whose work a report speaks of.
     *
     * @param engagement the one engagement; absent: all
     * @param client the one client; absent: all
     * @param engagements how many engagements were read
     * @param clients how many clients have cases in the table
     * @param people the names of its marketers that were asked for and are known here, or were erased
     */
    public record Scope(
            Optional<EngagementId> engagement,
            Optional<ClientId> client,
            int engagements,
            int clients,
            Map<PartyId, Text> people) {

        /** Copies. */
        public Scope {
            people = Collections.unmodifiableMap(new LinkedHashMap<>(people));
        }
    }

    /**
     * What is waiting.
     *
     * @param items the longest waiting first within each kind
     * @param medianDaysToDecide from the proposal to the decision
     * @param medianDaysToLaunch from the decision to the launch
     * @param medianDaysToReport from the due day to the outcome
     */
    public record WaitingList(
            List<Waiting> items,
            Estimate medianDaysToDecide,
            Estimate medianDaysToLaunch,
            Estimate medianDaysToReport) {

        /** Copies. */
        public WaitingList {
            items = List.copyOf(items);
        }

        /**
         * Those of one kind.
         *
         * @param kind the kind
         * @return the longest waiting first
         */
        public List<Waiting> of(Waiting.Kind kind) {
            return items.stream().filter(w -> w.kind() == kind).toList();
        }
    }

    /**
     * The same figures with the names of people.
     *
     * @param people the names of marketers
     * @param titled what is waiting, with its title as it is to be read
     * @return a copy
     */
    public PartnershipReport named(Map<PartyId, Text> people, UnaryOperator<Waiting> titled) {
        return new PartnershipReport(
                generatedAt,
                asOf,
                new Scope(scope.engagement(), scope.client(), scope.engagements(), scope.clients(), people),
                plan,
                new WaitingList(
                        waiting.items().stream().map(titled).toList(),
                        waiting.medianDaysToDecide(),
                        waiting.medianDaysToLaunch(),
                        waiting.medianDaysToReport()),
                flow,
                overrideToFailure,
                lenses);
    }

    /**
     * Analyses engagements.
     *
     * @param dossiers their cases, read by the rules of the plan at the cut; consumed one at a time
     * @param plan how to compute
     * @param more lenses to slice by beside the ones that every report has
     * @param generatedAt when the report is made
     * @param asOf what of the log the dossiers are
     * @param engagement the one engagement asked for; absent: all
     * @param client the one client asked for; absent: all
     * @return the report
     */
    public static PartnershipReport of(
            Stream<Dossier> dossiers,
            AnalysisPlan plan,
            List<Lens> more,
            Instant generatedAt,
            AsOf asOf,
            Optional<EngagementId> engagement,
            Optional<ClientId> client) {
        List<Lens> sliced = new ArrayList<>(Lens.standard(plan.zone()));
        sliced.addAll(more);
        List<Lens> lenses = new ArrayList<>(sliced);
        lenses.addAll(List.of(Lens.YARDSTICK, Lens.PROSPECTIVE, Lens.DISPUTED));
        CaseRules rules = plan.rules(asOf.cut());
        Tally.Sum sum = new Tally.Sum();
        dossiers.forEach(d -> sum.add(Tally.of(d, rules, lenses)));
        Tally tally = sum.tally();

        Map<String, List<Slice>> slices = new LinkedHashMap<>();
        for (Lens lens : sliced) {
            slices.put(
                    lens.name(),
                    tally.by(lens).entrySet().stream()
                            .map(e -> Slice.of(e.getKey(), e.getValue(), plan))
                            .toList());
        }
        return new PartnershipReport(
                generatedAt,
                asOf,
                new Scope(
                        engagement,
                        client,
                        tally.engagements(),
                        tally.by(Lens.CLIENT).size(),
                        Map.of()),
                plan,
                new WaitingList(
                        tally.waiting(),
                        tally.toDecide().medianDays(plan.level()),
                        tally.toLaunch().medianDays(plan.level()),
                        tally.toReport().medianDays(plan.level())),
                tally.flow(),
                OverrideToFailure.of(tally, plan),
                slices);
    }
}
