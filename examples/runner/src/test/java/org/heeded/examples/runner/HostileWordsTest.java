package org.heeded.examples.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.heeded.examples.runner.Ran.heeded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.heeded.DecisionLog;
import org.heeded.model.Party;
import org.heeded.model.Proposal;
import org.heeded.model.Role;
import org.heeded.model.SubjectId;
import org.heeded.model.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No word of a log, a file or an argument reaches the terminal as a command to it. */
class HostileWordsTest {

    /** Clears the screen, sets its title, goes back a line, turns the direction of writing; also in the 8-bit form. */
    private static final String HOSTILE =
            "\u001b[2J\u001b]0;owned\u0007\u009b2J\u202egnitirw\u2066\u200f\u2028\u0085\b";

    private static final Pattern COMMAND = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\n]]");

    @TempDir
    private Path directory;

    private static void harmless(Ran ran) {
        assertThat(COMMAND.matcher(ran.out()).find()).as(ran.out()).isFalse();
        assertThat(COMMAND.matcher(ran.err()).find()).as(ran.err()).isFalse();
    }

    private String csv(String title) throws IOException {
        return Files.writeString(directory.resolve("decisions.csv"), """
                client,channel,title,proposed_at,decision,decided_at,reason,tags
                acme\u202e,ppc\u202e,"%s",2026-01-12,,,,season=x\u202e
                acme\u202e,ppc\u202e,"b %s",2026-01-13,FOLLOWED,2026-01-14,"%s",season=x\u202e
                """.formatted(title, title, title))
                .toString();
    }

    @Test
    void whatWaitsIsHarmless() throws IOException {
        String log = directory.resolve("log").toString();
        Ran imported = heeded("import", csv(HOSTILE), "--log", log);
        assertThat(imported.code()).as(imported.err()).isZero();
        harmless(imported);
        Ran waiting = heeded("waiting", "--log", log);
        assertThat(waiting.code()).isZero();
        assertThat(waiting.out()).contains("·[2J·]0;owned··2J·gnitirw");
        harmless(waiting);
        Ran verified = heeded("verify", "--log", log);
        assertThat(verified.out()).contains("acme·: entries ");
        harmless(verified);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "markdown", "html", "json"})
    void everyFormOfTheReportIsHarmless(String format) throws IOException {
        Ran ran = heeded(
                "report",
                "--csv",
                csv(HOSTILE),
                "--format",
                format,
                "--by",
                "channel,tag:season",
                "--audience",
                "internal");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("ppc");
        harmless(ran);
    }

    @Test
    void jsonKeepsTheWords() throws IOException {
        Ran ran = heeded("report", "--csv", csv("x"), "--format", "json");
        assertThat(Json.of(ran.out()).at("lenses.channel[0].key")).isEqualTo("ppc\u202e");
    }

    @Test
    void messagesQuoteCellsHeadersNamesAndArgumentsHarmlessly() throws IOException {
        String head = "client,title,decision,stake,currency,outcome\n";
        List<String> files = new ArrayList<>();
        for (String row : List.of(
                "acme,x," + HOSTILE + ",,,\n",
                "acme,x,,\"" + HOSTILE + "\",,\n",
                "acme,x,,5," + HOSTILE + ",\n",
                "acme,x,,,,\"" + HOSTILE + "\nline\"\n",
                HOSTILE + ",x,,,,\n")) {
            files.add(head + row);
        }
        files.add("client," + HOSTILE + ",title," + HOSTILE + "\nacme,a,b,c\n");
        files.add(HOSTILE + "\nacme\n");
        files.add(head.replace("title", "title,mood" + HOSTILE) + "acme,x,good,,,,\n");
        int refused = 0;
        for (String file : files) {
            Path csv = Files.writeString(directory.resolve("bad.csv"), file);
            Ran ran = heeded("report", "--csv", csv.toString());
            harmless(ran);
            harmless(heeded(
                    "import", csv.toString(), "--log", directory.resolve("none").toString(), "--good-rows-only"));
            refused += ran.code() == 2 ? 1 : 0;
        }
        assertThat(refused).isGreaterThanOrEqualTo(6);
        String name = HOSTILE.replace("\b", "");
        for (List<String> args : List.of(
                List.of("report", "--csv", name),
                List.of("report", "--csv", csv("x"), "--client", name),
                List.of("report", "--csv", csv("x"), "--by", name),
                List.of("report", "--csv", csv("x"), "--as-of", name),
                List.of("report", "--csv", csv("x"), "--columns", name),
                List.of("report", "--csv", csv("x"), "--out", name + "/x"),
                List.of("report", "--format", name),
                List.of("waiting", "--log", name, "--verbose"),
                List.of("check", name),
                List.of("check", csv(HOSTILE), "--key", name),
                List.of("disclose", "--log", name, "--engagement", "x"),
                List.of(name))) {
            Ran ran = heeded(args.toArray(String[]::new));
            assertThat(ran.code()).as(args.toString()).isEqualTo(2);
            harmless(ran);
        }
    }

    @Test
    void whatIsDisclosedIsCheckedHarmlessly() throws IOException {
        Path log = directory.resolve("log");
        try (DecisionLog open = DecisionLog.open(log)) {
            var engagement = open.engagement("acme\u202e");
            engagement.join(Party.marketer("ana\u202e").name(new Text.Personal(new SubjectId("s1"), "Ana " + HOSTILE)));
            engagement.propose(engagement.marketer("ben", Role.SPECIALIST), Proposal.of("Pages " + HOSTILE));
        }
        String file = directory.resolve("bundle").toString();
        Ran disclosed = heeded(
                "disclose",
                "--log",
                log.toString(),
                "--engagement",
                "acme\u202e",
                "--origin",
                "agency.example",
                "--open",
                "all",
                "--out",
                file);
        assertThat(disclosed.code()).as(disclosed.err()).isZero();
        harmless(disclosed);
        var key = Pattern.compile("KEY is (\\S+)").matcher(disclosed.err());
        assertThat(key.find()).isTrue();
        String trust = directory.resolve("trust").toString();
        Ran checked = heeded("check", file, "--key", key.group(1), "--trust", trust);
        assertThat(checked.code()).as(checked.out()).isZero();
        assertThat(checked.out()).contains("name: Ana ·[2J");
        harmless(checked);
        Path damaged = Files.writeString(
                directory.resolve("damaged"),
                Files.readString(Path.of(file), UTF_8).replace("ben", "b\u009b"));
        Ran refused = heeded("check", damaged.toString(), "--key", key.group(1), "--trust", trust);
        assertThat(refused.code()).isEqualTo(1);
        harmless(refused);
    }

    @Test
    void longAndWideTitlesFitTheTerminal() throws IOException {
        for (String title : List.of(
                "漢".repeat(300), "😀✅".repeat(90), "e\u0301".repeat(300), "word ".repeat(200), "한국어 ".repeat(60))) {
            Path log = directory.resolve("log" + Integer.toHexString(title.hashCode()));
            heeded("import", csv(title), "--log", log.toString());
            Ran waiting = heeded("waiting", "--log", log.toString());
            assertThat(waiting.out().lines()).hasSize(6).allMatch(line -> Columns.of(line) <= 80);
            assertThat(waiting.out().lines()).anyMatch(line -> Columns.of(line) >= 79);
            assertThat(heeded("report", "--log", log.toString()).out().lines())
                    .allMatch(line -> Columns.of(line) <= 80);
        }
    }
}
