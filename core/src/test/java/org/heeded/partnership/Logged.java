package org.heeded.partnership;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.heeded.dossier.Dossier;
import org.heeded.dossier.Entries;
import org.heeded.model.Circumstances;
import org.heeded.model.Decision;
import org.heeded.model.Directive;
import org.heeded.model.EngagementId;
import org.heeded.model.Entry;
import org.heeded.model.Event;
import org.heeded.model.Launched;
import org.heeded.model.Measurement;
import org.heeded.model.Proposal;
import org.heeded.model.Responsible;
import org.heeded.model.Side;
import org.heeded.model.Verdict;

/** Small logs written by hand: a piece of advice a line, with what became of it. */
final class Logged {

    private final EngagementId engagement;
    private final Entries entries;
    private int next;

    Logged(String engagement) {
        this.engagement = new EngagementId(engagement);
        this.entries = new Entries(engagement.hashCode());
    }

    /** Advice of a day, decided the day after and, where there is a verdict, judged thirty days on. */
    Logged advice(int day, Decision.Kind kind, Optional<Verdict> verdict, UnaryOperator<Proposal> with) {
        String id = "p" + next++;
        entries.propose(id, day, with.apply(Proposal.of("Advice")));
        entries.decide(id, day + 1, kind);
        verdict.ifPresent(v -> entries.measure(Entries.p(id), day + 30, Measurement.judged(v)));
        return this;
    }

    Logged advice(int day, Decision.Kind kind, Verdict verdict) {
        return advice(day, kind, Optional.of(verdict), p -> p);
    }

    Logged advice(int day, Decision.Kind kind, UnaryOperator<Proposal> with) {
        return advice(day, kind, Optional.empty(), with);
    }

    Logged order(int day, UnaryOperator<Directive> with) {
        entries.order("d" + next++, day, with.apply(Directive.of("Order")));
        return this;
    }

    /** A claim about the newest advice. */
    Logged claim(Side side, Responsible whom) {
        entries.add(new Event.ResponsibilityClaimed(
                Entries.p("p" + (next - 1)), whom, Optional.of(side), Optional.empty(), Circumstances.NONE));
        return this;
    }

    /** The newest advice was launched. */
    Logged launched(int day, Launched what) {
        entries.launch(Entries.p("p" + (next - 1)), day, what);
        return this;
    }

    Logged measured(int day, String metric, long value) {
        entries.measure(Entries.p("p" + (next - 1)), day, Measurement.of(metric, value));
        return this;
    }

    Logged add(Event event) {
        entries.add(event);
        return this;
    }

    Dossier dossier(AnalysisPlan plan, int cut) {
        List<Entry> own = entries.list().stream()
                .map(e -> new Entry(e.id(), engagement, e.n(), e.recordedAt(), e.event(), e.unknownFields()))
                .toList();
        return Dossier.of(engagement, own, plan.rules(Entries.start(cut)));
    }

    /** The sum of logs as of a day. */
    static Tally tally(AnalysisPlan plan, int cut, Logged... logs) {
        Tally.Sum sum = new Tally.Sum();
        new ArrayList<>(Arrays.asList(logs))
                .forEach(log -> sum.add(Tally.of(log.dossier(plan, cut), plan, List.of(), Entries.start(cut))));
        return sum.tally();
    }

    static Tally tally(int cut, Logged... logs) {
        return tally(AnalysisPlan.DEFAULT, cut, logs);
    }
}
