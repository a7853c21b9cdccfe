package org.heeded.report;

import java.util.ArrayList;
import java.util.List;
import org.heeded.partnership.PartnershipReport;

/** Of what a report is made, in a few words each: as of when, how much, for whom. */
final class Facts {

    private Facts() {}

    static List<String> of(PartnershipReport report, Words words) {
        List<String> facts = new ArrayList<>();
        facts.add(words.say(
                "fact.asOf", words.day(report.asOf().cut(), report.plan().zone())));
        if (report.scope().engagements() > 1) {
            facts.add(words.say("fact.engagements", report.scope().engagements()));
        }
        facts.add(words.say("fact.advice", report.flow().proposals().entered()));
        facts.add(words.say("fact.audience"));
        return facts;
    }
}
