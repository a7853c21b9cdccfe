package org.heeded.model;

/** The rules that what is recorded must keep. */
public enum Rule {
    /** An id is blank, too long, or has characters an id cannot have. */
    ID,
    /** A needed field is missing. */
    MISSING,
    /** A text is longer than its limit. */
    TOO_LONG,
    /** A text has characters that no text can have (a lone surrogate). */
    MALFORMED,
    /** A number is negative, out of range or too long where that makes no sense. */
    NUMBER,
    /** A probability is not strictly between 0 and 1. */
    PROBABILITY,
    /** A currency is no ISO 4217 code. */
    CURRENCY,
    /** Two fields do not go together. */
    CONTRADICTION,
    /** Adherence is outside 0–1, or on a decision that adapted nothing. */
    ADHERENCE,
    /** The alternative is the proposal itself, which is no override. */
    NO_OVERRIDE,
    /** The proposal is not in this engagement. */
    UNKNOWN_PROPOSAL,
    /** The directive is not in this engagement. */
    UNKNOWN_DIRECTIVE,
    /** The goal is not in this engagement. */
    UNKNOWN_GOAL,
    /** The entry is not in this log. */
    UNKNOWN_ENTRY,
    /** The entry belongs to another engagement. */
    OTHER_ENGAGEMENT,
    /** The same id was used before, with other content. */
    DUPLICATE_ID,
    /** The engagement was opened for another client. */
    OTHER_CLIENT,
    /** The proposal was withdrawn. */
    WITHDRAWN,
    /** The person was erased: no more can be sealed for that subject. */
    ERASED,
    /** The erasure leaves out engagements that hold sealed texts of the subject. */
    INCOMPLETE_ERASURE,
    /** A retraction cannot be retracted. */
    RETRACTS_RETRACTION,
    /** A correction or an erasure cannot be retracted. */
    IRREVOCABLE,
    /** The entry was retracted before. */
    ALREADY_RETRACTED,
    /** Other entries build on the entry. */
    BUILT_UPON,
    /** A correction changes what it must not: type or id, or nothing at all. */
    CORRECTION
}
