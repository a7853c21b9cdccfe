package org.heeded.report;

import java.util.ArrayList;
import java.util.List;
import org.heeded.dossier.Basis;
import org.heeded.model.Provenance;
import org.heeded.partnership.AnalysisPlan;
import org.heeded.partnership.CaseFlow;
import org.heeded.partnership.CaseRef;
import org.heeded.partnership.OverrideToFailure;
import org.heeded.partnership.PartnershipReport;
import org.heeded.report.page.Block;
import org.heeded.report.page.Section;
import org.heeded.stats.TestResult;

/** How it was computed, and what to mind. */
final class NotesSection {

    private static final int LONGEST = 5;
    private static final int ID = 22;

    private NotesSection() {}

    static Section of(PartnershipReport report, Words words) {
        List<Block> notes = new ArrayList<>();
        AnalysisPlan plan = report.plan();
        CaseFlow flow = report.flow();
        OverrideToFailure figures = report.overrideToFailure();
        notes.add(Block.Prose.of(words.say(
                "notes.intervals",
                words.level(plan.level()),
                words.method(plan.rateInterval()),
                words.method(plan.riskDifferenceInterval()),
                words.method(plan.riskRatioInterval()),
                words.say(plan.basis() == Basis.AS_DECIDED ? "notes.asDecided" : "notes.asLaunched"),
                plan.horizonDays().map(h -> words.say("notes.horizon", h)).orElse(""))));
        if (flow.undatedOutcomes() > 0) {
            notes.add(Block.Prose.of(words.say("notes.undatedOutcomes", flow.undatedOutcomes())));
        }
        if (flow.undated() > 0) {
            notes.add(Block.Prose.of(words.say("notes.undated", flow.undated())));
        }
        if (!figures.disputed().isEmpty()) {
            notes.add(disputed(figures.disputed(), words));
        }
        if (figures.divided() instanceof TestResult.Computed divided) {
            notes.add(Block.Prose.of(words.say("notes.divided", words.pValue(divided.pValue()))));
        }
        long imported = flow.provenance().getOrDefault(Provenance.Kind.IMPORTED, 0L);
        if (imported > 0) {
            notes.add(Block.Prose.of(words.say("notes.imported", imported)));
        }
        if (figures.basisMatters()) {
            notes.add(Block.Prose.of(words.say("notes.basis", words.of(figures.basisGap(), figures.launched()))));
        }
        if (words.shared()) {
            notes.add(Block.Prose.of(words.say("notes.leftOut")));
        }
        return new Section("notes", words.say("notes.question"), List.of(), notes);
    }

    private static Block disputed(List<CaseRef> cases, Words words) {
        List<String> ids = new ArrayList<>(cases.stream()
                .limit(LONGEST)
                .map(ref -> Words.plain(ref.id().value(), ID))
                .toList());
        if (cases.size() > LONGEST) {
            ids.add(words.say("more", cases.size() - LONGEST));
        }
        return Block.Prose.of(words.say("notes.disputed", cases.size()), ids.toArray(String[]::new));
    }
}
