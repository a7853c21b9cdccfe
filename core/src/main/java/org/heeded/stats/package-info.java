/**
 * Estimators on plain numbers, honest with small samples: usable on their own by someone who never heard of marketing.
 *
 * <p>Conventions of the whole package: arguments are validated and refused with an {@link IllegalArgumentException}
 * that names argument and value; a question that has no answer for the data given (no trials, no events in either arm)
 * is an {@link org.heeded.stats.Estimate.Undefined} with its reason, never {@code NaN} and never an exception. Every
 * class is immutable, hence safe for use by several threads. Two-sided intervals have equal tails unless said otherwise.
 */
@NullMarked
package org.heeded.stats;

import org.jspecify.annotations.NullMarked;
