/** The job held against the library in one process. */
@NullMarked
package org.heeded.examples.spark;

import org.jspecify.annotations.NullMarked;
