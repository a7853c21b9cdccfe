/** The command line: import a spreadsheet, see what is waiting, read a report. */
@NullMarked
package org.heeded.examples.runner;

import org.jspecify.annotations.NullMarked;
