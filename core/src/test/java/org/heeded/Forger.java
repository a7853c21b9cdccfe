package org.heeded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Somebody with an editor who knows the format: changes words in a segment, and makes the checksums fit. */
final class Forger {

    private Forger() {}

    static void rewrite(Path segment, String words, String others) throws IOException {
        List<String> lines = new ArrayList<>();
        boolean changed = false;
        for (String line : Files.readAllLines(segment)) {
            String other = line.replace(words, others);
            changed |= !other.equals(line);
            String covered = other.substring(0, other.lastIndexOf(",\"c\":\""));
            CRC32C crc = new CRC32C();
            crc.update(covered.getBytes(StandardCharsets.UTF_8));
            lines.add(covered + String.format(",\"c\":\"%08x\"}", crc.getValue()));
        }
        if (!changed) {
            throw new AssertionError("nothing to forge");
        }
        Files.writeString(segment, String.join("\n", lines) + "\n");
    }
}
