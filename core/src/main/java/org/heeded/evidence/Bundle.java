package org.heeded.evidence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * Entries of one tree with the checkpoint that covers them and the keys of what is sealed in them: one file, verified
 * without the log. Its bytes are specified in {@code docs/EVIDENCE.md}.
 *
 * @param entries all of the tree, or some of them, in order; at least one
 * @param checkpoint the signed note
 */
public record Bundle(List<Item> entries, SignedNote checkpoint) {

    /** What a bundle begins with. */
    public static final String HEADER = "heeded/bundle@v1";

    private static final String ENTRY = "entry ";
    private static final String PATH = "path ";
    private static final String KEY = "key ";
    private static final String SUM = "sha256 ";

    /** The last line: keyword, 64 digits, newline. */
    private static final int SUM_LENGTH = SUM.length() + 2 * Hash.LENGTH + 1;

    /**
     * An entry of a bundle.
     *
     * @param index its place in the tree, from 0
     * @param record its bytes as text: one line
     * @param path from it to the root, the sibling first; empty in a bundle that has the whole tree
     * @param keys of the sealed fields of it that are disclosed; sorted
     */
    public record Item(long index, String record, List<Hash> path, List<FieldKey> keys) {

        /**
         * Validates, sorts and copies.
         *
         * @throws EvidenceException if the index is negative or the record not one line
         */
        public Item {
            if (index < 0) {
                throw new EvidenceException("the index of an entry is negative");
            }
            if (!record.startsWith("{") || record.chars().anyMatch(c -> c < ' ')) {
                throw new EvidenceException("the record of entry " + index + " is not one line that begins with {");
            }
            path = List.copyOf(path);
            keys = keys.stream().distinct().sorted().toList();
        }

        /**
         * The hash of its leaf.
         *
         * @return computed from the record
         */
        public Hash leaf() {
            return Hash.leaf(Strict.utf8(record));
        }

        private void write(StringBuilder text) {
            text.append(ENTRY).append(index).append('\n').append(record).append('\n');
            path.forEach(hash -> text.append(PATH).append(hash).append('\n'));
            keys.forEach(key -> text.append(KEY)
                    .append(key.field)
                    .append(' ')
                    .append(key.key)
                    .append('\n'));
        }
    }

    /**
     * The key of one sealed field.
     *
     * @param field the name that the field was sealed under; two fields of an entry may have one name
     * @param key 32 bytes in Base64
     */
    public record FieldKey(String field, String key) implements Comparable<FieldKey> {

        private static final int LENGTH = 32;

        private static final Comparator<FieldKey> ORDER =
                Comparator.comparing(FieldKey::field).thenComparing(FieldKey::key);

        /**
         * Validates.
         *
         * @throws EvidenceException if the name is not letters and points, or the key not 32 bytes
         */
        public FieldKey {
            if (!field.matches("[A-Za-z.]+")) {
                throw new EvidenceException("a field key names no field");
            }
            if (Strict.base64("a field key", key).length != LENGTH) {
                throw new EvidenceException("a field key has not " + LENGTH + " bytes");
            }
        }

        /** By name, then by key. */
        @Override
        public int compareTo(FieldKey other) {
            return ORDER.compare(this, other);
        }

        /** Without the key. */
        @Override
        public String toString() {
            return "(key of " + field + ")";
        }
    }

    /**
     * Validates and copies.
     *
     * @throws EvidenceException if there are no entries, they are not in order or not in the tree, a bundle of the whole
     *     tree has paths, or the note is no checkpoint
     */
    public Bundle {
        entries = List.copyOf(entries);
        long size = Checkpoint.parse(checkpoint.text()).size();
        long next = 0;
        for (Item entry : entries) {
            if (entry.index < next || entry.index >= size) {
                throw new EvidenceException("entry " + entry.index + " is out of order, or not below the size " + size);
            }
            next = entry.index + 1;
            if (entries.size() == size && !entry.path.isEmpty()) {
                throw new EvidenceException("entry " + entry.index + " of a whole tree has a path");
            }
        }
        if (entries.isEmpty()) {
            throw new EvidenceException("a bundle has no entries");
        }
    }

    /**
     * Whether every entry of the tree is in it.
     *
     * @return false if it shows some entries only
     */
    public boolean whole() {
        return entries.size() == Checkpoint.parse(checkpoint.text()).size();
    }

