package org.heeded.examples.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.heeded.examples.runner.Ran.heeded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page of the demo that is checked in, and the picture of its first screen that the README shows. Both are made anew by
 *
 * <pre>mvn -pl core,examples/runner -Dtest=PictureTest -Dsurefire.failIfNoSpecifiedTests=false -Dheeded.picture test</pre>
 *
 * which needs a Chromium.
 */
class PictureTest {

    private static final Path DOCS = Path.of("..", "..", "core", "docs");
    private static final Path PAGE = DOCS.resolve("demo.html");
    private static final Path PICTURE = DOCS.resolve("demo.png");
    private static final int WIDTH = 960;
    private static final int HEIGHT = 640;

    private static String rendered() {
        Ran demo = heeded("demo", "--format", "html");
        assertThat(demo.code()).as(demo.err()).isZero();
        return demo.out();
    }

    @BeforeAll
    static void makeBothAnewIfAsked(@TempDir Path profile) throws IOException, InterruptedException {
        if (System.getProperty("heeded.picture") == null) {
            return;
        }
        Files.writeString(PAGE, rendered());
        Process browser = new ProcessBuilder(
                        "chromium",
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--hide-scrollbars",
                        "--force-device-scale-factor=1",
                        "--user-data-dir=" + profile,
                        "--window-size=" + WIDTH + "," + HEIGHT,
                        "--screenshot=" + PICTURE.toAbsolutePath().normalize(),
                        PAGE.toRealPath().toUri().toString())
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("said").toFile())
                .start();
        assertThat(browser.waitFor()).isZero();
    }

    @Test
    void thePageThatIsCheckedInIsTheOneThatTheDemoMakesNow() throws IOException {
        assertThat(PAGE)
                .as("make it anew: see the comment on this class")
                .content(UTF_8)
                .isEqualTo(rendered());
    }

    @Test
    void thePictureIsSmallAndTheReadmeShowsItAndLinksToThePage() throws IOException {
        assertThat(Files.size(PICTURE)).isLessThan(150_000);
        var image = ImageIO.read(PICTURE.toFile());
        assertThat(List.of(image.getWidth(), image.getHeight())).containsExactly(WIDTH, HEIGHT);
        assertThat(Path.of("..", "..", "README.md")).content().contains("](core/docs/demo.png)](core/docs/demo.html)");
    }
}
