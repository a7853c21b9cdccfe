/**
 * The library beside what a user would pick instead: the same work on the same data in the same run, answers compared.
 *
 * <p>{@link org.heeded.examples.benchmarks.Benchmarks} runs it all and writes {@code RESULTS.md}; {@link
 * org.heeded.examples.benchmarks.Inside} looks inside one process with JMH.
 */
@NullMarked
package org.heeded.examples.benchmarks;

import org.jspecify.annotations.NullMarked;
