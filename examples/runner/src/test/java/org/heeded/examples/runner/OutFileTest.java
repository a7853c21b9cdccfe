package org.heeded.examples.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutFileTest {

    @TempDir
    private Path directory;

    private Path old(String text) throws IOException {
        return Files.writeString(directory.resolve("report.html"), text);
    }

    @Test
    void whatFailsInTheMiddleLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = old("the old one");
        assertThatThrownBy(() -> OutFile.stream(file, out -> {
                    out.write("half of the new o".getBytes(UTF_8));
                    out.flush();
                    assertThat(file).hasContent("the old one");
                    throw new IOException("no space left");
                }))
                .hasMessageContaining("report.html")
                .hasMessageContaining("no space left");
        assertThat(file).hasContent("the old one");
        assertThat(directory).isDirectoryNotContaining(other -> !other.equals(file));

        Path fresh = directory.resolve("fresh");
        assertThatThrownBy(() -> OutFile.stream(fresh, out -> {
                    throw new IllegalStateException("a fault");
                }))
                .hasMessage("a fault");
        assertThat(directory).isDirectoryNotContaining(other -> !other.equals(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "rw-rw-rw-", "rwxr-x---"})
    void theOldFilesPermissionsStay(String permissions) throws IOException {
        Path file = old("old");
        assumeTrue(file.getFileSystem().supportedFileAttributeViews().contains("posix"), "no POSIX permissions here");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        OutFile.write(file, "new");
        assertThat(file).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo(permissions);
    }

    @Test
    void aNewFileIsAsReadableAsAnyOther() throws IOException {
        Path file = directory.resolve("new.html");
        assumeTrue(file.getFileSystem().supportedFileAttributeViews().contains("posix"), "no POSIX permissions here");
        OutFile.write(file, "new");
        Path any = Files.writeString(directory.resolve("any"), "");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(any));
    }

    @Test
    void aLinkStaysALinkAndItsTargetIsReplaced() throws IOException {
        Path file = old("old");
        Path elsewhere = Files.createDirectory(directory.resolve("www"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("latest.html"), Path.of("..", "report.html"));
        OutFile.write(link, "new");
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
        assertThat(elsewhere)
                .isDirectoryContaining(link::equals)
                .isDirectoryNotContaining(other -> !other.equals(link));

        Path nowhere = Files.createSymbolicLink(directory.resolve("nowhere"), Path.of("gone"));
        assertThatThrownBy(() -> OutFile.write(nowhere, "new"))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("is a link to what is not there");
        assertThat(nowhere).isSymbolicLink();
    }

    @Test
    void aDirectoryThatIsMissingOrInTheWayIsSaid() throws IOException {
        assertThatThrownBy(() -> OutFile.write(directory.resolve("a").resolve("b.txt"), "x"))
                .hasMessageContaining("there is no directory " + directory.resolve("a"))
                .hasMessageContaining("make it first");
        assertThat(directory).isEmptyDirectory();
        assertThatThrownBy(() -> OutFile.write(directory, "x")).hasMessageContaining("is a directory");
        Path file = old("a file");
        assertThatThrownBy(() -> OutFile.write(file.resolve("b.txt"), "x"))
                .hasMessageContaining("there is no directory " + file);
    }

    @Test
    void aLongNameIsNoObstacle() throws IOException {
        Path file = directory.resolve("r".repeat(250) + ".txt");
        OutFile.write(file, "new");
        assertThat(file).hasContent("new");
    }

    @Test
    void aDeviceIsWrittenToAndStays() throws IOException {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.isWritable(device), "there is no /dev/null here");
        OutFile.write(device, "x");
        assertThat(Files.isRegularFile(device)).isFalse();
    }
}
