package org.heeded.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.heeded.model.Circumstances;
import org.heeded.model.CorruptException;
import org.heeded.model.Decision;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Entry;
import org.heeded.model.Event;
import org.heeded.model.Position;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.SubjectId;
import org.heeded.model.Text;
import org.heeded.privacy.InMemoryKeyStore;
import org.heeded.privacy.Sealer;
import org.heeded.testkit.RandomEvents;
import org.junit.jupiter.api.Test;

/** The seam for disclosing one sealed text without the rest. */
class SealedFieldTest {

    private static final EngagementId ACME = EngagementId.of("acme");
    private static final ProposalId P = ProposalId.of("p");
    private static final SubjectId ANA = SubjectId.of("ana");
    private static final SubjectId BEN = SubjectId.of("ben");

    private final Sealer sealer = new Sealer(new InMemoryKeyStore());
    private final Store store = InMemoryStore.open(Clock.systemUTC(), AppendPolicy.LENIENT, sealer);

    private Recorded append(Event event) {
        return store.append(List.of(Draft.of(ACME, event))).get(0);
    }

    private String opened(SealedField sealed) {
        byte[] key = sealer.fieldKey(ACME, sealed.field(), sealed.text()).orElseThrow();
        return Sealer.open(key, ACME, sealed.field(), sealed.text());
    }

    @Test
    void eachKeyOpensItsOwnFieldAndNoOther() {
        append(new Event.ProposalMade(P, Proposal.of("One page")));
        Recorded decided = append(new Event.DecisionMade(
                P,
                Decision.of(Decision.Kind.OVERRIDDEN)
                        .instead(new Text.Personal(ANA, "Ana's page"))
                        .because(new Text.Personal(BEN, "Ben is ill"))));
        Event corrected = new Event.DecisionMade(
                P,
                Decision.of(Decision.Kind.OVERRIDDEN)
                        .instead(new Text.Personal(ANA, "Ana's page"))
                        .because(new Text.Personal(BEN, "Ben is away")));
        Recorded correction = append(new Event.EntryCorrected(
                decided.entry().id(),
                corrected,
                store.changes(decided.entry().id(), corrected),
                new Text.Personal(BEN, "He said so"),
                Circumstances.NONE));

        List<SealedField> fields = decided.sealedFields();
        assertThat(fields).extracting(SealedField::field).containsExactly("alternative", "reason");
        assertThat(fields).extracting(f -> f.text().subject()).containsExactly(ANA, BEN);
        assertThat(fields).extracting(this::opened).containsExactly("Ana's page", "Ben is ill");
        assertThat(correction.sealedFields())
                .extracting(SealedField::field)
                .containsExactly("alternative", "reason", "reason");
        assertThat(correction.sealedFields())
                .extracting(this::opened)
                .containsExactly("Ana's page", "Ben is away", "He said so");

        List<SealedField> all = List.of(
                fields.get(0),
                fields.get(1),
                correction.sealedFields().get(0),
                correction.sealedFields().get(1),
                correction.sealedFields().get(2));
        for (SealedField one : all) {
            byte[] key = sealer.fieldKey(ACME, one.field(), one.text()).orElseThrow();
            for (SealedField other : all) {
                if (!one.equals(other)) {
                    assertThatThrownBy(() -> Sealer.open(key, ACME, other.field(), other.text()))
                            .isInstanceOf(CorruptException.class);
                }
            }
            byte[] wrong = key.clone();
            wrong[0] ^= 1;
            assertThatThrownBy(() -> Sealer.open(wrong, ACME, one.field(), one.text()))
                    .isInstanceOf(CorruptException.class);
            assertThat(Arrays.equals(key, wrong)).isFalse();
        }
    }

    @Test
    void everySealedTextOfEveryTypeIsListed() {
        RandomEvents random = new RandomEvents(17);
        Codec codec = new Codec(sealer);
        int seen = 0;
        for (int i = 0; i < 2_000; i++) {
            Entry entry = random.entry(random.next());
            String json = codec.encode(entry).json();
            int stored = json.split("\\{\"sealed\":\\{\"subject\":", -1).length - 1;
            List<SealedField> fields = new Recorded(Position.START, entry, json).sealedFields();
            assertThat(fields).as(entry.event().type()).hasSize(stored);
            for (SealedField field : fields) {
                assertThat(json).contains("\"ciphertext\":\"" + field.text().ciphertext() + "\"");
                assertThat(json).contains("\"" + field.field().replaceFirst(".*\\.", "") + "\":{\"sealed\":");
            }
            seen += stored;
        }
        assertThat(seen).isGreaterThan(300);
    }

    @Test
    void anEntryInClearHasNone() {
        assertThat(append(new Event.Milestone(Text.of("new owner"), Circumstances.NONE))
                        .sealedFields())
                .isEmpty();
        assertThat(append(new Event.EntryRetracted(
                                append(new Event.Milestone(Text.of("x"), Circumstances.NONE))
                                        .entry()
                                        .id(),
                                Optional.empty(),
                                Circumstances.NONE))
                        .sealedFields())
                .isEmpty();
    }
}
