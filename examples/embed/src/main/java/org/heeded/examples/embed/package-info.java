/** Heeded inside an agency's project tool: the tool's own events go into the log, and two pages come out. */
@NullMarked
package org.heeded.examples.embed;

import org.jspecify.annotations.NullMarked;
