package org.heeded.report;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.heeded.DecisionLog;
import org.heeded.Engagement;
import org.heeded.LogOptions;
import org.heeded.ReportRequest;
import org.heeded.dossier.Dossier;
import org.heeded.dossier.Entries;
import org.heeded.dossier.RandomLog;
import org.heeded.model.Circumstances;
import org.heeded.model.Decision;
import org.heeded.model.EngagementId;
import org.heeded.model.Event;
import org.heeded.model.Forecast;
import org.heeded.model.Idea;
import org.heeded.model.Launched;
import org.heeded.model.Measurement;
import org.heeded.model.Novelty;
import org.heeded.model.Origin;
import org.heeded.model.PartyId;
import org.heeded.model.Position;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.Responsible;
import org.heeded.model.Role;
import org.heeded.model.Scope;
import org.heeded.model.Text;
import org.heeded.model.Verdict;
import org.heeded.partnership.AnalysisPlan;
import org.heeded.partnership.Lens;
import org.heeded.partnership.Measure;
import org.heeded.partnership.PartnershipReport;
import org.heeded.partnership.Tally;

/** Reports of made-up logs, small and large, to be looked at. */
final class SampleReports {

    private static final List<String> CHANNELS = List.of("ppc", "email", "seo", "social", "content", "events");
    private static final LocalDate START = LocalDate.parse("2025-01-06");

    /** Few and many of everything, each made once. */
    static final List<PartnershipReport> VARIED =
            List.of(empty(), of(1, 1, 1), of(1, 4, 3), of(3, 30, 2), dryingUp(), everything());

    private SampleReports() {}

    /** Of a number of clients, each with a number of pieces of advice. */
    static PartnershipReport of(int clients, int pieces, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        try (DecisionLog log = log()) {
            for (int c = 0; c < clients; c++) {
                Engagement engagement = log.engagement(name(c));
                PartyId owner = engagement.client("owner-" + c);
                PartyId marketer = engagement.marketer(c % 2 == 0 ? "ana" : "ben", Role.SPECIALIST);
                int mine = pieces / 2 + random.nextInt(pieces + 1);
                for (int p = 0; p < mine; p++) {
                    piece(engagement, owner, marketer, p, random.split());
                }
                if (c % 3 == 0) {
                    engagement.order(owner, "Newsletter every Friday");
                }
            }
            return log.report(ReportRequest.DEFAULT.by(Lens.tag("season"))).figures();
        }
    }

    /** Of one client: many ideas a month, then a new owner, and hardly one. */
    static PartnershipReport dryingUp() {
        SplittableRandom random = new SplittableRandom(7);
        try (DecisionLog log = log()) {
            Engagement engagement = log.engagement("acme");
            PartyId owner = engagement.client("owner");
            PartyId marketer = engagement.marketer("ana", Role.HEAD);
            for (int week = 0; week < 88; week++) {
                if (week < 44 || week % 14 == 0) {
                    piece(engagement, owner, marketer, week, START.plusWeeks(week), random.split());
                }
            }
            milestone(engagement, "New head of marketing", START.plusDays(150));
            milestone(engagement, "A third of the budget went to the fair", START.plusDays(160));
            milestone(engagement, "New owner", START.plusWeeks(44));
            milestone(engagement, "Office moved", START.plusDays(590));
            return log.report().figures();
        }
    }

    /** Of random engagements: all kinds of entries, a lens and a claim of one's own, and what strategic advice was worth. */
    static PartnershipReport everything() {
        AnalysisPlan plan = AnalysisPlan.DEFAULT.with(edit -> edit.relativeValue(true));
        List<Lens> lenses = List.of(Lens.tag("season").comparing(Measure.REFUSED, "summer", "winter"));
        Instant cut = Entries.start(300);
        Tally.Sum sum = new Tally.Sum();
        for (int i = 0; i < 12; i++) {
            EngagementId id = EngagementId.of("acme-" + i);
            sum.add(Tally.of(Dossier.of(id, RandomLog.of(i, 150), plan.rules(cut)), plan, lenses, cut));
        }
        return PartnershipReport.of(
                sum.tally(),
                plan,
                lenses,
                cut,
                new PartnershipReport.AsOf(new Position(1), cut),
                Optional.empty(),
                Optional.empty());
    }

    private static void milestone(Engagement engagement, String what, LocalDate day) {
        engagement.record(new Event.Milestone(Text.of(what), Circumstances.NONE).on(day));
    }

    static PartnershipReport empty() {
        try (DecisionLog log = log()) {
            return log.report().figures();
        }
    }

