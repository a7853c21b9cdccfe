@NullMarked
package org.heeded.examples.benchmarks;

import org.jspecify.annotations.NullMarked;
