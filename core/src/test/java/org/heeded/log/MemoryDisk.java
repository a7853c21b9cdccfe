package org.heeded.log;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Files in memory that behave as badly as a disk may: what was not forced is lost, torn or kept in any order when it
 * crashes, a name whose directory was not forced may be gone, a force that fails drops what it should have written and the
 * next one says nothing of it, and any operation can be made to fail.
 */
final class MemoryDisk implements Disk {

    /** What is done to files. */
    enum Kind {
        OPEN,
        READ,
        WRITE,
        FORCE,
        TRUNCATE,
        LENGTH,
        LIST,
        MAKE,
        MOVE,
        REMOVE,
        FORCE_DIRECTORY
    }

    /** Says which operations fail. */
    interface Faults {

        Faults NONE = (n, kind, path) -> false;

        /** Whether the n-th operation, from 0, fails. */
        boolean fails(int n, Kind kind, Path path);
    }

    private static final int SECTOR = 512;

    /** A change that is not on the disk for sure: bytes at a place, or a new length. */
    private static final class Change {

        private final long at;
        private final byte[] bytes;
        private final boolean cut;

        Change(long at, byte[] bytes, boolean cut) {
            this.at = at;
            this.bytes = bytes;
            this.cut = cut;
        }

        byte[] appliedTo(byte[] content) {
            if (cut) {
                return Arrays.copyOf(content, (int) at);
            }
            byte[] after = Arrays.copyOf(content, (int) Math.max(content.length, at + bytes.length));
            System.arraycopy(bytes, 0, after, (int) at, bytes.length);
            return after;
        }

        /** Some of its sectors. */
        Change torn(SplittableRandom random) {
            int from = bytes.length == 0 ? 0 : random.nextInt(bytes.length / SECTOR + 1) * SECTOR;
            int to = Math.min(bytes.length, from + random.nextInt(4) * SECTOR + random.nextInt(2) * 100);
            return new Change(at + from, Arrays.copyOfRange(bytes, from, Math.max(from, to)), false);
        }
    }

    private static final class Node {
        private byte[] content = new byte[0];
        private byte[] durable = new byte[0];
        private final List<Change> pending = new ArrayList<>();

