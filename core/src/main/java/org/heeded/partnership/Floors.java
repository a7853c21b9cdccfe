package org.heeded.partnership;

/**
 * The least data that each analysis says anything on; below, it says what is missing.
 *
 * @param cases known outcomes in each arm, for a finding; at least 1
 * @param signals signals for the index, 1 to 6
 * @param decided decided proposals for the index; at least 1
 * @param engagements engagements or clients for a comparison among them; at least 2
 * @param earlier outcomes of a marketer's earlier advice with other clients, to call the marketer better or worse; at
 *     least 1
 * @param shifts decisions with both windows complete, for the question whether ideas dry up; at least 1
 * @param peers other marketers to be valued against; at least 1
 * @param valued pieces of strategic advice that were followed and succeeded, for a marketer's value; at least 1
 */
public record Floors(
        int cases, int signals, int decided, int engagements, int earlier, int shifts, int peers, int valued) {

    /** The defaults. */
    public static final Floors DEFAULT = new Floors(5, 3, 10, 8, 5, 20, 3, 5);

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if a floor is out of its range
     */
    public Floors {
        check("cases", cases, 1, Integer.MAX_VALUE);
        check("signals", signals, 1, Signal.values().length);
        check("decided", decided, 1, Integer.MAX_VALUE);
        check("engagements", engagements, 2, Integer.MAX_VALUE);
        check("earlier", earlier, 1, Integer.MAX_VALUE);
        check("shifts", shifts, 1, Integer.MAX_VALUE);
        check("peers", peers, 1, Integer.MAX_VALUE);
        check("valued", valued, 1, Integer.MAX_VALUE);
    }

    private static void check(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "floor \"" + name + "\" " + value + " is not in " + least + " to " + most);
        }
    }

    Floors cases(int least) {
        return new Floors(least, signals, decided, engagements, earlier, shifts, peers, valued);
    }

    Floors signals(int least) {
        return new Floors(cases, least, decided, engagements, earlier, shifts, peers, valued);
    }

    Floors decided(int least) {
        return new Floors(cases, signals, least, engagements, earlier, shifts, peers, valued);
    }

    Floors engagements(int least) {
        return new Floors(cases, signals, decided, least, earlier, shifts, peers, valued);
    }

    Floors earlier(int least) {
        return new Floors(cases, signals, decided, engagements, least, shifts, peers, valued);
    }

    Floors shifts(int least) {
        return new Floors(cases, signals, decided, engagements, earlier, least, peers, valued);
    }

    Floors peers(int least) {
        return new Floors(cases, signals, decided, engagements, earlier, shifts, least, valued);
    }

    Floors valued(int least) {
        return new Floors(cases, signals, decided, engagements, earlier, shifts, peers, least);
    }
}
