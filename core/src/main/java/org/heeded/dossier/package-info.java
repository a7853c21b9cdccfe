/**
 * Joins the entries of one engagement into cases: each proposal or directive with everything the log says of it, and what
 * that comes to under stated rules. A pure fold: the same entries and rules give the same cases.
 */
@NullMarked
package org.heeded.dossier;

import org.jspecify.annotations.NullMarked;
