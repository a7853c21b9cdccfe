package org.heeded.partnership;

/** What can be planted in a log. The size of each is given apart; at size 0, the default, it is not there. */
enum Effect {
    /** What overriding adds to the risk of failure; negative: overriding does better. */
    OVERRIDE,
    /** What ordering adds to the risk of failure. */
    ORDER,
    /** How far clients' base risks lie apart (risk ± size), and their bent to override (± 1.5 size), unrelated. */
    HETEROGENEITY,
    /** How far apart clients' bents to override alone lie (± size), evenly spread; orders and asking for advice go along. */
    SAY_SPREAD,
    /** What clients override less (and order less, and ask for less), all of them. */
    SAY,
    /** Unsure advice (forecast below a half) fails and is overridden more by half of this, sure advice (above 0.7) less. */
    CONFIDENCE,
    /** Every second client is hard: riskier by half of this and overrides less by half of this; the others the reverse. */
    SIMPSON_CLIENT,
    /** The same of every second channel. */
    SIMPSON_CHANNEL,
    /** How much more often out-of-the-box advice is overridden. */
    NOVELTY_REFUSED,
    /** What being out of the box adds to the risk of followed advice. */
    NOVELTY_FAILS,
    /** How much more often the client's side names the marketer after a failed override than after failed followed advice. */
    BLAME,
    /** By what share each override cuts the rate of proposals for 90 days. */
    DRY_UP,
    /** What overridden advice that named a channel adds, for 90 days, to the risk of other work there. */
    SPILLOVER,
    /** How much rarer a good override gets its outcome reported than a failed one (90 %). */
    UNREPORTED,
    /** Of two in five overrides, entered late and recalled: how much rarer a good one is entered than a failed one (90 %). */
    RECALLED,
    /** The share of failed overrides that are "followed" by a decision made after the outcome. */
    REVERSED,
    /** What the advice's own yardstick adds to the risk of half of the alternatives, which have no yardstick of their own. */
    BORROWED,
    /** The share of cases whose outcome is their initiative's; an initiative's cases are mostly of one arm. */
    SHARED,
    /** How much more the strategic advice of the head is overridden and fails, and how much less the first specialist's. */
    VALUE,
    /** How far marketers' advice differs, when followed: by threes better by this, alike, worse by this. */
    GOOD_MARKETER,
    /** By how much those with the most say fail less in the second half of an engagement, and the others more; wants SAY_SPREAD. */
    PARTNERSHIP
}
