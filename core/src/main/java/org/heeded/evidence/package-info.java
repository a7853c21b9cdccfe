/**
 * Evidence over bytes, so that two parties can rely on one record: the RFC 9162 tree, checkpoints as C2SP signed notes,
 * proofs, disclosure bundles, and what a client remembers of them.
 *
 * <p>It knows nothing of what the bytes say. What it proves and what it does not is told in {@code docs/EVIDENCE.md}.
 */
@NullMarked
package org.heeded.evidence;

import org.jspecify.annotations.NullMarked;
