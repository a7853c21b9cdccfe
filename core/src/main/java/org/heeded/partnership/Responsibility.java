package org.heeded.partnership;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.heeded.dossier.AdviceCase;
import org.heeded.dossier.Arm;
import org.heeded.dossier.Claim;
import org.heeded.dossier.Result;
import org.heeded.model.Responsible;
import org.heeded.model.Side;
import org.heeded.stats.TwoByTwo;

/**
 * What each side said about responsibility: claims, not findings. The last claim of each claimant on each outcome counts.
 *
 * @param claims how often a side named whom, after which choice and result
 * @param failures failures by the choice that was carried out, and whether each side said who was responsible
 * @param marketerBlamed of failures about which the client's side made a claim, how often it named the marketer alone: after
 *     an override against after followed advice, within each client
 */
public record Responsibility(List<Claims> claims, List<Failures> failures, Within marketerBlamed) {

    private static final String CLAIMS = "claims";
    private static final String FAILURES = "claims on failures";
    private static final String BLAMED = "claims of the client's side on failures";
    private static final String ALONE = "marketer alone";
    private static final String OTHERWISE = "otherwise";

    /**
     * Equal claims.
     *
     * @param arm whose choice was carried out: the client's where overridden or ordered, the marketer's where followed
     * @param result the result that they speak of
     * @param side the claimants' side; absent: not told
     * @param responsible whom they name
     * @param bothSides whether both sides made a claim on that outcome
     * @param n how many
     */
    public record Claims(
            Arm arm, Result result, Optional<Side> side, Responsible responsible, boolean bothSides, long n) {}

    /**
     * Failures of one arm.
     *
     * @param arm the arm
     * @param byBoth those about which both sides recorded a claim
     * @param byClient those about which only the client's side did
     * @param byMarketer those about which only the marketer's side did
     * @param unclaimed those about which neither did
     */
    public record Failures(Arm arm, long byBoth, long byClient, long byMarketer, long unclaimed) {

        /**
         * All failures of the arm.
         *
         * @return the sum
         */
        public long all() {
            return byBoth + byClient + byMarketer + unclaimed;
        }
    }

    /** Copies. */
    public Responsibility {
        claims = List.copyOf(claims);
        failures = List.copyOf(failures);
    }

    static void count(Fold fold, Tally.Counter counter) {
        for (Fold.Row row : fold.rows()) {
            List<Claim> claims = row.cases().stream()
                    .map(AdviceCase::claims)
                    .flatMap(List::stream)
                    .toList();
            boolean both = last(Side.CLIENT, claims).isPresent()
                    && last(Side.MARKETER, claims).isPresent();
            for (Claim claim : claims) {
                counter.count(
                        CLAIMS,
                        row.arm().name(),
                        row.result().name(),
                        claim.side().map(Side::name).orElse(Fold.NOT_GIVEN),
                        claim.responsible().name(),
                        Boolean.toString(both));
            }
            if (row.result() == Result.FAILURE) {
                Optional<Claim> client = last(Side.CLIENT, claims);
                counter.count(
                        FAILURES,
                        row.arm().name(),
                        Boolean.toString(client.isPresent()),
                        Boolean.toString(last(Side.MARKETER, claims).isPresent()));
                client.ifPresent(claim -> counter.count(
                        BLAMED,
                        fold.client(),
                        row.arm().name(),
                        claim.responsible() == Responsible.MARKETER ? ALONE : OTHERWISE));
            }
        }
    }

    private static Optional<Claim> last(Side side, List<Claim> claims) {
        return claims.stream().filter(c -> c.side().equals(Optional.of(side))).reduce((a, b) -> b);
    }

    static Responsibility of(Tally tally, AnalysisPlan plan) {
        List<Claims> claims = new ArrayList<>();
        tally.rows(CLAIMS)
                .inOrder((words, n) -> claims.add(new Claims(
                        Arm.valueOf(words.get(0)),
                        Result.valueOf(words.get(1)),
                        Optional.of(words.get(2)).filter(s -> !s.isEmpty()).map(Side::valueOf),
                        Responsible.valueOf(words.get(3)),
                        Boolean.parseBoolean(words.get(4)),
                        n)));
        TreeMap<Arm, Failures> failures = new TreeMap<>();
        tally.rows(FAILURES)
                .tuples()
                .forEach(words -> failures.computeIfAbsent(Arm.valueOf(words.get(0)), arm -> failures(arm, tally)));
        SortedSet<String> clients = new TreeSet<>();
        tally.rows(BLAMED).tuples().forEach(words -> clients.add(words.get(0)));
        List<TwoByTwo> byClient = clients.stream()
                .map(client -> new TwoByTwo(
                        tally.count(BLAMED, client, Arm.OVERRIDDEN.name(), ALONE),
                        tally.count(BLAMED, client, Arm.OVERRIDDEN.name(), OTHERWISE),
                        tally.count(BLAMED, client, Arm.FOLLOWED.name(), ALONE),
                        tally.count(BLAMED, client, Arm.FOLLOWED.name(), OTHERWISE)))
                .toList();
        return new Responsibility(claims, List.copyOf(failures.values()), Within.of(byClient, plan));
    }

    private static Failures failures(Arm arm, Tally tally) {
        return new Failures(
                arm,
                tally.count(FAILURES, arm.name(), "true", "true"),
                tally.count(FAILURES, arm.name(), "true", "false"),
                tally.count(FAILURES, arm.name(), "false", "true"),
                tally.count(FAILURES, arm.name(), "false", "false"));
    }
}
