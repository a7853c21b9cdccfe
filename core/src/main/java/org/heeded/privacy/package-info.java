/**
 * Personal texts sealed before they are stored, each under a key that can be deleted without touching the log: so that a
 * person can be forgotten while every record, count and root stays.
 *
 * <p>What this gives is a technique, not legal compliance. Who in which role, when, how much and with what result stays
 * in clear, and so does the length of a sealed text.
 */
@NullMarked
package org.heeded.privacy;

import org.jspecify.annotations.NullMarked;
