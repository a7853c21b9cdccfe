package org.heeded.partnership;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.heeded.dossier.Waiting;
import org.heeded.model.ClientId;
import org.heeded.model.DirectiveId;
import org.heeded.model.EngagementId;
import org.heeded.model.PartyId;
import org.heeded.model.Position;
import org.heeded.model.ProposalId;
import org.heeded.model.Side;
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
 * @param noveltyGap what becomes of out-of-the-box advice
 * @param grounding advice with business sense against advice without
 * @param roleAndRemit head against specialist
 * @param fit heed and failure where the marketer's strengths fit the channel, and where not
 * @param demand what clients ask for beside where the team is deep
 * @param goodMarketer the primary contrast by how well the marketer's earlier advice did elsewhere
 * @param partnershipPays whether engagements with more say for the marketer did better afterwards
 * @param manyClients the clients beside each other
 * @param responsibility what each side said about responsibility
 * @param spillover whether channels are connected
 * @param growth how business metrics grew
 * @param investment whether the marketer keeps bringing ideas
 * @param forecasts how good forecasts were
 * @param responsiveness how quick each side is
 * @param say how much say the marketer had
 * @param marketerSide the marketer's side of partnership
 * @param relativeValue what each marketer's strategic advice was worth, beside peers; empty unless the plan asks for it
 * @param breadth in how many channels marketers advise
 * @param findings the claims put to the test: the primary contrast, then the most striking first
 * @param standingOut the first few of those that may be stated, but for the primary one, with intervals widened to their
 *     number (Benjamini and Yekutieli 2005): they were picked for being striking
 */
