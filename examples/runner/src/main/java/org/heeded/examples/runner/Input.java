package org.heeded.examples.runner;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that can be read more than once: standard input ({@code -}) and pipes are kept in a temporary file until closed.
 *
 * @param path where it can be read
 * @param temporary the directory that goes when this is closed, if there is one
 */
record Input(Path path, Optional<Path> temporary) implements AutoCloseable {

    static Input of(Path file) throws IOException {
        if (file.toString().equals("-")) {
            return kept(System.in);
        }
        if (Files.notExists(file) || Files.isRegularFile(file) || Files.isDirectory(file)) {
            return new Input(file, Optional.empty());
        }
        try (InputStream pipe = Files.newInputStream(file)) {
            return kept(pipe);
        }
    }

    private static Input kept(InputStream in) throws IOException {
        Path directory = Files.createTempDirectory("heeded");
        Input input = new Input(directory.resolve("input"), Optional.of(directory));
        try {
            Files.copy(in, input.path());
            return input;
        } catch (IOException e) {
            input.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        if (temporary.isPresent()) {
            Files.deleteIfExists(path);
            Files.deleteIfExists(temporary.get());
        }
    }
}