        void change(Change change) {
            content = change.appliedTo(content);
            pending.add(change);
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Path, Node> names = new LinkedHashMap<>();
    private final Map<Path, Node> durableNames = new LinkedHashMap<>();
    private final SplittableRandom random;
    private volatile Faults faults = Faults.NONE;
    private long room = Long.MAX_VALUE;
    private boolean deaf;
    private volatile boolean crashed;
    private boolean held;
    private final AtomicInteger operations = new AtomicInteger();
    private final AtomicInteger forces = new AtomicInteger();

    MemoryDisk(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Makes operations fail from now on, counted from 0. */
    MemoryDisk failing(Faults which) {
        faults = which;
        operations.set(0);
        return this;
    }

    /** Gives the files so many bytes of room together. */
    void room(long bytes) {
        room = bytes;
    }

    /** Takes the force away: it does nothing and says that it has. */
    MemoryDisk deaf() {
        deaf = true;
        return this;
    }

    int operations() {
        return operations.get();
    }

    int forces() {
        return forces.get();
    }

    byte[] bytes(Path file) {
        return node(file).content.clone();
    }

    /** The files that are there. */
    List<Path> files() {
        return names.keySet().stream()
                .filter(path -> names.keySet().stream().noneMatch(p -> path.equals(p.getParent())))
                .toList();
    }

    /** The same files on a disk of their own, all durable. */
    MemoryDisk copy() {
        MemoryDisk copy = new MemoryDisk(0);
        names.forEach((path, node) -> copy.put(path, node.content));
        return copy;
    }

    /** Puts a file there, durably. */
    void put(Path file, byte[] bytes) {
        Node node = new Node();
        node.content = bytes.clone();
        node.durable = node.content;
        names.put(file, node);
        durableNames.put(file, node);
    }

    void delete(Path file) {
        names.remove(file);
        durableNames.remove(file);
    }

    /** The disk after the power failed: what was forced, and of the rest whatever came through. */
    MemoryDisk afterPowerFailure() {
        return after(true);
    }

    /** The disk after the process was killed: all that it wrote. */
    MemoryDisk afterKill() {
        return after(false);
    }

    private MemoryDisk after(boolean powerFailed) {
        lock.lock();
        try {
            crashed = true;
            MemoryDisk next = new MemoryDisk(random.nextLong());
            next.deaf = deaf;
            if (!powerFailed) {
                next.names.putAll(names);
                next.durableNames.putAll(durableNames);
                return next;
            }
            Map<Path, Node> kept = new LinkedHashMap<>(durableNames);
            names.forEach((path, node) -> {
                if (random.nextBoolean()) {
                    kept.put(path, node);
                }
            });
            durableNames.keySet().stream()
                    .filter(path -> !names.containsKey(path) && random.nextBoolean())
                    .forEach(kept::remove);
            kept.keySet().removeIf(path -> !reachable(path, kept));
            kept.forEach((path, node) -> {
                Node whatIsLeft = new Node();
                whatIsLeft.content = survivors(node);
                whatIsLeft.durable = whatIsLeft.content;
                next.names.put(path, whatIsLeft);
                next.durableNames.put(path, whatIsLeft);
            });
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a name's directory is there, or is one that was never made here. */
    private boolean reachable(Path path, Map<Path, Node> kept) {
        Path parent = path.getParent();
        return parent == null
                || (kept.containsKey(parent) && reachable(parent, kept))
                || (!names.containsKey(parent) && !durableNames.containsKey(parent));
    }

    private byte[] survivors(Node node) {
        List<Change> order = new ArrayList<>(node.pending);
        if (random.nextInt(4) == 0) {
            Collections.shuffle(order, new java.util.Random(random.nextLong()));
        }
        byte[] content = node.durable;
        int all = random.nextInt(4);
        for (Change change : order) {
            int luck = all == 0 ? 0 : random.nextInt(3);
            if (luck == 0) {
                content = change.appliedTo(content);
            } else if (luck == 1 && !change.cut) {
                content = change.torn(random).appliedTo(content);
            }
        }
        return content;
    }

    private Node node(Path file) {
        Node node = names.get(file);
        if (node == null) {
            throw new IllegalArgumentException(file + " is not there");
        }
        return node;
    }

    private void operation(Kind kind, Path path) throws IOException {
        if (crashed) {
            throw new IOException("the power is off");
        }
        if (faults.fails(operations.getAndIncrement(), kind, path)) {
            throw new IOException(kind + " failed");
        }
    }

    @Override
    public LogFile open(Path path) throws IOException {
        operation(Kind.OPEN, path);
        lock.lock();
        try {
            return new File(path, names.computeIfAbsent(path, p -> new Node()));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public LogFile openToRead(Path path) throws IOException {
        operation(Kind.OPEN, path);
        lock.lock();
        try {
            if (!names.containsKey(path)) {
                throw new FileNotFoundException(path.toString());
            }
            return new File(path, node(path));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean exists(Path file) {
        lock.lock();
        try {
            return names.containsKey(file);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        operation(Kind.LIST, directory);
        lock.lock();
        try {
            if (!names.containsKey(directory)) {
                throw new NoSuchFileException(directory.toString());
            }
            return names.keySet().stream()
                    .filter(path -> directory.equals(path.getParent()))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void makeDirectory(Path directory) throws IOException {
        if (!exists(directory)) {
            operation(Kind.MAKE, directory);
        }
        lock.lock();
        try {
            names.computeIfAbsent(directory, made -> new Node());
        } finally {
            lock.unlock();
        }
        force(Objects.requireNonNull(directory.getParent(), "the root is never made"));
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        operation(Kind.MOVE, from);
        lock.lock();
        try {
            names.put(to, node(from));
            names.remove(from);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void remove(Path file) throws IOException {
        operation(Kind.REMOVE, file);
        lock.lock();
        try {
            names.remove(file);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void force(Path directory) throws IOException {
        operation(Kind.FORCE_DIRECTORY, directory);
        lock.lock();
        try {
            if (!deaf) {
                durableNames.keySet().removeIf(p -> directory.equals(p.getParent()) && !names.containsKey(p));
                names.forEach((path, node) -> {
                    if (directory.equals(path.getParent())) {
                        durableNames.put(path, node);
                    }
                });
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Closeable hold(Path directory) throws IOException {
        if (held) {
            throw new IOException("held");
        }
        held = true;
        return () -> held = false;
    }

    /** How much of a write gets through that fails; a sector is written whole or not at all. */
    private int part(int length) {
        return length <= SECTOR ? 0 : random.nextInt(length);
    }

    private final class File implements LogFile {

        private final Path path;
        private final Node node;

        File(Path path, Node node) {
            this.path = path;
            this.node = node;
        }

        @Override
        public int read(long at, byte[] into, int from, int length) throws IOException {
            operation(Kind.READ, path);
            lock.lock();
            try {
                int there = (int) Math.min(length, node.content.length - at);
                if (there <= 0) {
                    return -1;
                }
                System.arraycopy(node.content, (int) at, into, from, there);
                return there;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void write(long at, byte[] bytes) throws IOException {
            int part = bytes.length;
            try {
                operation(Kind.WRITE, path);
                part = (int) Math.max(0, Math.min(part, free(at)));
                if (part < bytes.length) {
                    throw new IOException("No space left on device");
                }
            } catch (IOException e) {
                part = part < bytes.length ? part : part(bytes.length);
                throw e;
            } finally {
                change(new Change(at, Arrays.copyOf(bytes, part), false));
            }
        }

        private long free(long at) {
            lock.lock();
            try {
                long used =
                        names.values().stream().mapToLong(n -> n.content.length).sum();
                return room - used + Math.max(0, node.content.length - at);
            } finally {
                lock.unlock();
            }
        }

        private void change(Change change) {
            lock.lock();
            try {
                if (!crashed) {
                    node.change(change);
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void force() throws IOException {
            forces.incrementAndGet();
            boolean failed = true;
            try {
                operation(Kind.FORCE, path);
                failed = false;
            } finally {
                settle(failed);
            }
        }

        /** After a force that failed the pages are clean, whether or not they were written. */
        private void settle(boolean failed) {
            lock.lock();
            try {
                if (!crashed && !deaf) {
                    byte[] content = node.durable;
                    for (Change change : node.pending) {
                        content = change.appliedTo(content);
                    }
                    node.durable = failed ? survivors(node) : content;
                    node.pending.clear();
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void truncate(long length) throws IOException {
            operation(Kind.TRUNCATE, path);
            change(new Change(length, new byte[0], true));
        }

        @Override
        public long length() throws IOException {
            operation(Kind.LENGTH, path);
            return node.content.length;
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
