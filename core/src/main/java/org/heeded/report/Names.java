package org.heeded.report;

/**
 * What the two sides are called in a report.
 *
 * @param client one client, for instance "client"
 * @param clients several
 * @param theClient the client's side within a sentence, for instance "the client"
 * @param marketer one marketer, for instance "marketer"
 * @param theMarketer the marketer's side within a sentence, for instance "marketing"
 */
public record Names(String client, String clients, String theClient, String marketer, String theMarketer) {

    /** Management and marketing of one house. */
    public static final Names IN_HOUSE = new Names("department", "departments", "management", "marketer", "marketing");
}
