package org.heeded.report.page;

import java.util.List;

/** Marks on a sheet of a size; those that come later lie on top. */
record Drawing(double width, double height, List<Mark> marks) {

    /** Wide enough for a page on paper and half a page on a desk. */
    static final double WIDE = 680;

    /** Fits a telephone. */
    static final double NARROW = 330;

    Drawing {
        marks = List.copyOf(marks);
    }

    boolean wide() {
        return width > NARROW;
    }

    String viewBox() {
        return "0 0 " + number(width) + " " + number(height);
    }

    /** A coordinate: two decimals are finer than a screen. */
    static String number(double value) {
        long hundredths = Math.round(value * 100);
        String sign = hundredths < 0 ? "-" : "";
        long size = Math.abs(hundredths);
        if (size % 100 == 0) {
            return sign + size / 100;
        }
        return sign + size / 100 + "."
                + (size % 10 == 0 ? String.valueOf(size % 100 / 10) : String.format("%02d", size % 100));
    }
}
