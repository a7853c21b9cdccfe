/** A week in the life of the tool, and the README's sample as its readers would run it. */
@NullMarked
package org.heeded.examples.embed;

import org.jspecify.annotations.NullMarked;
