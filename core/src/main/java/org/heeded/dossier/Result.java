package org.heeded.dossier;

/** The one box of the case flow that a decided or ordered case is in. */
public enum Result {
    /** It met its criterion, or was judged a success. */
    SUCCESS,
    /** It missed its criterion, or was judged a failure. */
    FAILURE,
    /** A near miss, or judged mixed. */
    MIXED,
    /** Mature, and no outcome is known. */
    OPEN,
    /** Its day is not over yet, or it was not watched for the whole horizon. */
    IMMATURE,
    /** The result cannot tell. */
    INCONCLUSIVE,
    /** The result cannot be used. */
    INVALID,
    /** The outcome came first, so that no decision preceded it. */
    OUTCOME_BEFORE_DECISION,
    /** It shares the outcome of its initiative, all of whose cases are in one arm. */
    SHARED,
    /** It shares the outcome of its initiative, whose cases are in several arms. */
    DIVIDED
}
