package org.heeded.stats;

/** The time-to-event methods that have one form only; Kaplan–Meier's are {@link KaplanMeier.Limits}. */
public enum SurvivalMethod implements Method {
    /** See {@link NelsonAalen}. */
    NELSON_AALEN("Nelson–Aalen, log-transformed limits"),
    /** See {@link AalenJohansen}. */
    AALEN_JOHANSEN("Aalen–Johansen, complementary log-log limits"),
    /** See {@link RestrictedMean#of}. */
    RESTRICTED_MEAN("restricted mean time"),
    /** See {@link RestrictedMean#difference}. */
    RESTRICTED_MEAN_DIFFERENCE("difference of restricted mean times"),
    /** See {@link LogRank#test}. */
    LOG_RANK("log-rank test"),
    /** See {@link LogRank#exact}. */
    LOG_RANK_PERMUTATION("exact permutation log-rank test"),
    /** See {@link GrayTest}. */
    GRAY("Gray's test");

    private final String label;

    SurvivalMethod(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
