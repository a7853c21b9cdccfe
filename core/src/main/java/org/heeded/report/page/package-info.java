/**
 * What a page consists of, how its plots are laid out, and the templates that write it as HTML and SVG. Knows words and
 * numbers, not what they stand for.
 */
@NullMarked
package org.heeded.report.page;

import org.jspecify.annotations.NullMarked;
