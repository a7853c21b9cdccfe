package org.heeded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import org.heeded.report.Audience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

    @TempDir
    Path temp;

    @Test
    void theReportIsWrittenOverWhatWasThereAndLeavesNothingBeside() throws IOException {
        Path file = temp.resolve("acme.html");
        Files.writeString(file, "old");
        try (DecisionLog log = DecisionLog.inMemory()) {
            log.report().writeHtml(file, Audience.SHARED);
            assertThat(file).content().startsWith("<!DOCTYPE html>").endsWith("</html>\n");
        }
        Path any = temp.resolve("any");
        Files.writeString(any, "");
        assertThat(Files.getFileAttributeView(file, PosixFileAttributeView.class) == null
                        || Files.getPosixFilePermissions(file).equals(Files.getPosixFilePermissions(any)))
                .as("others may read it as they may any file")
                .isTrue();
        Files.delete(any);
        try (var files = Files.list(temp)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void whatCannotBeWrittenIsSaidAndChangesNothing() throws IOException {
        Path directory = Files.createDirectories(temp.resolve("full/of/things"));
        assertThatThrownBy(() -> WholeFile.write(temp.resolve("full"), "text"))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(directory).exists();
        assertThatThrownBy(() -> WholeFile.write(temp.resolve("none/acme.html"), "text"))
                .isInstanceOf(UncheckedIOException.class);
        try (var files = Files.list(temp)) {
            assertThat(files).containsExactly(temp.resolve("full"));
        }
    }
}
