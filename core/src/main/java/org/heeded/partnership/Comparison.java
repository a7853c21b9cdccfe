package org.heeded.partnership;

/**
 * A claim about two slices of a lens: the share in the first is higher than in the second. Each is a finding of the
 * report.
 *
 * @param id names the finding; unique in a report
 * @param claimOf whose claim it is
 * @param measure which share
 * @param first the key of the first slice
 * @param second the key of the second slice
 * @param statement the claim as a sentence
 */
public record Comparison(String id, ClaimOf claimOf, Measure measure, String first, String second, String statement) {}
