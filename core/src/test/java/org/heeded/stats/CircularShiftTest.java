package org.heeded.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.heeded.stats.CircularShift.Step;
import org.junit.jupiter.api.Test;

/** The golden values are held in {@link EventsAndSequencesTest}. */
class CircularShiftTest {

    @Test
    void aPerfectRunOfLabelsIsOneShiftInN() {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            steps.add(new Step(i < 5 ? 1 : 0, i < 5));
        }
        TestResult.Computed result = (TestResult.Computed) CircularShift.test(List.of(steps), 1);
        assertThat(result.pValue()).isEqualTo(1 / 20.0);
        assertThat(result.statistic().orElseThrow()).isEqualTo(1);
    }

    @Test
    void whereAllShiftsAreTooManyRandomOnesComeNear() {
        SplittableRandom random = new SplittableRandom(61);
        List<List<Step>> sequences = List.of(sequence(random, 57), sequence(random, 60), sequence(random, 58));
        TestResult.Computed exact = (TestResult.Computed) CircularShift.test(sequences, 1);
        assertThat(exact.method()).isEqualTo(CircularShift.CIRCULAR_SHIFT);
        // a sequence of equal values counts among the combinations and changes nothing else
        List<Step> flat = new ArrayList<>(Collections.nCopies(30, new Step(0, false)));
        flat.set(3, new Step(0, true));
        List<List<Step>> more = new ArrayList<>(sequences);
        more.add(flat);
        TestResult.Computed sampled = (TestResult.Computed) CircularShift.test(more, 1);
        assertThat(sampled.method()).isEqualTo(CircularShift.CIRCULAR_SHIFT_RANDOM);
        assertThat(sampled.pValue()).isCloseTo(exact.pValue(), within(0.02));
        assertThat(CircularShift.test(more, 1)).isEqualTo(sampled);
    }

    @Test
    void falseAlarmsStayRareAlthoughNeighboursAreAlike() {
        SplittableRandom random = new SplittableRandom(62);
        int alarms = 0;
        for (int run = 0; run < 1000; run++) {
            double value = 0;
            boolean labelled = false;
            List<Step> steps = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                value = 0.8 * value + random.nextDouble(-1, 1);
                labelled = random.nextInt(5) == 0 ? random.nextBoolean() : labelled;
                steps.add(new Step(value, labelled));
            }
            TestResult result = CircularShift.test(List.of(steps), 1);
            alarms += result instanceof TestResult.Computed computed && computed.pValue() <= 0.05 ? 1 : 0;
        }
        assertThat(alarms).isBetween(10, 75);
    }

    @Test
    void theOrderOfSequencesAndWhereARingBeginsDoNotMatter() {
        SplittableRandom random = new SplittableRandom(63);
        List<Step> one = sequence(random, 12);
        List<Step> other = sequence(random, 9);
        List<Step> turned = new ArrayList<>(one);
        Collections.rotate(turned, 5);
        double p = p(List.of(one, other));
        assertThat(p(List.of(other, one))).isEqualTo(p);
        assertThat(p(List.of(turned, other))).isEqualTo(p);
        assertThat(p(List.of(one, other, List.of()))).isEqualTo(p);
    }

    private static double p(List<List<Step>> sequences) {
        return ((TestResult.Computed) CircularShift.test(sequences, 1)).pValue();
    }

    private static List<Step> sequence(SplittableRandom random, int n) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            steps.add(new Step(random.nextInt(-4, 5), i == 0 || (i > 1 && random.nextInt(3) == 0)));
        }
        return steps;
    }

    @Test
    void withoutContrastItIsUndefined() {
        Step labelled = new Step(1, true);
        Step other = new Step(2, false);
        assertThat(reason(List.of())).isEqualTo("no labelled steps");
        assertThat(reason(List.of(List.of(other, other)))).isEqualTo("no labelled steps");
        assertThat(reason(List.of(List.of(labelled)))).isEqualTo("no unlabelled steps");
        assertThat(reason(List.of(List.of(labelled), List.of(other, other))))
                .isEqualTo("the labels differ within no sequence");
    }

    private static String reason(List<List<Step>> sequences) {
        return ((TestResult.Undefined) CircularShift.test(sequences, 1)).reason();
    }

    @Test
    void extremesGiveAProbabilityAndWhatIsNoNumberIsRefused() {
        List<Step> huge = List.of(new Step(1e100, true), new Step(-1e100, false), new Step(1e100, false));
        assertThat(p(List.of(huge))).isEqualTo(1);
        assertThat(p(List.of(List.of(new Step(0, true), new Step(0, false))))).isEqualTo(1);
        assertThat(CircularShift.test(List.of(sequence(new SplittableRandom(64), 100_000)), 1)
                        .method())
                .isEqualTo(CircularShift.CIRCULAR_SHIFT_RANDOM);
        assertThatThrownBy(() -> new Step(Double.NaN, true)).hasMessageContaining("value NaN");
    }
}
