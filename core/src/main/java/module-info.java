/**
 * A decision log for client–marketer partnerships: what was advised, what was decided, what was launched, what came of
 * it and who was held responsible; and from that, how often overridden advice preceded failure.
 */
@SuppressWarnings("requires-automatic") // jte has a name of its own in its manifest, but no descriptor
module org.heeded {
    requires de.siegmar.fastcsv;
    requires gg.jte.runtime;
    requires transitive java.sql;
    requires org.apache.commons.statistics.distribution;
    requires org.apache.commons.statistics.inference;
    requires static transitive org.jspecify;
    requires org.slf4j;
    requires tools.jackson.core;

    exports org.heeded;
    exports org.heeded.dossier;
    exports org.heeded.evidence;
    exports org.heeded.exchange;
    exports org.heeded.log;
    exports org.heeded.model;
    exports org.heeded.partnership;
    exports org.heeded.privacy;
    exports org.heeded.report;
    exports org.heeded.stats;
}
