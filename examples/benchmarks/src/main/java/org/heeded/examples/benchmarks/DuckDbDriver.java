package org.heeded.examples.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.duckdb.DuckDBDriver;

/**
 * DuckDB's driver unpacks its library, 70 MB, at each start of a process. DuckDB itself does not do that, so it is unpacked
 * here once and for all, and the processes that are measured find it ready.
 */
final class DuckDbDriver {

    private static final String LIBRARY = "libduckdb_java";

    private DuckDbDriver() {}

    /** The options of a JVM that finds all classes of this one, and DuckDB's library unpacked in a directory. */
    static List<String> unpackedIn(Path directory) {
        Path jar = jar();
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT).equals("aarch64") ? "arm64" : "amd64";
        Path lean = directory.resolve("duckdb-classes.jar");
        Path library = directory.resolve(System.mapLibraryName("duckdb_java"));
        try (ZipFile whole = new ZipFile(jar.toFile())) {
            ZipEntry packed = whole.getEntry(LIBRARY + ".so_linux_" + arch);
            Files.createDirectories(directory);
            try (InputStream in = whole.getInputStream(packed)) {
                Files.copy(in, library, StandardCopyOption.REPLACE_EXISTING);
            }
            copyClasses(whole, lean);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(element -> Path.of(element).equals(jar) ? lean.toString() : element)
                .collect(Collectors.joining(File.pathSeparator));
        return List.of("-cp", classPath, "-Djava.library.path=" + directory);
    }

    private static Path jar() {
        try {
            return Path.of(DuckDBDriver.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copyClasses(ZipFile whole, Path lean) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(lean))) {
            for (ZipEntry entry : whole.stream()
                    .filter(e -> !e.isDirectory() && !e.getName().startsWith(LIBRARY))
                    .toList()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                try (InputStream in = whole.getInputStream(entry)) {
                    long unused = in.transferTo(out);
                }
            }
        }
    }
}
