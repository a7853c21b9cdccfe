package org.heeded.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A headless Chromium over its DevTools protocol: opens a file, looks, asks, and remembers all it wanted from outside. */
final class Chromium implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 120;
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on (ws://\\S+)");

    private final Process process;
    private final WebSocket socket;
    private final BlockingQueue<Map<?, ?>> answers = new LinkedBlockingQueue<>();
    private final List<Map<?, ?>> events = new ArrayList<>();
    private final String session;
    private int asked;

    private Chromium(String binary, Path profile) throws IOException {
        process = new ProcessBuilder(
                        binary,
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .start();
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(address()), new Listener())
                .join();
        String target = text(ask("Target.createTarget", Map.of("url", "about:blank")), "targetId");
        session = text(ask("Target.attachToTarget", Map.of("targetId", target, "flatten", true)), "sessionId");
        for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
            ask(domain + ".enable", Map.of());
        }
    }

    /** The browser where one is installed. */
    static Optional<Chromium> start(Path profile) throws IOException {
        Optional<String> binary = Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
        return binary.isEmpty() ? Optional.empty() : Optional.of(new Chromium(binary.get(), profile));
    }

    private String address() throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                return listening.group(1);
            }
        }
        throw new IOException("the browser ended before it listened");
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                answers.add((Map<?, ?>) Json.read(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    private Map<?, ?> ask(String method, Map<String, ?> parameters) {
        int id = ++asked;
        Map<String, Object> message =
                new java.util.LinkedHashMap<>(Map.of("id", id, "method", method, "params", parameters));
        if (asked > 2) {
            message.put("sessionId", session);
        }
        socket.sendText(Json.write(message), true).join();
        while (true) {
            Map<?, ?> answer = next();
            if (answer.get("id") instanceof Number number && number.intValue() == id) {
                assertThat(answer.get("error")).as(method).isNull();
                return part(answer, "result");
            }
            events.add(answer);
        }
    }

    private static Map<?, ?> part(Map<?, ?> of, String name) {
        return (Map<?, ?>) Objects.requireNonNull(of.get(name), name);
    }

    private static String text(Map<?, ?> of, String name) {
        return (String) Objects.requireNonNull(of.get(name), name);
    }

    private Map<?, ?> next() {
        try {
            Map<?, ?> answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (answer == null) {
                throw new IllegalStateException("the browser has not answered for " + PATIENCE_SECONDS + " seconds");
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Opens a file at a width, on a screen or on paper, light or dark. */
    void open(Path file, int width, String media, String scheme) {
        events.clear();
        ask(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        ask(
                "Emulation.setEmulatedMedia",
                Map.of("media", media, "features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        ask("Page.navigate", Map.of("url", file.toUri().toString()));
        while (events.stream().noneMatch(e -> "Page.loadEventFired".equals(e.get("method")))) {
            events.add(next());
        }
    }

    /** What a script of the test says; a page's own would be refused. */
    @Nullable
    Object evaluate(String expression) {
        Map<?, ?> answer =
                ask("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        assertThat(answer.get("exceptionDetails")).isNull();
        return part(answer, "result").get("value");
    }

    /** The addresses of all that the page asked for, itself included. */
    List<String> requests() {
        return events.stream()
                .filter(e -> "Network.requestWillBeSent".equals(e.get("method")))
                .map(e -> text(part(part(e, "params"), "request"), "url"))
                .toList();
    }

    /** What the page or the browser said on the console. */
    List<Map<?, ?>> console() {
        List<String> talk = List.of("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded");
        return events.stream()
                .filter(e -> talk.contains((String) e.get("method")))
                .toList();
    }

    void screenshot(Path to) {
        Map<?, ?> shot = ask("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
        write(to, text(shot, "data"));
    }

    void pdf(Path to) {
        write(to, text(ask("Page.printToPDF", Map.of("preferCSSPageSize", true)), "data"));
    }

    private static void write(Path to, String base64) {
        try {
            Files.createDirectories(to.getParent());
            Files.write(to, Base64.getDecoder().decode(base64));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        socket.abort();
        process.destroy();
        try {
            process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
