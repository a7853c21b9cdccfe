package org.heeded.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words never overlap nor leave the sheet, whatever and however much is drawn. */
class PlotsTest {

    private static final Figures FIGURES =
            (value, decimals) -> String.format(Locale.ENGLISH, "%,." + decimals + "f", value);
    private static final String LONG = "W".repeat(100_000);

    private final SplittableRandom random = new SplittableRandom(11);

    /** Checks both sizes of a plot. */
    private static void tidy(Block.Plot plot) {
        assertThat(plot.drawings()).extracting(Drawing::width).containsExactly(Drawing.WIDE, Drawing.NARROW);
        plot.drawings().forEach(PlotsTest::tidy);
    }

    private static void tidy(Drawing drawing) {
        List<Mark.Label> labels = labels(drawing);
        for (int i = 0; i < labels.size(); i++) {
            Mark.Label one = labels.get(i);
            assertThat(one.left()).as("%s", one).isGreaterThanOrEqualTo(-0.5);
            assertThat(one.left() + one.width()).as("%s", one).isLessThanOrEqualTo(drawing.width() + 0.5);
            assertThat(one.y()).as("%s", one).isBetween(9.0, drawing.height() - 2);
            for (Mark.Label other : labels.subList(i + 1, labels.size())) {
                assertThat(one.touches(other)).as("%s%n%s", one, other).isFalse();
            }
        }
    }

    private static List<Mark.Label> labels(Drawing drawing) {
        return drawing.marks().stream()
                .filter(Mark.Label.class::isInstance)
                .map(Mark.Label.class::cast)
                .toList();
    }

    private Range range(double low, double high) {
        double a = low + random.nextDouble() * (high - low);
        double b = low + random.nextDouble() * (high - low);
        double c = low + random.nextDouble() * (high - low);
        return new Range(
                Math.max(Math.min(a, b), Math.min(Math.max(a, b), c)),
                Math.min(Math.min(a, b), c),
                Math.max(Math.max(a, b), c));
    }

    private static Block.Table table() {
        return new Block.Table(List.of(), List.of(Block.Row.of("a", "1")));
    }

    private static Intervals.Axis perHundred() {
        return new Intervals.Axis(
                false, new Range(0, -100, 100), false, List.of(0.0), "fewer after another way", "more", FIGURES);
    }