    /**
     * The hashes of the leaves of a whole tree.
     *
     * @return in order; empty for a bundle of some entries
     */
    public List<Hash> leaves() {
        return whole() ? entries.stream().map(Item::leaf).toList() : List.of();
    }

    /**
     * Reads a bundle; verifies nothing but its checksum.
     *
     * @param bytes the bundle in UTF-8
     * @return the bundle
     * @throws EvidenceException if it is damaged, or {@link #toString()} would write anything else
     */
    public static Bundle parse(byte[] bytes) {
        String text = Strict.utf8(bytes);
        Strict.lines("the bundle", text);
        int end = text.length() - SUM_LENGTH;
        if (!text.startsWith(HEADER + "\n") || end < 0) {
            throw new EvidenceException("a bundle does not begin with " + HEADER);
        }
        String body = text.substring(0, end);
        if (!text.substring(end).equals(sum(body))) {
            throw new EvidenceException("the bundle was changed: its last line is not the SHA-256 of what is above it");
        }
        int blank = body.indexOf("\n\n");
        if (blank < 0) {
            throw new EvidenceException("a bundle has no checkpoint behind an empty line");
        }
        String[] lines = body.substring(HEADER.length() + 1, Math.max(blank, HEADER.length() + 1))
                .split("\n", -1);
        Bundle bundle = new Bundle(items(lines), SignedNote.parse(body.substring(blank + 2)));
        if (!bundle.toString().equals(text)) {
            throw new EvidenceException("the keys of an entry are not in order, or there twice");
        }
        return bundle;
    }

    private static List<Item> items(String[] lines) {
        List<Item> items = new ArrayList<>();
        int at = 0;
        while (at < lines.length) {
            if (!lines[at].startsWith(ENTRY) || at + 1 == lines.length) {
                throw new EvidenceException("line " + (at + 2) + " of the bundle begins no entry");
            }
            long index = Strict.number("the index of an entry", lines[at].substring(ENTRY.length()));
            String record = lines[at + 1];
            List<Hash> path = new ArrayList<>();
            List<FieldKey> keys = new ArrayList<>();
            for (at += 2; at < lines.length && lines[at].startsWith(PATH); at++) {
                path.add(Hash.parse(lines[at].substring(PATH.length())));
            }
            for (; at < lines.length && lines[at].startsWith(KEY); at++) {
                String[] key = lines[at].substring(KEY.length()).split(" ", -1);
                if (key.length != 2) {
                    throw new EvidenceException("line " + (at + 2) + " of the bundle is no field and key");
                }
                keys.add(new FieldKey(key[0], key[1]));
            }
            items.add(new Item(index, record, path, keys));
        }
        return items;
    }

    private static String sum(String body) {
        return SUM + HexFormat.of().formatHex(Hash.sha256(Strict.utf8(body))) + "\n";
    }

    /**
     * Verifies that the log signed the checkpoint and that the entries are those of its tree.
     *
     * @param log the key of the log
     * @param witnesses keys whose signatures must verify too, where they are there
     * @return the checkpoint
     * @throws EvidenceException if not, with the reason
     */
    public Checkpoint verify(NoteKey log, Collection<NoteKey> witnesses) {
        List<NoteKey> known = new ArrayList<>(witnesses);
        known.add(log);
        if (!checkpoint.verify(known).contains(log)) {
            throw new EvidenceException("the checkpoint is not signed by " + log);
        }
        Checkpoint signed = Checkpoint.parse(checkpoint.text());
        if (whole()) {
            Frontier tree = Frontier.EMPTY;
            for (Item entry : entries) {
                tree = tree.append(entry.leaf());
            }
            if (!tree.root().equals(signed.root())) {
                throw new EvidenceException("the entries are not those that the checkpoint was signed over");
            }
        } else {
            for (Item entry : entries) {
                if (!new InclusionProof(entry.index, entry.path).proves(entry.leaf(), signed.size(), signed.root())) {
                    throw new EvidenceException(
                            "entry " + entry.index + " is not the one that the checkpoint was signed over");
                }
            }
        }
        return signed;
    }

    /** The bundle. */
    @Override
    public String toString() {
        StringBuilder body = new StringBuilder(HEADER).append('\n');
        entries.forEach(entry -> entry.write(body));
        body.append('\n').append(checkpoint);
        return body.append(sum(body.toString())).toString();
    }
}
