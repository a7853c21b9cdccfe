/**
 * Renders one {@link org.heeded.partnership.PartnershipReport}: as JSON for programs, as text for eyes. The numbers are the
 * same in all renderings.
 */
@NullMarked
package org.heeded.report;

import org.jspecify.annotations.NullMarked;
