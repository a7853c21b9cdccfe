package org.heeded.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {

    @TempDir
    private Path directory;

    private final SigningKey key = SigningKey.generate("agency.example/decisions");

    @Test
    void isReadFromTheFileItWasWrittenTo() throws IOException {
        Path file = directory.resolve("signer");
        key.write(file);
        assertThat(SigningKey.read(file).secret()).isEqualTo(key.secret());
        assertThatThrownBy(() -> key.write(file)).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void aFileThatOthersMayReadIsRefused() throws IOException {
        Path file = directory.resolve("signer");
        Assumptions.assumeTrue(WholeFile.posix(file), "this platform has no POSIX permissions to check");
        key.write(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> SigningKey.read(file)).hasMessageContaining("chmod 600");
    }

    @Test
    void neverShowsItsSecretByAccident() throws IOException {
        assertThat(key).hasToString(key.key().toString());
        Path file = directory.resolve("signer");
        key.write(file);
        String secret = key.secret();
        String seed = secret.substring(secret.length() - 44); // Base64, which may hold the '+' that parts the fields
        for (String damaged : new String[] {secret, secret + "x\n", secret.substring(1) + "\n", secret + "\n\n"}) {
            Files.writeString(file, damaged);
            assertThatThrownBy(() -> SigningKey.read(file))
                    .isInstanceOf(EvidenceException.class)
                    .message()
                    .doesNotContain(seed.substring(0, 10));
        }
    }

    @Test
    void aDamagedSecretIsRefused() {
        String secret = key.secret();
        for (int i = 0; i < secret.length(); i++) {
            String other = secret.substring(0, i) + (char) (secret.charAt(i) + 1) + secret.substring(i + 1);
            assertThatThrownBy(() -> SigningKey.parse(other))
                    .as("character " + i)
                    .isInstanceOf(EvidenceException.class);
        }
    }
}
