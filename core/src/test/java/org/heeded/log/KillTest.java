package org.heeded.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.heeded.model.Circumstances;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Event;
import org.heeded.model.Text;
import org.heeded.privacy.InMemoryKeyStore;
import org.heeded.privacy.Sealer;
import org.junit.jupiter.api.Test;

/**
 * A process that writes with 8 to 32 threads is killed, again and again: what it had acknowledged is there, each thread's
 * entries in their order and without a gap, groups whole.
 */
class KillTest extends LogFixture {

    private static final int KILLS = 100;
    /** How many processes write one log in turn before the next log is begun. */
    private static final int A_LOG = 10;

    /** What the process runs: a number and a line feed for each group that was acknowledged. */
    static final class WriterProcess {

        private WriterProcess() {}

        public static void main(String[] args) throws IOException {
            String name = args[0];
            boolean lying = args[1].equals("lying");
            OutputStream out = new FileOutputStream(FileDescriptor.out);
            out.write('.');
            int threads = System.in.read();
            Path log = Path.of(new String(System.in.readAllBytes(), StandardCharsets.UTF_8));
            Store store = JsonLinesStore.open(
                    log, Clock.systemUTC(), AppendPolicy.LENIENT, new Sealer(new InMemoryKeyStore()));
            for (int t = 0; t < threads; t++) {
                String mine = name + "-" + t;
                new Thread(() -> write(store, mine, lying, out)).start();
            }
        }

        /** As {@link #milestone}, without loading the classes of the test. */
        private static Draft draft(String what) {
            return Draft.of(EngagementId.of("acme"), new Event.Milestone(Text.of(what), Circumstances.NONE));
        }

        private static void write(Store store, String mine, boolean lying, OutputStream out) {
            try {
                for (int i = 0; ; i++) {
                    byte[] acknowledged = (mine + " " + i + "\n").getBytes(StandardCharsets.UTF_8);
                    if (lying) {
                        out.write(acknowledged);
                    }
                    store.append(List.of(draft(mine + " " + i + " one"), draft(mine + " " + i + " two")));
                    if (!lying) {
                        out.write(acknowledged);
                    }
                }
            } catch (IOException e) {
                System.exit(1);
            }
        }
    }

    /** What the process runs that is killed while it opens and closes: an entry and a snapshot, again and again. */
    static final class ReopeningProcess {

        private ReopeningProcess() {}

        public static void main(String[] args) throws IOException {
            OutputStream out = new FileOutputStream(FileDescriptor.out);
            JsonLinesStore.Settings settings =
                    new JsonLinesStore.Settings(new LocalDisk(), 3000, 1024, Duration.ofSeconds(5), false, 1);
            for (int i = 0; ; i++) {
                try (Store store = JsonLinesStore.open(
                        Path.of(args[0]),
                        Clock.systemUTC(),
                        AppendPolicy.LENIENT,
                        new Sealer(new InMemoryKeyStore()),
                        settings)) {
                    store.append(List.of(WriterProcess.draft("e" + i)));
                    out.write('.');
                }
            }
        }
    }

    private static Process ready(int run, boolean lying) throws IOException {
        return Child.start(WriterProcess.class, "run" + run, lying ? "lying" : "true");
    }

    /** Kills a process in the middle of its work; the last number that each thread of it had acknowledged. */
    private static Map<String, Integer> kill(Process process, Path log, SplittableRandom random) throws Exception {
        assertThat(process.getInputStream().read()).isEqualTo('.');
        try (OutputStream to = process.getOutputStream()) {
            to.write(random.nextInt(8, 33));
            to.write(log.toString().getBytes(StandardCharsets.UTF_8));
        }
        Map<String, Integer> acknowledged = new HashMap<>();
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            int wanted = 1 + random.nextInt(300);
            int heard = 0;
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                String[] words = line.split(" ", -1);
                acknowledged.put(words[0], Integer.parseInt(words[1]));
                if (++heard == wanted) {
                    process.toHandle().destroyForcibly(); // the process itself would close what it said
                }
            }
        }
        assertThat(process.waitFor()).isEqualTo(128 + 9);
        return acknowledged;
    }

    private static void check(List<Recorded> recovered, Map<String, Integer> acknowledged) {
        Map<String, Integer> next = new HashMap<>();
        for (int i = 0; i < recovered.size(); i += 2) {
            String[] words = what(recovered.get(i)).split(" ", -1);
            assertThat(words).containsExactly(words[0], "" + next.getOrDefault(words[0], 0), "one");
            assertThat(what(recovered.get(i + 1))).isEqualTo(words[0] + " " + words[1] + " two");
            next.merge(words[0], 1, Integer::sum);
        }
        acknowledged.forEach((thread, last) -> assertThat(next.getOrDefault(thread, 0))
                .as("entries of %s", thread)
                .isGreaterThan(last));
    }

    private void killAndCheck(int kills, boolean lying) throws Exception {
        SplittableRandom random = new SplittableRandom(11);
        Map<String, Integer> acknowledged = new HashMap<>();
        List<Process> processes = new ArrayList<>();
        try {
            processes.add(ready(0, lying));
            for (int run = 0; run < kills; run++) {
                processes.add(ready(run + 1, lying));
                Path log = temp.resolve("log" + run / A_LOG);
                if (run % A_LOG == 0) {
                    acknowledged.clear();
                }
                acknowledged.putAll(kill(processes.get(run), log, random));
                try (Store store = JsonLinesStore.open(log, clock, AppendPolicy.LENIENT, sealer)) {
                    check(all(store), acknowledged);
                }
            }
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    @Test
    void whatWasAcknowledgedSurvivesEveryKill() throws Exception {
        killAndCheck(KILLS, false);
    }

    @Test
    void aKillInTheMiddleOfASnapshotLosesNothing() throws Exception {
        SplittableRandom random = new SplittableRandom(12);
        int acknowledged = 0;
        long resumed = 0;
        for (int run = 0; run < KILLS / 10; run++) {
            Process process = Child.start(ReopeningProcess.class, log().toString());
            int wanted = random.nextInt(10, 40);
            InputStream said = process.getInputStream();
            for (int heard = 0; said.read() == '.'; acknowledged++) {
                if (++heard == wanted) {
                    LockSupport.parkNanos(random.nextInt(3_000_000));
                    process.toHandle().destroyForcibly();
                }
            }
            assertThat(process.waitFor()).isEqualTo(128 + 9);
            try (JsonLinesStore store = reopen()) {
                resumed += store.recovery().resumed();
                assertThat(all(store)).hasSizeGreaterThanOrEqualTo(acknowledged);
                acknowledged = all(store).size();
            }
        }
        assertThat(resumed).isPositive();
    }

    @Test
    void aWriterThatAcknowledgesTooEarlyIsFoundOut() {
        assertThatThrownBy(() -> killAndCheck(KILLS, true)).isInstanceOf(AssertionError.class);
    }
}
