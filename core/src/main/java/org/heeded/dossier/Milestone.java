package org.heeded.dossier;

import org.heeded.model.Text;
import org.heeded.model.When;

/**
 * Something that changed an engagement.
 *
 * @param at when
 * @param what in words
 */
public record Milestone(When at, Text what) {}
