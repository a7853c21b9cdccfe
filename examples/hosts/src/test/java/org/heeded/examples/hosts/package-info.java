/** Starts the library inside a host application, on the versions that the host brings. */
@NullMarked
package org.heeded.examples.hosts;

import org.jspecify.annotations.NullMarked;
