/**
 * Keeps the log: stores that take drafts under the rules, number them, write them durably and hand them back in order.
 *
 * <p>The bytes are specified in {@code docs/FORMAT.md}; what is written is never rewritten.
 */
@NullMarked
package org.heeded.log;

import org.jspecify.annotations.NullMarked;
