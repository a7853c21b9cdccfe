package org.heeded.stats;

/**
 * How a figure was computed. Each estimator is an enum constant, or has one, that implements this; so a result says
 * its method as a type, and {@link #name()} is the stable word for it in the JSON contract and in analysis plans.
 */
public interface Method {

    /**
     * The stable name, in upper case with underscores.
     *
     * @return the name, never blank
     */
    String name();

    /**
     * The name for eyes.
     *
     * @return a short noun phrase, for instance "Miettinen–Nurminen score"
     */
    String label();
}
