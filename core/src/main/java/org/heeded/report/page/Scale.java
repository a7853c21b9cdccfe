package org.heeded.report.page;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * An axis: its ends, which are ticks, and the round values between them.
 *
 * @param log whether equal ratios, not equal differences, are equally far apart
 * @param ticks ascending, at least two; the axis runs from the first to the last
 */
record Scale(boolean log, List<BigDecimal> ticks) {

    /** Steps are these, times a power of ten. */
    private static final int[] ROUND = {1, 2, 5};

    /** The widest axis: from one to the other in units of ten to the power. */
    private static final int WIDEST = 300;

    Scale {
        ticks = List.copyOf(ticks);
    }

    /**
     * Equal differences equally far apart, from a round value at or below the lowest to one at or above the highest.
     *
     * @param most the most ticks, at least 3
     * @throws IllegalArgumentException if an end is not finite, they are out of order or beyond 1e300, or most is below 3
     */
    static Scale linear(double low, double high, int most) {
        check(low, high, most);
        double from = low;
        double to = high;
        // ends that a double hardly tells apart have no round values between them
        if (to - from <= 1e-9 * Math.max(Math.abs(from), Math.abs(to)) || to == from) {
            double half = from == 0 ? 1 : Math.abs(from) / 2;
            from -= half;
            to += half;
        }
        int exponent = (int) Math.floor(Math.log10((to - from) / most));
        for (int i = 0; ; i++) {
            BigDecimal step =
                    BigDecimal.valueOf(ROUND[i % ROUND.length]).scaleByPowerOfTen(exponent + i / ROUND.length);
            long first = (long) Math.floor(from / step.doubleValue() + 1e-9);
            long last = (long) Math.ceil(to / step.doubleValue() - 1e-9);
            if (last - first < most) {
                return new Scale(
                        false,
                        LongStream.rangeClosed(first, last)
                                .mapToObj(k -> step.multiply(BigDecimal.valueOf(k)))
                                .toList());
            }
        }
    }

    /**
     * Equal ratios equally far apart: ticks at 1, 2 and 5 times powers of ten, or at every power, or at every second and
     * so on, whichever first are not too many.
     *
     * @param most the most ticks, at least 3
     * @throws IllegalArgumentException as {@link #linear}, or if the lowest is not positive
     */
    static Scale log(double low, double high, int most) {
        check(low, high, most);
        if (low < 1 / limit()) {
            throw new IllegalArgumentException("low " + low + " has no place on a log axis");
        }
        int from = (int) Math.floor(Math.log10(low) + 1e-9);
        int to = Math.max(from + 1, (int) Math.ceil(Math.log10(high) - 1e-9));
        List<BigDecimal> fine = IntStream.rangeClosed(from, to)
                .boxed()
                .flatMap(e ->
                        IntStream.of(ROUND).mapToObj(m -> BigDecimal.valueOf(m).scaleByPowerOfTen(e)))
                .toList();
        int first = 0;
        while (fine.get(first + 1).doubleValue() <= low * (1 + 1e-9)) {
            first++;
        }
        int last = first + 1;
        while (fine.get(last).doubleValue() < high * (1 - 1e-9)) {
            last++;
        }
        if (last - first < most) {
            return new Scale(true, fine.subList(first, last + 1));
        }
        int stride = 1;
        while ((to - from + stride - 1) / stride + 1 > most) {
            stride++;
        }
        int every = stride;
        return new Scale(
                true,
                Stream.iterate(from, e -> e < to + every, e -> e + every)
                        .map(e -> BigDecimal.ONE.scaleByPowerOfTen(e))
                        .toList());
    }

    private static double limit() {
        return Math.pow(10, WIDEST);
    }

    private static void check(double low, double high, int most) {
        if (!(Math.abs(low) <= limit() && Math.abs(high) <= limit() && low <= high)) {
            throw new IllegalArgumentException("from " + low + " to " + high + " is no axis");
        }
        if (most < 3) {
            throw new IllegalArgumentException("most " + most + " is below 3");
        }
    }

    double low() {
        return ticks.get(0).doubleValue();
    }

    double high() {
        return ticks.get(ticks.size() - 1).doubleValue();
    }

    /** How many decimals all ticks need. */
    int decimals() {
        return ticks.stream()
                .mapToInt(t -> Math.max(0, t.stripTrailingZeros().scale()))
                .max()
                .orElse(0);
    }

    /** How many decimals a tick is written with: the same for all, but where each is a multiple of the one before. */
    int decimals(BigDecimal tick) {
        return log ? Math.max(0, tick.stripTrailingZeros().scale()) : decimals();
    }

    boolean holds(double value) {
        return low() <= value && value <= high();
    }

    /** Where a value lies, as a share of the axis; what is outside lies at its end. */
    double share(double value) {
        double inside = Math.max(low(), Math.min(high(), value));
        return log
                ? (Math.log(inside) - Math.log(low())) / (Math.log(high()) - Math.log(low()))
                : (inside - low()) / (high() - low());
    }
}
