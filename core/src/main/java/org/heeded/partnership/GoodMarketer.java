package org.heeded.partnership;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.heeded.dossier.Arm;
import org.heeded.dossier.Result;
import org.heeded.stats.Estimate;

/**
 * Does it matter whose advice is overridden? Decisions are put into thirds by how well the marketer's earlier followed advice
 * had done with <em>other</em> clients: the share that did not fail of the outcomes known on an earlier day than the
 * decision. What the decision led to, and the client it was made by, are not in it. Equal shares stay in one third.
 *
 * @param lacks what it needs before it says anything; absent: nothing
 * @param thirds the thirds that have decisions, the worst record first
 * @param rated decisions on advice of marketers with enough earlier outcomes
 * @param unrated decisions on advice of others
 */
public record GoodMarketer(Optional<String> lacks, Map<Third, Standing> thirds, long rated, long unrated) {

    /** Where a marketer's record stands among those of all rated decisions. */
    public enum Third {
        /** The third with the least success. */
        LOWEST,
        /** The middle third. */
        MIDDLE,
        /** The third with the most success. */
        HIGHEST
    }

    /**
     * The decisions of one third.
     *
     * @param least the least share of earlier success, in [0, 1]
     * @param most the greatest
     * @param table outcomes after override and after followed advice
     * @param overridden the rate of failure after override
     * @param followed the rate of failure after followed advice
     * @param contrast overridden against followed
     */
    public record Standing(
            double least, double most, ArmTable table, Estimate overridden, Estimate followed, Contrast contrast) {

        static Standing of(List<TrackRecord.Share> shares, ArmTable table, AnalysisPlan plan) {
            Contrast contrast = Contrast.of(Arm.OVERRIDDEN, Arm.FOLLOWED, table, plan);
            return new Standing(
                    shares.get(0).value(),
                    shares.get(shares.size() - 1).value(),
                    table,
                    OverrideToFailure.share(
                            contrast.table().events1(), contrast.table().n1(), plan),
                    OverrideToFailure.share(
                            contrast.table().events2(), contrast.table().n2(), plan),
                    contrast);
        }
    }

    /** Copies. */
    public GoodMarketer {
        EnumMap<Third, Standing> copy = new EnumMap<>(Third.class);
        copy.putAll(thirds);
        thirds = Collections.unmodifiableMap(copy);
    }

    static GoodMarketer of(TrackRecord record, Tally tally, AnalysisPlan plan) {
        EnumMap<Third, ArmTable> tables = new EnumMap<>(Third.class);
        LongAdder rated = new LongAdder();
        LongAdder unrated = new LongAdder();
        tally.rows(TrackRecord.DECISIONS).forEach((words, n) -> {
            Optional<Third> third = record.third(TrackRecord.Rated.of(words));
            third.ifPresent(t -> tables.merge(
                    t,
                    ArmTable.one(Arm.valueOf(words.get(3)), Counts.of(Result.valueOf(words.get(4)), n)),
                    ArmTable::plus));
            (third.isPresent() ? rated : unrated).add(n);
        });
        EnumMap<Third, Standing> thirds = new EnumMap<>(Third.class);
        tables.forEach((third, table) -> thirds.put(third, Standing.of(record.shares(third), table, plan)));
        long lacking = record.lacking();
        return new GoodMarketer(
                lacking == 0
                        ? Optional.empty()
                        : Optional.of("needs " + lacking + " more known outcome" + (lacking == 1 ? "" : "s")
                                + " of a marketer's earlier followed advice with other clients"),
                thirds,
                rated.sum(),
                unrated.sum());
    }
}
