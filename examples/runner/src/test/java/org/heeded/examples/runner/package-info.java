/** The command line as its users meet it, and the program that made the demo's spreadsheet. */
@NullMarked
package org.heeded.examples.runner;

import org.jspecify.annotations.NullMarked;
