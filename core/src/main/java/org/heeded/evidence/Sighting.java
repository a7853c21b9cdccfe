package org.heeded.evidence;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a checkpoint stands to the last one that a client had seen of the same tree.
 *
 * @param verdict whether they can both be true
 * @param before the one seen before
 * @param entry the first entry that is another one than before, where that can be told
 */
public record Sighting(Verdict verdict, Optional<Checkpoint> before, OptionalLong entry) {

    /** How they stand to one another. */
    public enum Verdict {
        /** Nothing was seen of this tree before. */
        FIRST,
        /** The same tree. */
        SAME,
        /** The tree begins with the one seen before. */
        GROWN,
        /** Nothing contradicts, but that the tree begins with the one seen before was not shown. */
        NOT_SHOWN,
        /** The tree is smaller than before: entries were taken away, or this is an old checkpoint. */
        ROLLED_BACK,
        /** As many entries, but not the same: somebody is shown another log. */
        SPLIT_VIEW,
        /** The tree does not begin with the one seen before: history was rewritten and signed again. */
        REWRITTEN,
        /** The same tree under another key than before. */
        OTHER_KEY
    }

    /**
     * Whether this is a finding: what is shown now and what was shown before cannot come from one log that was only
     * appended to.
     *
     * @return false if nothing contradicts
     */
    public boolean contradicts() {
        return verdict.compareTo(Verdict.NOT_SHOWN) > 0;
    }

    /** What was found, in a sentence. */
    @Override
    public String toString() {
        String size = before.map(seen -> String.valueOf(seen.size())).orElse("0");
        String which = entry.isPresent() ? "; the first that differs is entry " + entry.getAsLong() : "";
        return switch (verdict) {
            case FIRST -> "first seen: nothing to compare with";
            case SAME -> "the same " + size + " entries as seen before";
            case GROWN -> "begins with the " + size + " entries seen before";
            case NOT_SHOWN ->
                "not shown that it begins with the " + size
                        + " entries seen before; ask for all entries of the engagement";
            case ROLLED_BACK -> "rolled back: " + size + " entries were seen before, and now there are fewer";
            case SPLIT_VIEW -> "split view: not the " + size + " entries seen before" + which;
            case REWRITTEN -> "rewritten: does not begin with the " + size + " entries seen before" + which;
            case OTHER_KEY -> "signed with another key than before; ask by another way whether that is right";
        };
    }
}