    /** Of one client in whose log every text is the same. */
    static PartnershipReport hostile(String text, int pieces) {
        // ids have no control characters
        String plain = text.replaceAll("\\p{Cntrl}", "").strip();
        String id = plain.length() > 60 ? plain.substring(0, 60) : plain;
        try (DecisionLog log = log()) {
            for (int c = 0; c < 3; c++) {
                Engagement engagement = log.engagement(id + c);
                PartyId owner = engagement.client("owner" + c);
                PartyId marketer = engagement.marketer(id + "m" + c, Role.HEAD);
                for (int p = 0; p < pieces; p++) {
                    ProposalId advice = engagement.propose(
                            marketer,
                            Proposal.of(text)
                                    .on(START.plusDays(p))
                                    .channel(id + p % 2)
                                    .tag("season", id + p % 3));
                    if (p > 0) {
                        engagement.decide(
                                advice,
                                owner,
                                (p % 2 == 0 ? Decision.overridden("another way of " + p) : Decision.followed())
                                        .because(text)
                                        .on(START.plusDays(p + 3)));
                        engagement.measure(
                                advice,
                                Measurement.judged(p % 3 == 0 ? Verdict.SUCCESS : Verdict.FAILURE)
                                        .on(START.plusDays(p + 40)));
                    }
                }
            }
            return log.report(ReportRequest.DEFAULT.by(Lens.tag("season"))).figures();
        }
    }

    /** What of a text a log takes: it refuses characters that no sentence has. */
    static String wellFormed(String text) {
        return text.replace("\u0000", "");
    }

    private static DecisionLog log() {
        return DecisionLog.inMemory(
                LogOptions.DEFAULT.clock(Clock.fixed(Instant.parse("2026-10-01T08:00:00Z"), ZoneOffset.UTC)));
    }

    private static String name(int c) {
        return List.of("acme", "borealis-outdoor", "café-noir", "日本酒の店", "delta")
                        .get(c % 5)
                + (c < 5 ? "" : "-" + c / 5);
    }

    private static void piece(Engagement engagement, PartyId owner, PartyId marketer, int p, SplittableRandom random) {
        piece(engagement, owner, marketer, p, START.plusDays(random.nextInt(600)), random);
    }

    private static void piece(
            Engagement engagement, PartyId owner, PartyId marketer, int p, LocalDate day, SplittableRandom random) {
        Proposal advice = Proposal.of("Advice number " + p + " on " + CHANNELS.get(p % CHANNELS.size()))
                .on(day)
                .channel(CHANNELS.get(random.nextInt(CHANNELS.size())))
                .scope(List.of(Scope.values()).get(random.nextInt(2)))
                .novelty(random.nextInt(4) == 0 ? Novelty.OUT_OF_THE_BOX : Novelty.CONVENTIONAL)
                .origin(random.nextBoolean() ? Origin.UNPROMPTED : Origin.REQUESTED)
                .idea(List.of(Idea.values()).get(random.nextInt(3)))
                .tag("season", day.getMonthValue() < 7 ? "spring" : "autumn")
                .decideBy(day.plusDays(30))
                .forecast(Forecast.atLeast("leads", 120)
                        .baseline(90)
                        .by(day.plusDays(70))
                        .probability((1 + random.nextInt(9)) / 10.0));
        ProposalId id = engagement.propose(marketer, advice);
        int way = random.nextInt(10);
        if (way == 0) {
            return;
        }
        boolean overridden = way <= 3;
        engagement.decide(
                id,
                owner,
                (overridden
                                ? Decision.overridden("Their own way")
                                        .forecast(Forecast.atLeast("leads", 100)
                                                .by(day.plusDays(70))
                                                .probability(0.8))
                                : way == 4 ? Decision.declined() : Decision.followed())
                        .because("Simpler to maintain")
                        .on(day.plusDays(1 + random.nextInt(14))));
        if (way == 4) {
            return;
        }
        engagement.launched(id, overridden ? Launched.ALTERNATIVE : Launched.ADVICE, day.plusDays(20));
        if (random.nextInt(8) > 0) {
            boolean failed = random.nextInt(100) < (overridden ? 55 : 30);
            engagement.measure(
                    id,
                    Measurement.of("leads", BigDecimal.valueOf(failed ? 74 : 131))
                            .on(day.plusDays(70)));
            if (failed) {
                engagement.claim(
                        id, owner, List.of(Responsible.values()).get(random.nextInt(Responsible.values().length)));
                engagement.claim(
                        id, marketer, List.of(Responsible.values()).get(random.nextInt(Responsible.values().length)));
            }
        }
    }
}
