package org.heeded.model;

/** What advice rests on. */
public enum Basis {
    /** What customers said or did. */
    CUSTOMER_EVIDENCE,
    /** The positioning of the business. */
    POSITIONING,
    /** The fit of product and market. */
    PRODUCT_MARKET_FIT,
    /** An earlier test. */
    EARLIER_TEST,
    /** Good practice. */
    GOOD_PRACTICE,
    /** An opinion. */
    OPINION
}
