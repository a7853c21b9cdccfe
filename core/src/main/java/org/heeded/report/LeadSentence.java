package org.heeded.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.heeded.dossier.Arm;
import org.heeded.partnership.Adjusted;
import org.heeded.partnership.ArmTable;
import org.heeded.partnership.Counts;
import org.heeded.partnership.MixedPolicy;
import org.heeded.partnership.OverrideToFailure;
import org.heeded.partnership.PartnershipReport;
import org.heeded.stats.Estimate;

/**
 * The answer in words: both counts, the difference by its sign and interval, and what it is not. Where there is nothing to
 * compare it says what is missing, and gives no rate.
 */
final class LeadSentence {

    private final OverrideToFailure figures;
    private final PartnershipReport report;
    private final boolean shared;
    private final MixedPolicy mixed;

    private LeadSentence(PartnershipReport report, Audience audience) {
        this.report = report;
        this.figures = report.overrideToFailure();
        this.shared = audience == Audience.SHARED;
        this.mixed = report.plan().mixed();
    }

    /** The sentences, in order. */
    static List<String> of(PartnershipReport report, Audience audience) {
        return new LeadSentence(report, audience).sentences();
    }

    private List<String> sentences() {
        Counts overridden = figures.table().of(Arm.OVERRIDDEN);
        Counts followed = figures.table().of(Arm.FOLLOWED);
        List<String> sentences = new ArrayList<>();
        if (figures.unevenlyKnown()) {
            sentences.add("Mind what is missing: the outcome is known of " + known(overridden)
                    + " where the client chose another way, and of " + known(followed)
                    + " where the advice was followed.");
        }
        if (overridden.all() + followed.all() == 0) {
            sentences.add("No decision on advice is ripe for an outcome yet, so there is nothing to compare.");
            return sentences;
        }
        if (rated(overridden) + rated(followed) == 0) {
            sentences.add("No outcome is known yet of "
                    + Words.count(overridden.all() + followed.all(), "decision", "decisions")
                    + " on advice, so no rate of failure can be given.");
            return sentences;
        }
        sentences.add(arm(
                overridden,
                shared ? "When the client chose another way" : "When the client overruled the advice",
                true));
        sentences.add(arm(followed, "When the advice was followed", rated(overridden) == 0));
        if (figures.primary().riskDifference() instanceof Estimate.Interval difference) {
            sentences.add(difference(difference) + ".");
            if (report.scope().clients() > 1) {
                within().ifPresent(sentences::add);
            }
            sentences.add("This counts what came first, not what caused it: the ideas that were "
                    + (shared ? "changed" : "overruled") + " may have been harder.");
        } else {
            sentences.add("That is too few to compare.");
        }
        long open = overridden.open() + followed.open();
        if (open > 0) {
            sentences.add(Words.count(open, "decision has", "decisions have") + " no result yet.");
        }
        return sentences;
    }

    private long rated(Counts counts) {
        return counts.failures(mixed) + counts.nonFailures(mixed);
    }

    private static String known(Counts counts) {
        return Words.of(counts.known(), counts.all());
    }

    private String arm(Counts counts, String when, boolean full) {
        long whole = rated(counts);
        if (counts.all() == 0) {
            return "There is no case yet to tell what came " + when.toLowerCase(Locale.ROOT) + ".";
        }
        if (whole == 0) {
            return when + ", no outcome is known yet (" + known(counts) + ").";
        }
        long failures = counts.failures(mixed);
        String verb = shared ? "missed " + (whole == 1 ? "its target" : "their target") : "failed";
        return when + ", **" + Words.of(failures, whole) + "** "
                + (full ? (whole == 1 ? "piece of work " : "pieces of work ") + verb : "did")
                + " (" + Words.percent(failures, whole) + ").";
    }

    /** By the sign and the interval: an interval that spans 0 is not read as a difference. */
    private String difference(Estimate.Interval difference) {
        if (difference.contains(0)) {
            return "The data fit anything from " + fewer(difference.lower()) + " to " + more(difference.upper()) + " "
                    + misses() + " per 100 decisions where the client chose another way (" + level() + ")";
        }
        boolean worse = difference.value() > 0;
        double near = worse ? difference.lower() : -difference.upper();
        double far = worse ? difference.upper() : -difference.lower();
        return "**That is " + per100(Math.abs(difference.value())) + " " + (worse ? "more " : "fewer ") + misses()
                + " per 100 decisions** (" + level() + " " + per100(near) + " to " + per100(far) + ")";
    }

    private Optional<String> within() {
        Adjusted byClient = figures.adjusted().get(0);
        if (!(byClient.riskDifference().estimate() instanceof Estimate.Interval difference)) {
            return Optional.empty();
        }
        int used = byClient.riskDifference().used();
        int all = used + byClient.riskDifference().dropped();
        String both = Words.of(used, all) + " clients had both";
        if (difference.contains(0)) {
            return Optional.of("Within the same client the data fit anything from " + fewer(difference.lower()) + " to "
                    + more(difference.upper()) + " (" + both + ").");
        }
        boolean worse = difference.value() > 0;
        double near = worse ? difference.lower() : -difference.upper();
        double far = worse ? difference.upper() : -difference.lower();
        return Optional.of("Within the same client that is **" + per100(Math.abs(difference.value()))
                + (worse ? " more " : " fewer ") + misses() + " per 100** (" + per100(near) + " to " + per100(far)
                + "; "
                + both + ").");
    }

    private String misses() {
        return shared ? "missed targets" : "failures";
    }

    private String level() {
        return Words.decimal(report.plan().level() * 100, report.plan().level() * 100 % 1 == 0 ? 0 : 1) + " % interval";
    }

    private static String per100(double difference) {
        return Words.decimal(difference * 100, 0);
    }

    private static String fewer(double lower) {
        return lower < 0 ? per100(-lower) + " fewer" : per100(lower) + " more";
    }

    private static String more(double upper) {
        return upper > 0 ? per100(upper) + " more" : per100(-upper) + " fewer";
    }

    /** Outcomes known of all mature cases of an arm, for instance "17 of 41 known". */
    static String known(ArmTable table, Arm arm) {
        return known(table.of(arm)) + " known";
    }
}
