package org.heeded.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.heeded.dossier.Arm;
import org.heeded.partnership.Adjusted;
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
    private final Words words;
    private final MixedPolicy mixed;

    private LeadSentence(PartnershipReport report, Words words) {
        this.report = report;
        this.figures = report.overrideToFailure();
        this.words = words;
        this.mixed = report.plan().mixed();
    }

    /** The sentences, in order; {@code **} stands around what is strong. */
    static List<String> of(PartnershipReport report, Words words) {
        return new LeadSentence(report, words).sentences();
    }

    private List<String> sentences() {
        Counts overridden = figures.table().of(Arm.OVERRIDDEN);
        Counts followed = figures.table().of(Arm.FOLLOWED);
        List<String> sentences = new ArrayList<>();
        if (figures.unevenlyKnown()) {
            sentences.add(words.say("lead.uneven", known(overridden), known(followed)));
        }
        if (overridden.all() + followed.all() == 0) {
            sentences.add(words.say("lead.unripe"));
            return sentences;
        }
        if (rated(overridden) + rated(followed) == 0) {
            sentences.add(words.say("lead.unknown", overridden.all() + followed.all()));
            return sentences;
        }
        sentences.add(arm(overridden, "lead.overridden", "lead.overridden"));
        sentences.add(arm(followed, "lead.followed", rated(overridden) == 0 ? "lead.followed" : "lead.followedToo"));
        if (figures.primary().riskDifference() instanceof Estimate.Interval difference) {
            sentences.add(difference(difference));
            if (report.scope().clients() > 1) {
                within().ifPresent(sentences::add);
            }
            sentences.add(words.say("lead.notCause"));
        } else {
            sentences.add(words.say("lead.tooFew"));
        }
        long open = overridden.open() + followed.open();
        if (open > 0) {
            sentences.add(words.say("lead.open", open));
        }
        return sentences;
    }

    private long rated(Counts counts) {
        return counts.failures(mixed) + counts.nonFailures(mixed);
    }

    private String known(Counts counts) {
        return words.of(counts.known(), counts.all());
    }

    private String arm(Counts counts, String arm, String rated) {
        long whole = rated(counts);
        if (counts.all() == 0) {
            return words.say(arm + "None");
        }
        if (whole == 0) {
            return words.say(arm + "Open", words.say("known", known(counts)));
        }
        long failures = counts.failures(mixed);
        return words.say(rated, words.of(failures, whole), whole, words.percent(failures, whole));
    }

    /** By the sign and the interval: an interval that spans 0 is not read as a difference. */
    private String difference(Estimate.Interval difference) {
        String level = words.level(report.plan().level());
        if (difference.contains(0)) {
            return words.say("lead.anything", fewer(difference.lower()), more(difference.upper()), level);
        }
        Size size = Size.of(difference);
        return words.say(
                size.worse() ? "lead.more" : "lead.fewer",
                per100(size.value()),
                level,
                per100(size.near()),
                per100(size.far()));
    }

    private Optional<String> within() {
        Adjusted byClient = figures.adjusted().get(0);
        if (!(byClient.riskDifference().estimate() instanceof Estimate.Interval difference)) {
            return Optional.empty();
        }
        int used = byClient.riskDifference().used();
        String both = words.of(used, used + byClient.riskDifference().dropped());
        if (difference.contains(0)) {
            return Optional.of(
                    words.say("lead.withinAnything", fewer(difference.lower()), more(difference.upper()), both));
        }
        Size size = Size.of(difference);
        return Optional.of(words.say(
                size.worse() ? "lead.withinMore" : "lead.withinFewer",
                per100(size.value()),
                per100(size.near()),
                per100(size.far()),
                both));
    }

    /** A difference without its sign: swapping the parties mirrors the sentence. */
    private record Size(boolean worse, double value, double near, double far) {

        static Size of(Estimate.Interval difference) {
            return difference.value() > 0
                    ? new Size(true, difference.value(), difference.lower(), difference.upper())
                    : new Size(false, -difference.value(), -difference.upper(), -difference.lower());
        }
    }

    private String per100(double difference) {
        return words.decimal(difference * 100, 0);
    }

    private String fewer(double lower) {
        return lower < 0 ? words.say("lead.numberFewer", per100(-lower)) : words.say("lead.numberMore", per100(lower));
    }

    private String more(double upper) {
        return upper > 0 ? words.say("lead.numberMore", per100(upper)) : words.say("lead.numberFewer", per100(-upper));
    }
}
