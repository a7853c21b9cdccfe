/**
 * What people did, in their own words: parties, proposals, decisions, directives, launches, measurements, claims, and the
 * entries that hold them. Records that validate themselves; they need nothing but the JDK.
 *
 * <p>Everything here is immutable. What a caller may get wrong is refused with a {@link
 * org.heeded.model.RejectedException} that names the rule and the field, and never quotes a text.
 */
@NullMarked
package org.heeded.model;

import org.jspecify.annotations.NullMarked;