public record PartnershipReport(
        Instant generatedAt,
        AsOf asOf,
        Scope scope,
        AnalysisPlan plan,
        WaitingList waiting,
        CaseFlow flow,
        OverrideToFailure overrideToFailure,
        Map<String, List<Slice>> lenses,
        NoveltyGap noveltyGap,
        Grounding grounding,
        RoleAndRemit roleAndRemit,
        List<Slice> fit,
        Demand demand,
        GoodMarketer goodMarketer,
        PartnershipPays partnershipPays,
        ManyClients manyClients,
        Responsibility responsibility,
        Spillover spillover,
        Growth growth,
        Investment investment,
        Forecasts forecasts,
        Responsiveness responsiveness,
        Say say,
        MarketerSide marketerSide,
        List<RelativeValue> relativeValue,
        Breadth breadth,
        List<Finding> findings,
        List<Finding> standingOut) {

    /** Copies. */
    public PartnershipReport {
        lenses = Collections.unmodifiableMap(new LinkedHashMap<>(lenses));
        fit = List.copyOf(fit);
        relativeValue = List.copyOf(relativeValue);
        findings = List.copyOf(findings);
        standingOut = List.copyOf(standingOut);
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

        private static final String TABLE = "waiting";
        private static final String PROPOSAL = "proposal";
        private static final String DIRECTIVE = "directive";

        private static final Comparator<Waiting> LONGEST_FIRST = Comparator.comparing(Waiting::kind)
                .thenComparing(Comparator.comparing(Waiting::days).reversed())
                .thenComparing(w -> w.engagement().value())
                .thenComparing(w -> w.id().value());

        /** Copies. */
        public WaitingList {
            items = List.copyOf(items);
        }

        static void count(Fold fold, Tally.Counter counter) {
            Waiting.of(fold.dossier(), fold.rules())
                    .forEach(w -> counter.count(
                            TABLE,
                            w.kind().name(),
                            w.side().name(),
                            w.engagement().value(),
                            w.id() instanceof ProposalId ? PROPOSAL : DIRECTIVE,
                            w.id().value(),
                            w.since().toString(),
                            // a personal title stays where it is: a tally outlives an erasure
                            w.title().orElse(null) instanceof Text.Plain plain ? plain.value() : Fold.NOT_GIVEN));
        }

        static WaitingList of(Tally tally, Instant now, double level) {
            List<Waiting> items = tally.rows(TABLE).tuples().stream()
                    .map(words -> Waiting.of(
                            Waiting.Kind.valueOf(words.get(0)),
                            Side.valueOf(words.get(1)),
                            new EngagementId(words.get(2)),
                            words.get(3).equals(PROPOSAL)
                                    ? new ProposalId(words.get(4))
                                    : new DirectiveId(words.get(4)),
                            Optional.of(words.get(6)).filter(t -> !t.isEmpty()).map(Text.Plain::new),
                            Instant.parse(words.get(5)),
                            now))
                    .sorted(LONGEST_FIRST)
                    .toList();
            return new WaitingList(
                    items,
                    Delays.of(Delays.DECIDE, tally).medianDays(level),
                    Delays.of(Delays.LAUNCH, tally).medianDays(level),
                    Delays.of(Delays.REPORT, tally).medianDays(level));
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
                lenses,
                noveltyGap,
                grounding,
                roleAndRemit,
                fit,
                demand,
                goodMarketer,
                partnershipPays,
                manyClients,
                responsibility,
                spillover,
                growth,
                investment,
                forecasts,
                responsiveness,
                say,
                marketerSide,
                relativeValue,
                breadth,
                findings,
                standingOut);
    }

    /**
     * Makes a report of what engagements came to.
     *
     * @param tally the sum of their tallies, all made with this plan, these lenses and the cut of {@code asOf}
     * @param plan how to compute
     * @param more lenses to slice by beside the ones that every report has
     * @param generatedAt when the report is made
     * @param asOf what of the log the tally is
     * @param engagement the one engagement asked for; absent: all
     * @param client the one client asked for; absent: all
     * @return the report
     * @throws IllegalArgumentException if the plan names a stratum that is no lens of the report
     */
    public static PartnershipReport of(
            Tally tally,
            AnalysisPlan plan,
            List<Lens> more,
            Instant generatedAt,
            AsOf asOf,
            Optional<EngagementId> engagement,
            Optional<ClientId> client) {
        List<Lens> shown = new ArrayList<>(Lens.shown(plan));
        shown.addAll(more);
        Map<String, List<Slice>> lenses = new LinkedHashMap<>();
        shown.forEach(lens -> lenses.put(lens.name(), Slice.of(lens, tally, plan)));
        TrackRecord records = new TrackRecord(tally, plan);
        WaitingList waiting = WaitingList.of(tally, asOf.cut(), plan.level());
        CaseFlow flow = CaseFlow.of(tally);
        LensTable clients = LensTable.of(Lens.CLIENT, tally);
        Responsibility responsibility = Responsibility.of(tally, plan);
        Spillover spillover = Spillover.of(tally, plan);
        Investment investment = Investment.of(tally, plan);
        Forecasts forecasts = Forecasts.of(tally, plan);
        Breadth breadth = Breadth.of(tally, plan);
        List<Lens> asked = new ArrayList<>(Lens.standard(plan));
        asked.addAll(more);
        List<Finding> findings = Findings.of(tally, asked, plan).judged();
        return new PartnershipReport(
                generatedAt,
                asOf,
                new Scope(
                        engagement,
                        client,
                        (int) tally.count(Tally.ENGAGEMENTS),
                        clients.outcomes().size(),
                        Map.of()),
                plan,
                waiting,
                flow,
                OverrideToFailure.of(tally, plan, shown, asOf.cut()),
                lenses,
                NoveltyGap.of(tally, plan),
                Grounding.of(tally, plan),
                RoleAndRemit.of(tally, plan),
                Slice.of(Lens.fit(plan), tally, plan),
                Demand.of(tally),
                GoodMarketer.of(records, tally, plan),
                PartnershipPays.of(tally, plan),
                ManyClients.of(tally, plan),
                responsibility,
                spillover,
                Growth.of(records, tally, plan),
                investment,
                forecasts,
                Responsiveness.of(waiting, flow),
                Say.of(tally, plan, LocalDate.ofInstant(asOf.cut(), plan.zone())),
                MarketerSide.of(tally, plan),
                RelativeValue.of(tally, plan, asOf.cut()),
                breadth,
                findings,
                Findings.standingOut(findings, tally, asked, plan));
    }
}
