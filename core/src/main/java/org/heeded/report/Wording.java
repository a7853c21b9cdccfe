package org.heeded.report;

import java.util.Locale;
import java.util.Optional;

/**
 * How a report speaks.
 *
 * @param locale the language, and how it writes numbers, dates and money; where there is no translation the words are
 *     English
 * @param names what the two sides are called; absent: as the language calls a client and a marketer
 */
public record Wording(Locale locale, Optional<Names> names) {

    /** English, for a client and a marketer. */
    public static final Wording ENGLISH = of(Locale.ENGLISH);

    /**
     * In a language, for a client and a marketer.
     *
     * @param locale the language
     * @return the wording
     */
    public static Wording of(Locale locale) {
        return new Wording(locale, Optional.empty());
    }

    /**
     * With other names.
     *
     * @param names what the two sides are called
     * @return a copy
     */
    public Wording names(Names names) {
        return new Wording(locale, Optional.of(names));
    }
}
