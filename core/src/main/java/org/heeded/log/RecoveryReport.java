package org.heeded.log;

import java.time.Duration;
import java.util.Optional;

/**
 * What opening a log in files has met, and what it did about it.
 *
 * @param entries how many entries the log has
 * @param segments how many segment files they are in
 * @param verified whether the hash of every closed segment was held against the one that the next segment has of it; else
 *     their lengths were, and the check of every line that was read
 * @param resumed how many of the entries a snapshot spared reading; 0 if none did
 * @param torn what was cut off, because it was not whole and never acknowledged
 * @param rewritten how many whole entries at the end HEAD did not count yet; they were kept, and written and forced once
 *     more
 * @param stepsBack how many entries were recorded at an earlier time than one before them: the clock was put back
 * @param largestStepBack by how much at most; zero if there is none
 * @param ahead by how much the latest time of recording is ahead of the clock now, if it is: some clock was or is wrong
 */
public record RecoveryReport(
        long entries,
        int segments,
        boolean verified,
        long resumed,
        Optional<Torn> torn,
        long rewritten,
        long stepsBack,
        Duration largestStepBack,
        Optional<Duration> ahead) {

    /**
     * A torn tail.
     *
     * @param segment the name of the segment file
     * @param at where in it the tail began, in bytes
     * @param bytes how long it was
     * @param lines how many of its lines were whole, but of a group whose end is missing
     * @param movedTo where the bytes are now, below the log's directory
     */
    public record Torn(String segment, long at, long bytes, int lines, String movedTo) {}

    /**
     * Whether anything was changed on the disk but HEAD.
     *
     * @return whether something was cut off or written again
     */
    public boolean repaired() {
        return torn.isPresent() || rewritten > 0;
    }

    /** In words. */
    @Override
    public String toString() {
        StringBuilder words = new StringBuilder()
                .append(count(entries, "entry", "entries"))
                .append(" in ")
                .append(count(segments, "segment", "segments"))
                .append(verified ? ", verified" : "")
                .append(resumed > 0 ? ", " + resumed + " of them from a snapshot" : "");
        torn.ifPresent(t -> words.append("; moved ")
                .append(count(t.bytes(), "byte", "bytes"))
                .append(" never acknowledged, from byte ")
                .append(t.at())
                .append(" of ")
                .append(t.segment())
                .append(", to ")
                .append(t.movedTo())
                .append(
                        t.lines() > 0
                                ? " (with " + count(t.lines(), "whole line", "whole lines") + " of an incomplete group)"
                                : ""));
        if (rewritten > 0) {
            words.append("; kept ")
                    .append(count(rewritten, "whole entry", "whole entries"))
                    .append(" that HEAD did not count yet");
        }
        if (stepsBack > 0) {
            words.append("; the clock was behind at ")
                    .append(count(stepsBack, "entry", "entries"))
                    .append(", by at most ")
                    .append(largestStepBack);
        }
        ahead.ifPresent(
                by -> words.append("; the latest was recorded ").append(by).append(" ahead of the clock"));
        return words.toString();
    }

    private static String count(long n, String one, String many) {
        return n + " " + (n == 1 ? one : many);
    }
}
