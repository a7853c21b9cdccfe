package org.heeded.report;

import org.heeded.partnership.PartnershipReport;

/** Whose work a report speaks of, in words. */
final class Scopes {

    private static final int LONGEST = 60;

    private Scopes() {}

    static String title(PartnershipReport report, Words words) {
        PartnershipReport.Scope scope = report.scope();
        return scope.engagement()
                .map(e -> words.say("scope.engagement", Words.plain(e.value(), LONGEST)))
                .or(() -> scope.client().map(c -> words.say("scope.client", Words.plain(c.value(), LONGEST))))
                .orElseGet(() -> words.say("scope.clients", scope.clients()));
    }
}
