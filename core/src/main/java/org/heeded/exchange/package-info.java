/**
 * Spreadsheets in, and cases and events out: turns a CSV file of proposals and directives into drafts for the log, saying
 * what it had to assume and listing everything that it cannot read, and writes an engagement's cases as such a file and its
 * entries as an object-centric event log. It appends nothing.
 */
@NullMarked
package org.heeded.exchange;

import org.jspecify.annotations.NullMarked;
