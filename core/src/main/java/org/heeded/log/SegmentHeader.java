package org.heeded.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first line of a segment.
 *
 * @param log the id of the log, the same in every segment
 * @param first the global number of the first entry
 * @param before what the segment before looks like; none for the first one
 */
record SegmentHeader(UUID log, long first, Optional<Before> before) {

    /**
     * A finished segment.
     *
     * @param length its bytes
     * @param sha256 their SHA-256, in lower-case hexadecimal
     */
    record Before(long length, String sha256) {}

    private static final Pattern FORM = Pattern.compile(
            "\\{\"heeded\":1,\"log\":\"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\",\"first\":(\\d{1,18})"
                    + "(?:,\"before\":\\{\"length\":(\\d{1,18}),\"sha256\":\"([0-9a-f]{64})\"})?,\"c\":\"[0-9a-f]{8}\"}");

    /** The bytes of the line with its newline. */
    byte[] line() {
        String body = "{\"heeded\":1,\"log\":\"" + log + "\",\"first\":" + first
                + before.map(b -> ",\"before\":{\"length\":" + b.length() + ",\"sha256\":\"" + b.sha256() + "\"}")
                        .orElse("");
        return Line.checked(body.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads a line without its newline; empty if it is not whole or not in its one form. */
    static Optional<SegmentHeader> parse(byte[] line) {
        Matcher form = FORM.matcher(new String(line, StandardCharsets.ISO_8859_1));
        if (!form.matches()) {
            return Optional.empty();
        }
        SegmentHeader header = new SegmentHeader(
                UUID.fromString(form.group(1)),
                Long.parseLong(form.group(2)),
                Optional.ofNullable(form.group(3)).map(length -> new Before(Long.parseLong(length), form.group(4))));
        byte[] again = header.line();
        return Arrays.equals(again, 0, again.length - 1, line, 0, line.length) ? Optional.of(header) : Optional.empty();
    }
}
