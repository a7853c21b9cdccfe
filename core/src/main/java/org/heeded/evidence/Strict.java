package org.heeded.evidence;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Reads the elements of our text formats, each in its one form only. */
final class Strict {

    private static final int MAX_DIGITS = 19;

    private Strict() {}

    /** Base64 with padding, and no bits set that encoding would not set. */
    static byte[] base64(String what, String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // refused below: the same as what would be written otherwise
        }
        throw new EvidenceException(what + " is not canonical Base64");
    }

    /** A count or an index: decimal digits, no sign, no leading zeros. */
    static long number(String what, String text) {
        if (text.isEmpty()
                || text.length() > MAX_DIGITS
                || !text.chars().allMatch(c -> '0' <= c && c <= '9')
                || (text.length() > 1 && text.startsWith("0"))) {
            throw new EvidenceException(what + " is not a decimal number without leading zeros");
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new EvidenceException(what + " is too large");
        }
    }

    static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new EvidenceException("the text is not UTF-8");
        }
    }

    static byte[] utf8(String text) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] exact = new byte[bytes.remaining()];
            bytes.get(exact);
            return exact;
        } catch (CharacterCodingException e) {
            throw new EvidenceException("the text has a lone surrogate");
        }
    }

    /** Text of lines, each ended by a newline; no other control character (C2SP signed-note, "Format"). */
    static void lines(String what, String text) {
        if (!text.endsWith("\n")) {
            throw new EvidenceException(what + " does not end with a newline");
        }
        if (text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw new EvidenceException(what + " has a control character");
        }
    }
}
