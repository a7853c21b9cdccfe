/**
 * The front door: {@link org.heeded.DecisionLog} opens, records, reads and reports.
 */
@NullMarked
package org.heeded;

import org.jspecify.annotations.NullMarked;
