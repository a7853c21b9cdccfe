package org.heeded.partnership;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Of what a metric speaks: of the business, or of a campaign. */
public enum MetricLevel {
    /** What the business lives on: revenue, share, awareness, margin, what a customer costs and is worth, … */
    BUSINESS,
    /** What a campaign did: conversion, CPC, engagement, clicks, leads, … */
    CAMPAIGN,
    /** Neither list knows it. */
    OTHER;

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private static final Set<String> BUSINESS_WORDS = Set.of(
            "revenue",
            "revenues",
            "turnover",
            "income",
            "sales",
            "profit",
            "profits",
            "profitability",
            "margin",
            "margins",
            "ebit",
            "ebitda",
            "share",
            "awareness",
            "cac",
            "acquisition",
            "ltv",
            "clv",
            "cltv",
            "lifetime",
            "arr",
            "mrr",
            "arpu",
            "roi",
            "retention",
            "churn");

    private static final Set<String> CAMPAIGN_WORDS = Set.of(
            "conversion",
            "conversions",
            "cpc",
            "cpm",
            "cpa",
            "cpl",
            "ctr",
            "roas",
            "click",
            "clicks",
            "lead",
            "leads",
            "mql",
            "mqls",
            "sql",
            "sqls",
            "engagement",
            "engagements",
            "impression",
            "impressions",
            "reach",
            "view",
            "views",
            "visit",
            "visits",
            "visitors",
            "session",
            "sessions",
            "traffic",
            "open",
            "opens",
            "bounce",
            "like",
            "likes",
            "shares",
            "comments",
            "followers",
            "subscribers",
            "signups",
            "downloads",
            "ranking",
            "rankings");

    /**
     * The level of a metric by the words of its name: of those that a list knows the last one tells, so {@code market share}
     * is a business metric and {@code sales leads} one of a campaign. Case and what stands between words do not matter.
     *
     * @param metric the name, as in a criterion
     * @return the level; {@link #OTHER} where no list knows a word of it
     */
    public static MetricLevel of(String metric) {
        MetricLevel level = OTHER;
        for (String word : BETWEEN_WORDS.split(metric.toLowerCase(Locale.ROOT), -1)) {
            if (BUSINESS_WORDS.contains(word)) {
                level = BUSINESS;
            } else if (CAMPAIGN_WORDS.contains(word)) {
                level = CAMPAIGN;
            }
        }
        return level;
    }
}
