package org.heeded.log;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Another process with the class path of this one, quick to start. */
final class Child {

    private Child() {}

    /**
     * Starts a process.
     *
     * @param before what stands before the name of the Java program, such as a tracer and its options
     * @param options for the virtual machine
     * @param main what it runs
     */
    static ProcessBuilder of(List<String> before, List<String> options, Class<?> main, String... args) {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dslf4j.internal.verbosity=WARN",
                "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), main.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    static Process start(Class<?> main, String... args) throws IOException {
        return of(List.of(), List.of(), main, args).start();
    }

    /** All that this process reads classes from, as a class path: a child runs without modules. */
    static String classPath() {
        return Stream.of(
                        root(Store.class).toString(),
                        root(Child.class).toString(),
                        System.getProperty("jdk.module.path", ""),
                        System.getProperty("java.class.path", ""))
                .filter(path -> !path.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The directory of class files that a class was loaded from, be it in a module or not. */
    static Path root(Class<?> type) {
        try {
            String file = type.getName().replace('.', '/') + ".class";
            String path = Path.of(
                            Objects.requireNonNull(type.getResource("/" + file)).toURI())
                    .toString();
            return Path.of(path.substring(0, path.length() - file.length()));
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
