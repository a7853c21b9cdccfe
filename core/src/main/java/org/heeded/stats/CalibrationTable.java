package org.heeded.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Probability forecasts beside what came true: for each distinct forecast, how often it was given and how often the event
 * occurred. It is all that the scores need, and tables of different forecasters or times add up.
 *
 * @param rows the distinct forecasts, ascending; empty if nothing was forecast
 */
public record CalibrationTable(List<Row> rows) {

    /**
     * The forecasts of one probability.
     *
     * @param forecast the probability that was forecast, in [0, 1]
     * @param forecasts how often, at least 1
     * @param events how often the event then occurred, in [0, {@code forecasts}]
     */
    public record Row(double forecast, long forecasts, long events) {

        /**
         * Validates.
         *
         * @throws IllegalArgumentException if a component is out of range
         */
        public Row {
            if (!(forecast >= 0 && forecast <= 1)) {
                throw new IllegalArgumentException("forecast " + forecast + " is not in [0, 1]");
            }
            if (forecasts < 1 || forecasts > TwoByTwo.MAX_COUNT) {
                throw new IllegalArgumentException(
                        "forecasts " + forecasts + " is not in [1, " + TwoByTwo.MAX_COUNT + "]");
            }
            if (events < 0 || events > forecasts) {
                throw new IllegalArgumentException("events " + events + " is not in [0, " + forecasts + "]");
            }
            forecast += 0.0; // -0.0 becomes 0.0, one forecast and not two
        }

        /**
         * The share of these forecasts at which the event occurred; for a calibrated forecaster it is near the forecast.
         * For limits ask {@link ProportionInterval} with {@code events} and {@code forecasts}.
         *
         * @return {@code events / forecasts}
         */
        public double observed() {
            return (double) events / forecasts;
        }
    }

    /**
     * Validates and copies.
     *
     * @throws IllegalArgumentException if the forecasts are not strictly ascending
     */
    public CalibrationTable {
        rows = List.copyOf(rows);
        for (int i = 1; i < rows.size(); i++) {
            if (rows.get(i).forecast() <= rows.get(i - 1).forecast()) {
                throw new IllegalArgumentException("forecast " + rows.get(i).forecast() + " comes after "
                        + rows.get(i - 1).forecast() + " in row " + i);
            }
        }
    }

    /**
     * The table of single forecasts.
     *
     * @param forecasts the probabilities, each in [0, 1], in any order
     * @param occurred whether the event occurred, one for each forecast
     * @return the table
     * @throws IllegalArgumentException if the lengths differ or a probability is out of range
     */
    public static CalibrationTable of(double[] forecasts, boolean[] occurred) {
        if (forecasts.length != occurred.length) {
            throw new IllegalArgumentException(forecasts.length + " forecasts, but occurred has " + occurred.length);
        }
        List<Row> single = new ArrayList<>();
        for (int i = 0; i < forecasts.length; i++) {
            single.add(new Row(forecasts[i], 1, occurred[i] ? 1 : 0));
        }
        return merged(single);
    }

    /**
     * The sum of two tables.
     *
     * @param other the other table
     * @return one table of both
     */
    public CalibrationTable plus(CalibrationTable other) {
        List<Row> all = new ArrayList<>(rows);
        all.addAll(other.rows);
        return merged(all);
    }

    private static CalibrationTable merged(List<Row> rows) {
        TreeMap<Double, Row> byForecast = new TreeMap<>();
        for (Row row : rows) {
            byForecast.merge(
                    row.forecast(),
                    row,
                    (a, b) -> new Row(a.forecast(), a.forecasts() + b.forecasts(), a.events() + b.events()));
        }
        return new CalibrationTable(List.copyOf(byForecast.values()));
    }

    /**
     * All forecasts.
     *
     * @return their number
     */
    public long forecasts() {
        return rows.stream().mapToLong(Row::forecasts).sum();
    }

    /**
     * All events.
     *
     * @return their number
     */
    public long events() {
        return rows.stream().mapToLong(Row::events).sum();
    }

    /**
     * What the forecasts should have been: the non-decreasing function of the forecast that is nearest to what occurred, in
     * squared error weighted by the number of forecasts (isotonic regression by pooling adjacent violators; Ayer et al.
     * 1955). No bins are chosen. Equals scikit-learn's {@code IsotonicRegression} and R's {@code stats::isoreg} at the
     * distinct forecasts.
     *
     * @return a recalibrated probability for each row, in the order of the rows, each in [0, 1]
     */
    public List<Double> recalibrated() {
        List<Block> blocks = new ArrayList<>();
        for (Row row : rows) {
            Block block = new Block(row.forecasts(), row.events(), 1);
            while (!blocks.isEmpty() && blocks.get(blocks.size() - 1).rate() >= block.rate()) {
                block = blocks.remove(blocks.size() - 1).plus(block);
            }
            blocks.add(block);
        }
        List<Double> rates = new ArrayList<>();
        for (Block block : blocks) {
            for (int i = 0; i < block.rows(); i++) {
                rates.add(block.rate());
            }
        }
        return List.copyOf(rates);
    }

    /** Adjacent rows that share one recalibrated probability. */
    private record Block(long forecasts, long events, int rows) {

        double rate() {
            return (double) events / forecasts;
        }

        Block plus(Block next) {
            return new Block(forecasts + next.forecasts, events + next.events, rows + next.rows);
        }
    }
}
