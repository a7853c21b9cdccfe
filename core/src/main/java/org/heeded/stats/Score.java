package org.heeded.stats;

/**
 * Score limits for the comparison of two proportions: the values that the score test does not reject, the nuisance rate
 * being at its restricted maximum likelihood estimate (Miettinen &amp; Nurminen 1985). Each constant is a contrast θ of
 * p₁ and p₂.
 *
 * <p>The statistic here has the plain variance. The N/(N−1) of Miettinen and Nurminen is a matter of the critical value:
 * z·√(N/(N−1)) in place of z. Both arms must have trials.
 *
 * <p>Limits are found as lower limits only; an upper limit is the lower one of the table with the arms exchanged. Where
 * the contrast allows it the rarer outcome is the event, so that small rates keep their precision.
 */
enum Score {

    /** p₁ − p₂. */
    DIFFERENCE {
        @Override
        Rates restricted(TwoByTwo t, double theta) {
            return theta < 0 ? ordered(t.swapArms(), -theta).swap() : ordered(t, theta);
        }

        /** For θ ≥ 0; the derivative of the log-likelihood in p₂ decreases from one end of [0, 1 − θ] to the other. */
        private Rates ordered(TwoByTwo t, double theta) {
            double p2;
            if (slope(t, theta, 0) <= 0) {
                p2 = 0;
            } else if (slope(t, theta, 1 - theta) >= 0) {
                p2 = 1 - theta;
            } else {
                p2 = Roots.between(p -> slope(t, theta, p), 0, 1 - theta);
            }
            return new Rates(p2 + theta, 1 - theta - p2, p2, 1 - p2);
        }

        private static double slope(TwoByTwo t, double theta, double p2) {
            return share(t.events1(), p2 + theta)
                    - share(t.nonEvents1(), 1 - theta - p2)
                    + share(t.events2(), p2)
                    - share(t.nonEvents2(), 1 - p2);
        }

        private static double share(long count, double rate) {
            return count == 0 ? 0 : count / rate;
        }

        @Override
        double deviation(TwoByTwo t, Rates r, double theta) {
            return rate1(t) - rate2(t) - theta;
        }

        @Override
        double variance(TwoByTwo t, Rates r, double theta) {
            return r.p1 * r.q1 / t.n1() + r.p2 * r.q2 / t.n2();
        }

        @Override
        double lower(TwoByTwo t, double z) {
            TwoByTwo rare = rareOutcome(t);
            return Roots.between(theta -> excess(rare, theta, z), -1, rate1(rare) - rate2(rare));
        }

        @Override
        double upper(TwoByTwo t, double z) {
            return -lower(t.swapArms(), z);
        }
    },

    /** p₁ ÷ p₂. */
    RATIO {
        @Override
        Rates restricted(TwoByTwo t, double theta) {
            double n1 = t.n1() + t.events2();
            double n2 = t.n2() + t.events1();
            double gap = theta * n1 - n2;
            // the discriminant of the quadratic, written as a sum of what is not negative
            double root = Math.sqrt(gap * gap + 4 * theta * t.nonEvents1() * t.nonEvents2());
            double p2 = Math.min(1, 2 * t.events() / (theta * n1 + n2 + root));
            double p1 = Math.min(1, theta * p2);
            return new Rates(p1, 1 - p1, p2, 1 - p2);
        }

        @Override
        double deviation(TwoByTwo t, Rates r, double theta) {
            return rate1(t) - theta * rate2(t);
        }

        @Override
        double variance(TwoByTwo t, Rates r, double theta) {
            return r.p1 * r.q1 / t.n1() + theta * theta * r.p2 * r.q2 / t.n2();
        }

        @Override
        double lower(TwoByTwo t, double z) {
            if (t.events1() == 0) {
                return 0;
            }
            double start = Math.log((t.events1() + 0.5) / (t.n1() + 0.5) / ((t.events2() + 0.5) / (t.n2() + 0.5)));
            double scale = Math.sqrt(1 / (t.events1() + 0.5) + 1 / (t.events2() + 0.5));
            return Math.exp(Roots.from(log -> excess(t, Math.exp(log), z), start, scale));
        }

        @Override
        double upper(TwoByTwo t, double z) {
            return 1 / lower(t.swapArms(), z);
        }
    },

