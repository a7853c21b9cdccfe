package org.heeded.dossier;

/** What a verdict was measured with. */
public enum Yardstick {
    /** A forecast of what was carried out, against a measurement. */
    MEASURED,
    /** The agreed target of the initiative, against a measurement. */
    AGREED,
    /** Nothing: the verdict was stated by hand. */
    JUDGED,
    /** The forecast of the advice, although something else was carried out, against a measurement. */
    BORROWED
}
