/**
 * Spreadsheets in: turns a CSV file of proposals and directives into drafts for the log, saying what it had to assume and
 * listing everything that it cannot read. It appends nothing.
 */
@NullMarked
package org.heeded.exchange;

import org.jspecify.annotations.NullMarked;
