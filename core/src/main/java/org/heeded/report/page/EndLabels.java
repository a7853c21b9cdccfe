package org.heeded.report.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.heeded.report.page.Mark.Anchor;

/** Names lines at their ends, moved apart where they would touch. */
final class EndLabels {

    private record Wish(double y, String text, Ink ink) {}

    private final List<Wish> wishes = new ArrayList<>();

    void add(double y, String text, Ink ink) {
        wishes.add(new Wish(y, text, ink));
    }

    /** The widest of the names. */
    static double width(List<String> names) {
        return names.stream().mapToDouble(n -> TextWidth.of(n, false)).max().orElse(0);
    }

    /** Puts them from x on, between top and bottom as far as they have room there. */
    void to(Sheet sheet, double x, double top, double bottom) {
        List<Wish> sorted = new ArrayList<>(wishes);
        sorted.sort(Comparator.comparingDouble(Wish::y));
        double[] y = new double[sorted.size()];
        double next = top + TextWidth.HEIGHT / 2;
        for (int i = 0; i < y.length; i++) {
            y[i] = Math.max(next, sorted.get(i).y());
            next = y[i] + TextWidth.HEIGHT;
        }
        double last = bottom;
        for (int i = y.length - 1; i >= 0; i--) {
            y[i] = Math.min(last, y[i]);
            last = y[i] - TextWidth.HEIGHT;
        }
        for (int i = 0; i < y.length; i++) {
            sheet.words(
                    x,
                    y[i] + 4,
                    sorted.get(i).text(),
                    sheet.width() - x,
                    Anchor.START,
                    sorted.get(i).ink());
        }
    }
}
