package org.heeded.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.heeded.partnership.PartnershipReport;
import org.heeded.report.page.Section;

/** What a report says, in order: the questions of the first screen, the same by slices, and notes. */
final class ReportSections {

    private ReportSections() {}

    static List<Section> of(PartnershipReport report, Words words, List<String> slices) {
        List<Section> sections = new ArrayList<>();
        sections.add(WaitingSection.of(report, words));
        sections.add(ChoiceSection.of(report, words));
        sections.add(PrecededSection.of(report, words));
        sections.add(ElseSection.of(report, words));
        sections.add(ResponsibilitySection.of(report, words));
        sections.add(SaySection.of(report, words));
        sections.add(FindingsSection.of(report, words));
        if (words.shared()) {
            sections.add(NextSection.of(report, words));
        }
        if (!words.shared()) {
            MapSection.of(report, words).ifPresent(sections::add);
        }
        IncidenceSection.of(report, words).ifPresent(sections::add);
        TimeSection.of(report, words).ifPresent(sections::add);
        ForecastSection.of(report, words).ifPresent(sections::add);
        LensesSection.of(report, words).ifPresent(sections::add);
        PartnersSection.of(report, words).ifPresent(sections::add);
        slices.forEach(lens -> sections.add(SliceSection.of(report, words, lens)));
        sections.add(NotesSection.of(report, words));
        return sections;
    }

    /** The lenses that part the cases; for both sides none that parts people. */
    static List<String> slices(PartnershipReport report, Words words) {
        Set<String> notShown = words.shared() ? Set.of("marketer", "role", "quarter") : Set.of("quarter");
        return report.lenses().entrySet().stream()
                .filter(e -> !notShown.contains(e.getKey()) && SliceSection.parts(e.getValue()))
                .map(e -> e.getKey())
                .toList();
    }
}
