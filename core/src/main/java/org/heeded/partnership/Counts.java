package org.heeded.partnership;

import org.heeded.dossier.Result;

/**
 * The outcomes of an arm.
 *
 * @param failure failures
 * @param success successes, without the mixed
 * @param mixed mixed outcomes
 * @param open mature cases of which no outcome is known
 */
public record Counts(long failure, long success, long mixed, long open) {

    /** Nothing counted. */
    public static final Counts NONE = new Counts(0, 0, 0, 0);

    static Counts one(Result result) {
        return of(result, 1);
    }

    static Counts of(Result result, long n) {
        return switch (result) {
            case FAILURE -> new Counts(n, 0, 0, 0);
            case SUCCESS -> new Counts(0, n, 0, 0);
            case MIXED -> new Counts(0, 0, n, 0);
            case OPEN -> new Counts(0, 0, 0, n);
            default -> NONE;
        };
    }

    /**
     * The sum.
     *
     * @param other other counts
     * @return both together
     */
    public Counts plus(Counts other) {
        return new Counts(failure + other.failure, success + other.success, mixed + other.mixed, open + other.open);
    }

    Counts negated() {
        return new Counts(-failure, -success, -mixed, -open);
    }

    /**
     * Known outcomes.
     *
     * @return failures, successes and mixed
     */
    public long known() {
        return failure + success + mixed;
    }

    /**
     * All mature cases.
     *
     * @return known and open
     */
    public long all() {
        return known() + open;
    }

    /**
     * The failures under a policy for mixed outcomes.
     *
     * @param policy the policy
     * @return the numerator of a rate of failure
     */
    public long failures(MixedPolicy policy) {
        return policy == MixedPolicy.FAILURE ? failure + mixed : failure;
    }

    /**
     * What did not fail under a policy for mixed outcomes.
     *
     * @param policy the policy
     * @return the denominator of a rate of failure less its numerator
     */
    public long nonFailures(MixedPolicy policy) {
        return policy == MixedPolicy.NOT_FAILED ? success + mixed : success;
    }
}