    /** p₁(1 − p₂) ÷ (p₂(1 − p₁)). */
    ODDS_RATIO {
        @Override
        Rates restricted(TwoByTwo t, double theta) {
            return theta < 1 ? ordered(t.swapArms(), 1 / theta).swap() : ordered(t, theta);
        }

        /** For θ ≥ 1, where the discriminant has no difference: expected events at p₁, p₂ equal the events seen. */
        private static Rates ordered(TwoByTwo t, double theta) {
            double events = t.events();
            double a = t.n2() * (theta - 1);
            double b = t.n1() * theta + t.n2() - events * (theta - 1);
            double root = Math.sqrt(b * b + 4 * a * events);
            double p2 = Math.min(1, b > 0 ? 2 * events / (b + root) : (root - b) / (2 * a));
            double odds1 = theta * p2;
            double total1 = 1 - p2 + odds1;
            return new Rates(odds1 / total1, (1 - p2) / total1, p2, 1 - p2);
        }

        /** Events of arm 1 above those expected; its variance given the margins is harmonic in the arms' variances. */
        @Override
        double deviation(TwoByTwo t, Rates r, double theta) {
            return t.events1() - t.n1() * r.p1;
        }

        @Override
        double variance(TwoByTwo t, Rates r, double theta) {
            return 1 / (1 / (t.n1() * r.p1 * r.q1) + 1 / (t.n2() * r.p2 * r.q2));
        }

        @Override
        double lower(TwoByTwo t, double z) {
            if (t.events1() == 0 || t.nonEvents2() == 0) {
                return 0;
            }
            TwoByTwo rare = rareOutcome(t);
            double start = Math.log(OddsRatio.smoothed(t));
            double scale = OddsRatio.smoothedError(t);
            return Math.exp(Roots.from(log -> excess(rare, Math.exp(log), z), start, scale));
        }

        @Override
        double upper(TwoByTwo t, double z) {
            return 1 / lower(t.swapArms(), z);
        }
    };

    /** The critical value of Miettinen and Nurminen's limits for one table. */
    static double critical(TwoByTwo t, double level) {
        return Normal.critical(level) * Math.sqrt(t.n() / (t.n() - 1.0));
    }

    /** Rates of the two arms with their complements. */
    record Rates(double p1, double q1, double p2, double q2) {
        Rates swap() {
            return new Rates(p2, q2, p1, q1);
        }
    }

    /** The most likely rates among those whose contrast is θ. */
    abstract Rates restricted(TwoByTwo t, double theta);

    /** How far the data lie above θ, on the scale of {@link #variance}. */
    abstract double deviation(TwoByTwo t, Rates restricted, double theta);

    /** The variance of the deviation at the restricted rates. */
    abstract double variance(TwoByTwo t, Rates restricted, double theta);

    /** The smallest θ that lies at most z standard errors below the data. */
    abstract double lower(TwoByTwo t, double z);

    /** The largest θ that lies at most z standard errors above the data. */
    abstract double upper(TwoByTwo t, double z);

    /** The signed score statistic of the hypothesis θ. */
    double statistic(TwoByTwo t, double theta) {
        Rates rates = restricted(t, theta);
        return deviation(t, rates, theta) / Math.sqrt(variance(t, rates, theta));
    }

    /** Has the sign of statistic − z, and is finite where the variance vanishes. */
    double excess(TwoByTwo t, double theta, double z) {
        Rates rates = restricted(t, theta);
        return deviation(t, rates, theta) - z * Math.sqrt(variance(t, rates, theta));
    }

    private static double rate1(TwoByTwo t) {
        return (double) t.events1() / t.n1();
    }

    private static double rate2(TwoByTwo t) {
        return (double) t.events2() / t.n2();
    }

    /** The table, or the one with arms and outcomes both exchanged, which has the same contrast, if events are common. */
    private static TwoByTwo rareOutcome(TwoByTwo t) {
        return t.events() > t.n() - t.events() ? t.swapArms().swapOutcomes() : t;
    }
}
