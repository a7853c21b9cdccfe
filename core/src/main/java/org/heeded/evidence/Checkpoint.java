package org.heeded.evidence;

import java.util.List;

/**
 * What a log says of a tree at one size, in the form of <a href="https://c2sp.org/tlog-checkpoint">C2SP
 * tlog-checkpoint</a>: the text of a note that the log signs.
 *
 * @param origin names the tree for good
 * @param size how many leaves it has
 * @param root its root
 * @param extensions further lines, opaque; we write none
 */
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {

    private static final int LINES = 3;

    /**
     * Validates and copies.
     *
     * @throws EvidenceException if the origin or an extension is empty or not one line, or the size is negative
     */
    public Checkpoint {
        line("the origin", origin);
        extensions = List.copyOf(extensions);
        extensions.forEach(extension -> line("an extension line", extension));
        if (size < 0) {
            throw new EvidenceException("the size of a checkpoint is negative");
        }
        if (size == 0 && !root.equals(Hash.EMPTY)) {
            throw new EvidenceException("a checkpoint of size 0 has another root than the empty tree");
        }
    }

    private static void line(String what, String text) {
        if (text.isEmpty() || text.chars().anyMatch(c -> c < ' ')) {
            throw new EvidenceException(what + " of a checkpoint is empty, or has a control character");
        }
        byte[] unused = Strict.utf8(text);
    }

    /**
     * A checkpoint without extensions.
     *
     * @param origin names the tree for good
     * @param size how many leaves it has
     * @param root its root
     * @return the checkpoint
     */
    public static Checkpoint of(String origin, long size, Hash root) {
        return new Checkpoint(origin, size, root, List.of());
    }

    /**
     * Reads the text of a note, whose signatures are another matter.
     *
     * @param text the text, up to the newline that ends it
     * @return the checkpoint
     * @throws EvidenceException if {@link #text()} would write anything else
     */
    public static Checkpoint parse(String text) {
        Strict.lines("a checkpoint", text);
        List<String> lines = List.of(text.substring(0, text.length() - 1).split("\n", -1));
        if (lines.size() < LINES) {
            throw new EvidenceException("a checkpoint has fewer than three lines");
        }
        return new Checkpoint(
                lines.get(0),
                Strict.number("the size of a checkpoint", lines.get(1)),
                Hash.parse(lines.get(2)),
                lines.subList(LINES, lines.size()));
    }

    /**
     * The text to sign.
     *
     * @return lines, each ended by a newline
     */
    public String text() {
        StringBuilder text = new StringBuilder()
                .append(origin)
                .append('\n')
                .append(size)
                .append('\n')
                .append(root)
                .append('\n');
        extensions.forEach(extension -> text.append(extension).append('\n'));
        return text.toString();
    }
}
