package org.heeded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.heeded.model.Decision;
import org.heeded.model.Party;
import org.heeded.model.PartyId;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.SubjectId;
import org.heeded.model.Text;
import org.heeded.privacy.InMemoryKeyStore;
import org.junit.jupiter.api.Test;

/** Personal texts are on the disk only sealed, and their keys only beside the log. */
class PersonalTextTest extends FacadeFixture {

    private static final SubjectId SUBJECT = new SubjectId("s1");
    private static final String NAME = "Änne Søren-\"Lima\"";
    private static final String EMAIL = "aenne@example.org";
    private static final String REASON = "Her leave begins in May";

    private Path keys() {
        return temp.resolve("decisions.keys");
    }

    private static Party anne() {
        return Party.marketer("ana").name(new Text.Personal(SUBJECT, NAME)).email(new Text.Personal(SUBJECT, EMAIL));
    }

    private static String escaped(String words) {
        StringBuilder escaped = new StringBuilder();
        words.chars().forEach(c -> escaped.append(c < 128 ? String.valueOf((char) c) : String.format("\\u%04x", c)));
        return escaped.toString();
    }

    /** The files under a directory in which some words stand, in any form in which a program might have written them. */
    private static List<Path> holding(Path directory, String words) throws IOException {
        List<String> forms = Stream.of(words, escaped(words), escaped(words).toUpperCase(Locale.ROOT))
                .flatMap(w -> Stream.of(w, w.replace("\"", "\\\"")))
                .distinct()
                .toList();
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> {
                        String bytes = new String(read(file), StandardCharsets.ISO_8859_1);
                        return forms.stream()
                                .map(f -> new String(f.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
                                .anyMatch(bytes::contains);
                    })
                    .toList();
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void noFileHoldsAWordOfThemAndTheKeysAreMadeWithTheFirst() throws IOException {
        try (DecisionLog log = open(Kept.IN_FILES)) {
            Engagement acme = log.engagement("acme");
            acme.propose(
                    new ProposalId("p1"),
                    new PartyId("ana"),
                    Proposal.of("Größere \"Seite\"").on(day("2026-01-02")));
            assertThat(keys()).doesNotExist();

            acme.join(anne());
            assertThat(keys()).isDirectory();
            acme.decide(
                    new ProposalId("p1"),
                    new PartyId("owner"),
                    Decision.declined().because(new Text.Personal(SUBJECT, REASON)));
        }
        for (String words : List.of(NAME, EMAIL, REASON, "Änne", "Søren")) {
            assertThat(holding(temp, words)).as(words.length() + " characters").isEmpty();
        }
        assertThat(holding(temp, "Größere \"Seite\""))
                .as("a text in clear is found, so the search can find")
                .isNotEmpty();
        assertThat(directory()).isNotEqualTo(keys().getParent());
        try (Stream<Path> inLog = Files.walk(directory())) {
            assertThat(inLog).noneMatch(p -> p.toString().endsWith(".key"));
        }
    }

    @Test
    void theLogOpenedAgainReadsAndKnowsTheSameWords() {
        String before;
        try (DecisionLog log = open(Kept.IN_FILES)) {
            Engagement acme = log.engagement("acme");
            acme.join(anne());
            acme.propose(
                    new ProposalId("p1"),
                    new PartyId("ana"),
                    Proposal.UNTITLED.title(new Text.Personal(SUBJECT, NAME)));
            before = json(log.report());
        }
        try (DecisionLog log = open(Kept.IN_FILES)) {
            assertThat(json(log.report())).isEqualTo(before).doesNotContain("Søren");
            log.engagement("acme").join(anne());
            assertThat(log.end().value()).as("the same name, by its words").isEqualTo(2);
            log.engagement("acme").join(anne().name(new Text.Personal(SUBJECT, "Anne Lima")));
            assertThat(log.end().value()).isEqualTo(3);
            assertThat(log.report().toText()).doesNotContain("Søren");
            assertThat(log.waiting()).singleElement().asString().doesNotContain("Søren");
        }
    }

    @Test
    void aLogWithoutPersonalTextsMakesNoKeys() {
        for (int i = 0; i < 2; i++) {
            try (DecisionLog log = open(Kept.IN_FILES)) {
                log.engagement("acme").client("owner");
                log.report().toText();
            }
        }
        assertThat(keys()).doesNotExist();
    }

    @Test
    void keysKeptElsewhereAreNotLookedForBesideTheLog() {
        InMemoryKeyStore elsewhere = new InMemoryKeyStore();
        for (int i = 0; i < 2; i++) {
            try (DecisionLog log = DecisionLog.open(directory(), options.keys(elsewhere))) {
                log.engagement("acme").join(anne());
                assertThat(log.end().value()).isOne();
            }
        }
        assertThat(keys()).doesNotExist();
        assertThat(elsewhere.find(SUBJECT)).isPresent();
        assertThat(options.keys()).isEqualTo(Optional.empty());
    }

    @Test
    void readingASealedTextWithoutKeysMakesNone() throws IOException {
        try (DecisionLog log = open(Kept.IN_FILES)) {
            log.engagement("acme").join(anne());
        }
        Files.move(keys(), temp.resolve("away"));
        try (DecisionLog log = open(Kept.IN_FILES)) {
            assertThat(log.report().figures().scope().engagements()).isOne();
            log.engagement("acme").client("owner");
            assertThat(all(log)).hasSize(2);
        }
        assertThat(keys()).doesNotExist();
    }
}