    private Intervals forest(int rows, Intervals.Axis axis, String name) {
        List<Intervals.Row> all = new ArrayList<>(IntStream.range(0, rows)
                .mapToObj(i -> new Intervals.Row(
                        name + i,
                        List.of(i + " of " + 2 * i + " (50 %)", "7 of 1,009 (1 %)"),
                        i % 9 == 8 ? Optional.empty() : Optional.of(range(-100, 100)),
                        "+57.1 (16.7 to 84.7)",
                        Ink.PLAIN))
                .toList());
        all.add(new Intervals.Row(
                "all", List.of("1", "2"), Optional.of(new Range(10, 5, 15)), "+10 (5 to 15)", Ink.POOLED));
        return new Intervals(
                List.of(
                        new Intervals.Head("another way", Ink.OVERRIDDEN),
                        new Intervals.Head("followed", Ink.FOLLOWED)),
                all,
                axis,
                "480 more between these, in the table");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 20, 21, 500})
    void forest(int rows) {
        tidy(forest(rows, perHundred(), "client-").plot("f", "t", "d", table()));
        tidy(forest(rows, perHundred(), LONG).plot("f", "t", "d", table()));
    }

    @Test
    void ofManyRowsTheSurestExtremesAreDrawnAndThePooledOne() {
        List<Intervals.Row> rows = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            rows.add(row("middling " + i, new Range(0, -50, 50)));
        }
        rows.add(row("lucky with two cases", new Range(100, -20, 100)));
        rows.add(row("sure", new Range(40, 35, 45)));
        rows.add(row("sure the other way", new Range(-40, -45, -35)));
        rows.add(new Intervals.Row("all", List.of(), Optional.of(new Range(1, 0, 2)), "", Ink.POOLED));
        List<Intervals.Row> shown = new Intervals(List.of(), rows, perHundred(), "more").shown();
        assertThat(shown).hasSize(Intervals.MOST + 1);
        assertThat(shown.get(0).label()).isEqualTo("sure");
        assertThat(shown.get(Intervals.MOST - 1).label()).isEqualTo("sure the other way");
        assertThat(shown.get(Intervals.MOST).label()).isEqualTo("all");
    }

    private static Intervals.Row row(String label, Range range) {
        return new Intervals.Row(label, List.of(), Optional.of(range), "", Ink.PLAIN);
    }

    @Test
    void anIntervalThatRunsOffTheAxisEndsInAnArrow() {
        Intervals.Axis log =
                new Intervals.Axis(true, new Range(1, 0.1, 10), false, List.of(1.0), "less", "more", FIGURES);
        Range infinite = new Range(1.5, 0.7, Double.POSITIVE_INFINITY);
        Drawing drawing = new Intervals(List.of(), List.of(row("a", infinite)), log, "").draw(Drawing.WIDE);
        assertThat(drawing.marks().stream().filter(Mark.Path.class::isInstance)).hasSize(1);
        Drawing inside =
                new Intervals(List.of(), List.of(row("a", new Range(1.5, 0.7, 3))), log, "").draw(Drawing.WIDE);
        assertThat(inside.marks()).noneMatch(Mark.Path.class::isInstance);
        tidy(drawing);
    }

    @Test
    void aRatioAxisHasItsTicksAtEqualRatios() {
        Intervals.Axis log =
                new Intervals.Axis(true, new Range(1, 0.1, 10), false, List.of(1.0), "less", "more", FIGURES);
        Drawing drawing = new Intervals(
                        List.of(), List.of(row("a", new Range(2, 0.5, 5)), row("b", new Range(0.5, 0.2, 2))), log, "")
                .draw(Drawing.WIDE);
        assertThat(labels(drawing)).extracting(Mark.Label::text).contains("0.2", "1", "5");
        tidy(drawing);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 20, 500})
    void overTime(int periods) {
        List<String> names = IntStream.range(0, periods)
                .mapToObj(i -> (1900 + i / 4) + " Q" + (i % 4 + 1))
                .toList();
        List<OverTime.Line> lines = IntStream.range(0, 3)
                .mapToObj(l -> new OverTime.Line(
                        "line " + l,
                        List.of(Ink.values()).get(l),
                        names.stream()
                                .map(n -> random.nextInt(5) == 0 ? Optional.<Range>empty() : Optional.of(range(0, 100)))
                                .toList()))
                .toList();
        tidy(new OverTime(
                        names,
                        List.of(
                                OverTime.Panel.rates("Advice followed", lines.subList(0, 1)),
                                new OverTime.Panel(
                                        LONG, 3, 80, lines, List.of(new OverTime.Note(periods / 2, 0, "dried up")))),
                        IntStream.range(0, periods)
                                .filter(i -> i < 10)
                                .mapToObj(i -> new OverTime.Milestone(
                                        0.9 * i, i % 2 == 0 ? "a new owner" : i == 3 ? LONG : "a budget cut by half"))
                                .toList(),
                        FIGURES)
                .plot("o", "t", "d", table()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 20, 500})
    void portfolio(int clients) {
        tidy(new PortfolioMap(
                        "advice followed, per cent",
                        "more failures after override, per 100",
                        List.of("listen more", "well heeded", "knows better", "push back more"),
                        IntStream.range(0, clients)
                                .mapToObj(i -> new PortfolioMap.Point(
                                        i == 2 ? LONG : "client-" + i, range(0, 100), range(-100, 100)))
                                .toList(),
                        FIGURES)
                .plot("m", "t", "d", table()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 20, 500})
    void calibration(int points) {
        List<Calibration.Point> some = IntStream.range(0, points)
                .mapToObj(i -> new Calibration.Point(100.0 * (i + 1) / (points + 1), range(0, 100), i + 1))
                .toList();
        tidy(new Calibration(
                        "forecast, per cent",
                        "target met, per cent",
                        List.of(
                                new Calibration.Line("marketing", Ink.FOLLOWED, some),
                                new Calibration.Line("the client", Ink.OVERRIDDEN, some)),
                        FIGURES)
                .plot("c", "t", "d", table()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 20, 500})
    void incidence(int steps) {
        List<Incidence.Step> some = IntStream.range(0, steps)
                .mapToObj(i -> new Incidence.Step(
                        i + 1, new Range(50.0 * i / steps, 40.0 * i / steps, 70.0 * i / steps), steps - i))
                .toList();
        Block.Plot plot = new Incidence(
                        "days since the decision",
                        "still watched",
                        List.of(
                                new Incidence.Curve("another way", Ink.OVERRIDDEN, some),
                                new Incidence.Curve("followed", Ink.FOLLOWED, some)),
                        FIGURES)
                .plot("i", "t", "d", table());
        tidy(plot);
        assertThat(labels(plot.drawings().get(0)).stream().filter(l -> l.text().equals("another way")))
                .hasSize(2);
    }

    @Test
    void caseDiagram() {
        List<CaseDiagram.Line> box = List.of(
                new CaseDiagram.Line("Advice given", "1,234,567", Ink.STRONG),
                new CaseDiagram.Line("overridden", "12", Ink.OVERRIDDEN),
                new CaseDiagram.Line(LONG, "12", Ink.WORDS));
        List<CaseDiagram.Step> stem = List.of(
                new CaseDiagram.Step(box, box),
                new CaseDiagram.Step(box, List.of()),
                new CaseDiagram.Step(box, List.of()));
        tidy(new CaseDiagram(List.of(stem)).plot("c", "t", "d", table()));
        tidy(new CaseDiagram(List.of(stem, stem)).plot("c", "t", "d", table()));
    }

    @Test
    void wordsAreCutInTheirMiddleToTheRoomTheyHave() {
        assertThat(TextWidth.fit("short", 100, false)).isEqualTo("short");
        String cut = TextWidth.fit("beginning-middle-end", 90, false);
        assertThat(cut).startsWith("beg").endsWith("nd").contains("…");
        assertThat(TextWidth.of(cut, false)).isLessThanOrEqualTo(90);
        assertThat(TextWidth.of(TextWidth.fit(LONG, 50, true), true)).isLessThanOrEqualTo(50);
        assertThat(TextWidth.fit("\uD83D\uDE00".repeat(50), 60, false)).doesNotMatch(".*[\\uD800-\\uDBFF]….*");
        assertThat(TextWidth.of("日本酒", false)).isGreaterThanOrEqualTo(3 * TextWidth.SIZE);
    }

    @Test
    void coordinatesHaveNoMoreDecimalsThanAScreenShows() {
        assertThat(Drawing.number(1)).isEqualTo("1");
        assertThat(Drawing.number(-0.004)).isEqualTo("0");
        assertThat(Drawing.number(-1.5)).isEqualTo("-1.5");
        assertThat(Drawing.number(12.056)).isEqualTo("12.06");
    }
}
