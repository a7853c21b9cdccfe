package org.heeded.stats;

import java.util.Objects;
import java.util.OptionalDouble;

/** The result of a hypothesis test: a p-value, with the statistic where there is one, or the statement that there is none. */
public sealed interface TestResult {

    /**
     * Which test.
     *
     * @return the method
     */
    Method method();

    /**
     * The test could be done.
     *
     * @param statistic the test statistic; empty for exact tests
     * @param degreesOfFreedom the degrees of freedom; empty where the reference distribution has none
     * @param pValue the p-value, in [0, 1]
     * @param method which test
     */
    record Computed(OptionalDouble statistic, OptionalDouble degreesOfFreedom, double pValue, Method method)
            implements TestResult {

        /**
         * Validates.
         *
         * @throws IllegalArgumentException if the p-value is outside [0, 1], or a component is {@code NaN}
         */
        public Computed {
            Objects.requireNonNull(method, "method");
            if (!(pValue >= 0 && pValue <= 1)) {
                throw new IllegalArgumentException("p-value " + pValue + " is not in [0, 1]");
            }
            if (Double.isNaN(statistic.orElse(0)) || Double.isNaN(degreesOfFreedom.orElse(0))) {
                throw new IllegalArgumentException("statistic or degrees of freedom is NaN");
            }
        }

        /**
         * An exact test: a p-value and no statistic.
         *
         * @param pValue the p-value, in [0, 1]
         * @param method which test
         * @return the result
         */
        public static Computed exact(double pValue, Method method) {
            return new Computed(OptionalDouble.empty(), OptionalDouble.empty(), pValue, method);
        }

        @Override
        public String toString() {
            return "p = " + pValue
                    + (statistic.isPresent() ? ", statistic " + statistic.getAsDouble() : "")
                    + (degreesOfFreedom.isPresent() ? ", df " + degreesOfFreedom.getAsDouble() : "")
                    + " (" + method.label() + ")";
        }
    }

    /**
     * The data cannot tell.
     *
     * @param method which test
     * @param reason why there is no p-value, as a phrase; never blank
     */
    record Undefined(Method method, String reason) implements TestResult {

        /**
         * Validates.
         *
         * @throws IllegalArgumentException if the reason is blank
         */
        public Undefined {
            Objects.requireNonNull(method, "method");
            if (reason.isBlank()) {
                throw new IllegalArgumentException("reason is blank");
            }
        }

        @Override
        public String toString() {
            return "undefined (" + method.label() + "): " + reason;
        }
    }
}
