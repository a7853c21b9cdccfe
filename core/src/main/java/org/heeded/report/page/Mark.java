package org.heeded.report.page;

/** One thing drawn, in units of the drawing; y grows downwards. */
sealed interface Mark {

    Ink ink();

    /** A straight line. */
    record Line(double x1, double y1, double x2, double y2, Ink ink) implements Mark {}

    /** A rectangle. */
    record Box(double x, double y, double width, double height, Ink ink) implements Mark {}

    /** A filled circle. */
    record Dot(double x, double y, double radius, Ink ink) implements Mark {}

    /** A shape along a path; drawn as a line, or filled as a band. */
    record Path(String data, boolean band, Ink ink) implements Mark {}

    /** Words on one line; y is their base line. */
    record Label(double x, double y, String text, Anchor anchor, Ink ink) implements Mark {

        double width() {
            return TextWidth.of(text, ink == Ink.STRONG);
        }

        double left() {
            return switch (anchor) {
                case START -> x;
                case MIDDLE -> x - width() / 2;
                case END -> x - width();
            };
        }

        /** Whether the room that the words of both may take overlaps. */
        boolean touches(Label other) {
            return Math.abs(y - other.y) < TextWidth.HEIGHT - 2
                    && left() < other.left() + other.width()
                    && other.left() < left() + width();
        }
    }

    /** Which end of the words is at x. */
    enum Anchor {
        START,
        MIDDLE,
        END;

        String svg() {
            return switch (this) {
                case START -> "start";
                case MIDDLE -> "middle";
                case END -> "end";
            };
        }
    }
}
