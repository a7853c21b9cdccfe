package org.heeded.examples.spark;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.heeded.dossier.CaseRules;
import org.heeded.dossier.Dossier;
import org.heeded.log.Segments;
import org.heeded.model.CorruptException;
import org.heeded.model.Entry;
import org.heeded.partnership.AnalysisPlan;
import org.heeded.partnership.Tally;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** Folds sorted records into a share for each engagement, by client; holds the entries of one engagement at a time. */
final class Engagements implements Iterator<Tuple2<String, byte[]>> {

    private final Iterator<Tuple2<byte[], byte[]>> records;
    private final Segments segments;
    private final Question question;
    private final AnalysisPlan plan;
    private final CaseRules rules;

    /** The first record of the next engagement; null at the beginning and at the end. */
    private @Nullable Tuple2<byte[], byte[]> ahead;

    Engagements(Iterator<Tuple2<byte[], byte[]>> records, Segments segments, Question question) {
        this.records = records;
        this.segments = segments;
        this.question = question;
        plan = question.plan();
        rules = plan.rules(question.now());
    }

    @Override
    public boolean hasNext() {
        return ahead != null || records.hasNext();
    }

    @Override
    public Tuple2<String, byte[]> next() {
        Tuple2<byte[], byte[]> record = ahead != null ? ahead : records.next();
        byte[] key = record._1();
        List<Entry> entries = new ArrayList<>();
        do {
            entries.add(entry(record._2(), entries.size()));
            record = records.hasNext() ? records.next() : null;
        } while (record != null && Shuffled.sameEngagement(record._1(), key));
        ahead = record;
        Dossier dossier = Dossier.of(Shuffled.engagement(key), entries, rules);
        Share share = new Share(entries.size(), Tally.of(dossier, plan, List.of(), question.now()));
        return new Tuple2<>(dossier.client().value(), share.toBytes());
    }

    private Entry entry(byte[] value, long n) {
        try {
            Entry entry = Shuffled.read(value).entry();
            if (entry.n() != n) {
                throw new CorruptException("does not follow index " + (n - 1) + " of its engagement");
            }
            return entry;
        } catch (CorruptException e) {
            throw segments.damage(Shuffled.position(value), e);
        }
    }
}
