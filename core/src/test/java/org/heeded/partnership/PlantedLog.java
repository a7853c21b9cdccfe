package org.heeded.partnership;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.heeded.dossier.CaseRules;
import org.heeded.dossier.Dossier;
import org.heeded.model.EngagementId;
import org.heeded.model.Entry;
import org.heeded.model.PartyId;
import org.heeded.model.Position;

/**
 * A realistic log with planted effects: clients and marketers of several kinds, decisions of every kind, measured, judged
 * and missing outcomes, undated and blank ones. The same seed gives the same entries.
 *
 * @param shape how large it is
 * @param planting what was planted
 * @param engagements what the log holds
 * @param truth every piece of work as it was drawn, in the log or not
 */
record PlantedLog(Shape shape, Planting planting, List<Engagement> engagements, Truth truth) {

    /** The first day of every planted log. */
    private static final LocalDate FROM = LocalDate.of(2023, 1, 1);

    /** After the last piece of work, how many days the log is read: long enough for everything to be due and deferrals to lapse. */
    private static final int AFTER = 200;

    /**
     * One engagement.
     *
     * @param id which
     * @param entries its entries in log order
     */
    record Engagement(EngagementId id, List<Entry> entries) {

        Engagement {
            entries = List.copyOf(entries);
        }
    }

    static PlantedLog of(long seed, Shape shape, Planting planting) {
        SplittableRandom random = new SplittableRandom(seed);
        World world = new World(shape, planting, random.split());
        List<Engagement> engagements = new ArrayList<>();
        List<Drawn> truth = new ArrayList<>();
        for (int e = 0; e < shape.engagements(); e++) {
            List<PlantedCase> cases = CaseDraw.of(world, e, random.split());
            List<Drawn> drawn = OutcomeDraw.of(world, cases, random.split());
            engagements.add(CaseWriter.of(world, e, drawn, random.split()));
            truth.addAll(drawn);
        }
        return new PlantedLog(shape, planting, List.copyOf(engagements), new Truth(truth));
    }

    /** The same log with the parties swapped. */
    PlantedLog mirrored() {
        return new PlantedLog(
                shape,
                planting,
                engagements.stream()
                        .map(e -> new Engagement(e.id(), Mirror.of(e.entries())))
                        .toList(),
                truth);
    }

    Instant cut() {
        return noon(shape.days() + AFTER);
    }

    Stream<Dossier> dossiers(CaseRules rules) {
        return engagements.stream().map(e -> Dossier.of(e.id(), e.entries(), rules));
    }

    PartnershipReport report(AnalysisPlan plan) {
        Tally.Sum sum = new Tally.Sum();
        dossiers(plan.rules(cut())).forEach(d -> sum.add(Tally.of(d, plan, List.of(), cut())));
        return PartnershipReport.of(
                sum.tally(),
                plan,
                List.of(),
                cut(),
                new PartnershipReport.AsOf(Position.START, cut()),
                Optional.empty(),
                Optional.empty());
    }

    PartnershipReport report() {
        return report(AnalysisPlan.DEFAULT);
    }

    static LocalDate day(int day) {
        return FROM.plusDays(day);
    }

    static Instant noon(int day) {
        return day(day).atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
    }

    static EngagementId engagement(int index) {
        return new EngagementId("engagement-" + index);
    }

    static String client(int index) {
        return "client-" + index;
    }

    static PartyId marketer(int index) {
        return new PartyId("marketer-" + index);
    }
}
