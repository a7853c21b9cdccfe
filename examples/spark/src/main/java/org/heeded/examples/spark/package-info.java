/**
 * Reports on a log that is too large for one machine, by an Apache Spark job: the library's own fold and merge, spread over a
 * cluster.
 */
@NullMarked
package org.heeded.examples.spark;

import org.jspecify.annotations.NullMarked;
