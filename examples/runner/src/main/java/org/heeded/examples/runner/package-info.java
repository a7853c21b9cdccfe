/** The command line: import a spreadsheet, see what is waiting, read a report, show it to the other side. */
@NullMarked
package org.heeded.examples.runner;

import org.jspecify.annotations.NullMarked;
