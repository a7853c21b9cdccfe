package org.heeded.dossier;

/** What became of advice, or that none was asked: the groups that are compared. */
public enum Arm {
    /** The advice was followed, delegated, or adapted with the marketer's consent. */
    FOLLOWED,
    /** The client's own way was taken, over advice. */
    OVERRIDDEN,
    /** Work was ordered with no advice asked. */
    ORDERED,
    /** The advice was declined and nothing was done. */
    DECLINED,
    /** The advice was adapted and nobody said how much, or with whose consent. */
    ADAPTED_UNCLEAR,
    /** As launched only: something else than advised was launched although the advice had not been overridden. */
    DIVERGED,
    /** As launched only: nothing was launched. */
    NOT_DONE,
    /** As launched only: nobody recorded what was launched. */
    UNKNOWN
}
