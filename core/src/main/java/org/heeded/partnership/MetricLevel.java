package org.heeded.partnership;

import java.util.Locale;
import java.util.Set;

/** What a metric speaks of. */
public enum MetricLevel {
    /** The business: revenue, sales, profit, margin, share, awareness, cost of acquisition, lifetime value. */
    BUSINESS,
    /** A campaign: conversions, cost per click, engagement and the like. */
    CAMPAIGN,
    /** Neither by its name. */
    OTHER;

    private static final Set<String> OF_BUSINESS = Set.of(
            "revenue",
            "sales",
            "profit",
            "margin",
            "share",
            "market share",
            "awareness",
            "cac",
            "ltv",
            "clv",
            "retention",
            "churn");

    private static final Set<String> OF_CAMPAIGN = Set.of(
            "conversion",
            "conversions",
            "conversion rate",
            "cpc",
            "cpa",
            "cpl",
            "cpm",
            "ctr",
            "engagement",
            "clicks",
            "impressions",
            "leads",
            "open rate",
            "opens",
            "reach",
            "roas",
            "sessions",
            "signups",
            "traffic",
            "visits");

    /**
     * The level of a metric, by its name.
     *
     * @param metric the name, in any case, with spaces, hyphens or underscores
     * @return the level
     */
    public static MetricLevel of(String metric) {
        String name = metric.toLowerCase(Locale.ROOT)
                .replace('_', ' ')
                .replace('-', ' ')
                .strip();
        if (OF_BUSINESS.contains(name)) {
            return BUSINESS;
        }
        return OF_CAMPAIGN.contains(name) ? CAMPAIGN : OTHER;
    }
}
