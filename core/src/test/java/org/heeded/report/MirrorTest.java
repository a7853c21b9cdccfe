package org.heeded.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.heeded.dossier.Entries.day;
import static org.heeded.dossier.Entries.start;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.heeded.dossier.Dossier;
import org.heeded.dossier.Entries;
import org.heeded.model.Decision;
import org.heeded.model.EngagementId;
import org.heeded.model.Event;
import org.heeded.model.Measurement;
import org.heeded.model.Position;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.Verdict;
import org.heeded.partnership.AnalysisPlan;
import org.heeded.partnership.PartnershipReport;
import org.heeded.partnership.Tally;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The report takes no side: where followed and overridden advice change places, all that it says is turned round. */
class MirrorTest {

    private static final Pattern FIGURE =
            Pattern.compile("([+−]?)(\\d+\\.\\d) \\(([+−]?)(\\d+\\.\\d) to ([+−]?)(\\d+\\.\\d)\\)");

    private int made;

    /** Of each client four counts: failed and not after the first way, failed and not after the second. */
    private PartnershipReport report(List<int[]> clients, Decision.Kind first, Decision.Kind second) {
        Tally.Sum sum = new Tally.Sum();
        for (int c = 0; c < clients.size(); c++) {
            Entries log = new Entries();
            int[] counts = clients.get(c);
            add(log, counts[0], first, Verdict.FAILURE);
            add(log, counts[1], first, Verdict.SUCCESS);
            add(log, counts[2], second, Verdict.FAILURE);
            add(log, counts[3], second, Verdict.SUCCESS);
            Dossier dossier =
                    Dossier.of(EngagementId.of("client-" + c), log.list(), AnalysisPlan.DEFAULT.rules(start(300)));
            sum.add(Tally.of(dossier, AnalysisPlan.DEFAULT, List.of(), start(300)));
        }
        return PartnershipReport.of(
                sum.tally(),
                AnalysisPlan.DEFAULT,
                List.of(),
                start(301),
                new PartnershipReport.AsOf(new Position(1), start(300)),
                Optional.empty(),
                Optional.empty());
    }

    private void add(Entries log, int times, Decision.Kind kind, Verdict verdict) {
        for (int i = 0; i < times; i++) {
            ProposalId id = new ProposalId("p" + made++);
            log.add(new Event.ProposalMade(id, Proposal.of("Advice").on(day(1))));
            log.add(new Event.DecisionMade(id, Decision.of(kind).on(day(2))));
            log.add(new Event.OutcomeMeasured(id, Measurement.judged(verdict).on(day(50))));
        }
    }

    private static String otherSign(String sign, String number) {
        return number.equals("0.0") ? "" : sign.equals("−") ? "" : "−";
    }

    /** The differences of a text turned round; a plus stands only before the value itself. */
    private static String turned(String text) {
        return FIGURE.matcher(text).replaceAll(m -> {
            String sign = otherSign(m.group(1), m.group(2));
            String value = (sign.isEmpty() && !m.group(2).equals("0.0") ? "+" : sign) + m.group(2);
            return Matcher.quoteReplacement(value + " (" + otherSign(m.group(5), m.group(6)) + m.group(6) + " to "
                    + otherSign(m.group(3), m.group(4)) + m.group(4) + ")");
        });
    }

    private static List<String> differences(PartnershipReport report, Audience audience) {
        String text = TextReport.render(report, audience, List.of("client"));
        Matcher figures =
                FIGURE.matcher(text.substring(text.indexOf("How often did"), text.indexOf("Who had how much")));
        return figures.results().map(r -> r.group()).toList();
    }

    @ParameterizedTest
    @EnumSource
    void differencesTurnRoundWithTheParties(Audience audience) {
        SplittableRandom random = new SplittableRandom(5);
        for (int trial = 0; trial < 25; trial++) {
            List<int[]> clients = random.ints(1 + trial % 3, 0, 1)
                    .mapToObj(i -> random.ints(4, 1, 25).toArray())
                    .toList();
            List<String> one = differences(report(clients, Decision.Kind.OVERRIDDEN, Decision.Kind.FOLLOWED), audience);
            List<String> other =
                    differences(report(clients, Decision.Kind.FOLLOWED, Decision.Kind.OVERRIDDEN), audience);
            assertThat(one).hasSizeGreaterThan(2);
            assertThat(other)
                    .containsExactlyElementsOf(
                            one.stream().map(MirrorTest::turned).toList());
        }
    }

    @Test
    void theLeadSentenceSaysFewerWhereItSaidMore() {
        List<int[]> clients = List.of(new int[] {12, 5, 14, 35}, new int[] {9, 4, 8, 20});
        for (Audience audience : Audience.values()) {
            Words words = new Words(Wording.ENGLISH, audience);
            List<String> more =
                    LeadSentence.of(report(clients, Decision.Kind.OVERRIDDEN, Decision.Kind.FOLLOWED), words);
            List<String> fewer =
                    LeadSentence.of(report(clients, Decision.Kind.FOLLOWED, Decision.Kind.OVERRIDDEN), words);
            assertThat(fewer.get(2)).isEqualTo(more.get(2).replace(" more ", " fewer "));
            assertThat(fewer.get(3)).isEqualTo(more.get(3).replace(" more ", " fewer "));
            assertThat(more.get(2)).contains(" more ");
            assertThat(more.get(3)).contains(" more ");
            assertThat(fewer).hasSameSizeAs(more);
        }
    }
}
