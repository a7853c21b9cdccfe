package org.heeded.log;

import org.heeded.model.Text;

/**
 * A sealed text of an entry, with what one must know to open it.
 *
 * @param field the name that the field was sealed under, as in the log format: {@code title}, {@code rationale.text}. The
 *     texts of a correction's replacement have the names that they have in the entry that it corrects, so that a name may
 *     come twice; the salt tells them apart
 * @param text what is stored
 */
public record SealedField(String field, Text.Sealed text) {}
