package org.heeded.exchange;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How the bytes of a file are read as characters: as asked, else by its byte order mark, else by the zero bytes that
 * UTF-16 has, else as strict UTF-8, else as windows-1252, of which Latin-1 text is a part.
 *
 * @param charset the charset
 * @param skip how many bytes of byte order mark to skip
 * @param assumption what was assumed and why
 */
record Encoding(Charset charset, int skip, String assumption) {

    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final int SAMPLE = 8192;

    /** Byte order marks, each byte as a character of Latin-1. */
    private static final Map<Charset, String> MARKS = Map.of(
            StandardCharsets.UTF_8, "\u00ef\u00bb\u00bf",
            StandardCharsets.UTF_16LE, "\u00ff\u00fe",
            StandardCharsets.UTF_16BE, "\u00fe\u00ff");

    /** How a zip archive and an old workbook begin. */
    private static final List<String> NO_TEXT = List.of("PK\u0003\u0004", "\u00d0\u00cf\u0011\u00e0");

    static Encoding detect(String source, Path file, Optional<Charset> asked) throws IOException {
        byte[] sample;
        try (InputStream in = Files.newInputStream(file)) {
            sample = in.readNBytes(SAMPLE);
        }
        String start = new String(sample, StandardCharsets.ISO_8859_1);
        if (NO_TEXT.stream().anyMatch(start::startsWith)) {
            throw Excerpt.refuse(source, "is a workbook or an archive, not text; save the sheet as CSV first");
        }
        Optional<Charset> marked = MARKS.keySet().stream()
                .filter(charset -> start.startsWith(MARKS.get(charset)))
                .findFirst();
        int skip = marked.map(MARKS::get).map(String::length).orElse(0);
        if (asked.isPresent()) {
            Charset charset = asked.get();
            return certain(
                    source,
                    file,
                    new Encoding(charset, marked.equals(asked) ? skip : 0, "read as " + charset + ", as asked"));
        }
        if (marked.isPresent()) {
            Charset charset = marked.get();
            return certain(
                    source,
                    file,
                    new Encoding(charset, skip, "read as " + charset + " because of its byte order mark"));
        }
        Optional<Charset> wide = wide(sample);
        if (wide.isPresent()) {
            return certain(
                    source,
                    file,
                    new Encoding(wide.get(), 0, "read as " + wide.get() + " because every other byte is zero"));
        }
        OptionalLong notUtf8 = new Encoding(StandardCharsets.UTF_8, 0, "").damage(file);
        if (notUtf8.isEmpty()) {
            return new Encoding(StandardCharsets.UTF_8, 0, "read as UTF-8");
        }
        String why = ", because line " + notUtf8.getAsLong() + " is not UTF-8";
        Encoding windows = new Encoding(WINDOWS, 0, "read as windows-1252 (Latin-1)" + why);
        return windows.damage(file).isEmpty()
                ? windows
                : new Encoding(StandardCharsets.ISO_8859_1, 0, "read as ISO-8859-1 (Latin-1)" + why);
    }

    /** UTF-16 without a mark: in text that is mostly of the West, one byte of each pair is zero. */
    private static Optional<Charset> wide(byte[] sample) {
        int even = 0;
        int odd = 0;
        for (int i = 0; i + 1 < sample.length; i += 2) {
            even += sample[i] == 0 ? 1 : 0;
            odd += sample[i + 1] == 0 ? 1 : 0;
        }
        int most = sample.length / 2 * 7 / 10;
        if (sample.length < 4 || Math.max(even, odd) <= most || Math.min(even, odd) > 0) {
            return Optional.empty();
        }
        return Optional.of(odd > even ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
    }

    private static Encoding certain(String source, Path file, Encoding encoding) throws IOException {
        OptionalLong damage = encoding.damage(file);
        if (damage.isPresent()) {
            throw Excerpt.refuse(
                    source,
                    damage.getAsLong(),
                    "",
                    "",
                    "has bytes that are not " + encoding.charset() + "; name the file's real encoding");
        }
        return encoding;
    }

    Reader open(Path file) throws IOException {
        return new BufferedReader(new InputStreamReader(bytes(file), decoder()));
    }

    private CharsetDecoder decoder() {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    private InputStream bytes(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        in.skipNBytes(skip);
        return in;
    }

    /** The line with the first bytes that the charset does not have, if there is one. */
    private OptionalLong damage(Path file) throws IOException {
        CharsetDecoder decoder = decoder();
        ByteBuffer bytes = ByteBuffer.allocate(SAMPLE);
        CharBuffer chars = CharBuffer.allocate(SAMPLE);
        long line = 1;
        char before = 0;
        try (InputStream in = bytes(file)) {
            boolean end = false;
            while (true) {
                int read = end ? -1 : in.read(bytes.array(), bytes.position(), bytes.remaining());
                end = read < 0;
                bytes.position(bytes.position() + Math.max(read, 0)).flip();
                CoderResult result;
                do {
                    result = decoder.decode(bytes, chars, end);
                    chars.flip();
                    while (chars.hasRemaining()) {
                        char c = chars.get();
                        line += c == '\r' || (c == '\n' && before != '\r') ? 1 : 0;
                        before = c;
                    }
                    chars.clear();
                } while (result.isOverflow());
                if (result.isError()) {
                    return OptionalLong.of(line);
                }
                if (end) {
                    return OptionalLong.empty();
                }
                bytes.compact();
            }
        }
    }
}
