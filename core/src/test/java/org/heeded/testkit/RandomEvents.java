package org.heeded.testkit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.heeded.model.About;
import org.heeded.model.Accumulation;
import org.heeded.model.Basis;
import org.heeded.model.Circumstances;
import org.heeded.model.ClientId;
import org.heeded.model.Comparison;
import org.heeded.model.Criterion;
import org.heeded.model.Decision;
import org.heeded.model.Description;
import org.heeded.model.Directive;
import org.heeded.model.DirectiveId;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Entry;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.Forecast;
import org.heeded.model.GoalId;
import org.heeded.model.Idea;
import org.heeded.model.InitiativeId;
import org.heeded.model.Judge;
import org.heeded.model.Launched;
import org.heeded.model.Level;
import org.heeded.model.Measurement;
import org.heeded.model.Money;
import org.heeded.model.Novelty;
import org.heeded.model.Origin;
import org.heeded.model.Party;
import org.heeded.model.PartyId;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.Provenance;
import org.heeded.model.Rationale;
import org.heeded.model.Responsible;
import org.heeded.model.Role;
import org.heeded.model.Scope;
import org.heeded.model.Side;
import org.heeded.model.Stance;
import org.heeded.model.Strength;
import org.heeded.model.SubjectId;
import org.heeded.model.Term;
import org.heeded.model.Text;
import org.heeded.model.Verdict;
import org.heeded.model.Via;
import org.heeded.model.View;
import org.heeded.model.When;
import org.heeded.model.WorkId;

/** Makes events of every type with every field, now there and now absent; the same seed makes the same ones. */
public final class RandomEvents {

    /** The stable names of all types of version 1. */
    public static final List<String> TYPES = List.of(
            Event.EngagementOpened.TYPE,
            Event.EngagementClosed.TYPE,
            Event.PartyJoined.TYPE,
            Event.PartyLeft.TYPE,
            Event.GoalSet.TYPE,
            Event.Milestone.TYPE,
            Event.TargetAgreed.TYPE,
            Event.ProposalMade.TYPE,
            Event.DirectiveGiven.TYPE,
            Event.DecisionMade.TYPE,
            Event.WorkLaunched.TYPE,
            Event.OutcomeMeasured.TYPE,
            Event.ResponsibilityClaimed.TYPE,
            Event.EntryAnswered.TYPE,
            Event.EntryCorrected.TYPE,
            Event.EntryRetracted.TYPE,
            Event.SubjectErased.TYPE);

    private static final String LETTERS =
            "abc XYZ 019 /\\\"'<>&\t\n\r\b\f\u0001\u001f\u007f\u00e9\u20ac\u2028\u5b57\ufeff";

    private final Random random;

    /**
     * A source of events.
     *
     * @param seed the same seed makes the same events
     */
    public RandomEvents(long seed) {
        random = new Random(seed);
    }

    /**
     * An event of any type.
     *
     * @return the event
     */
    public Event next() {
        return of(TYPES.get(random.nextInt(TYPES.size())));
    }

    /**
     * An event of a type; what it refers to is random, and it is in no log.
     *
     * @param type the stable name
     * @return the event
     */
    public Event of(String type) {
        return switch (type) {
            case Event.EngagementOpened.TYPE ->
                new Event.EngagementOpened(maybe(() -> ClientId.of(id())), maybe(this::text), circumstances());
            case Event.EngagementClosed.TYPE -> new Event.EngagementClosed(maybe(this::text), circumstances());
            case Event.PartyJoined.TYPE -> new Event.PartyJoined(party());
            case Event.PartyLeft.TYPE -> new Event.PartyLeft(PartyId.of(id()), circumstances());
            case Event.GoalSet.TYPE -> goal();
            case Event.Milestone.TYPE -> new Event.Milestone(text(), circumstances());
            case Event.TargetAgreed.TYPE ->
                new Event.TargetAgreed(InitiativeId.of(id()), criterion(Optional.of(number())), circumstances());
            case Event.ProposalMade.TYPE -> new Event.ProposalMade(ProposalId.of("p-" + id()), proposal());
            case Event.DirectiveGiven.TYPE ->
                new Event.DirectiveGiven(
                        DirectiveId.of(id()),
                        new Directive(description(), maybe(() -> PartyId.of(id())), circumstances()));
            case Event.DecisionMade.TYPE -> new Event.DecisionMade(ProposalId.of(id()), decision());
            case Event.WorkLaunched.TYPE ->
                new Event.WorkLaunched(
                        random.nextBoolean() ? ProposalId.of(id()) : DirectiveId.of(id()),
                        one(Launched.values()),
                        maybe(this::text),
                        circumstances());
            case Event.OutcomeMeasured.TYPE -> new Event.OutcomeMeasured(work(), measurement());
            case Event.ResponsibilityClaimed.TYPE ->
                new Event.ResponsibilityClaimed(
                        work(),
                        one(Responsible.values()),
                        maybe(() -> one(Side.values())),
                        maybe(this::text),
                        circumstances());
            case Event.EntryAnswered.TYPE ->
                new Event.EntryAnswered(
                        entry(),
                        one(Stance.values()),
                        maybe(() -> one(Side.values())),
                        maybe(this::text),
                        circumstances());
            case Event.EntryCorrected.TYPE ->
                new Event.EntryCorrected(entry(), replacement(), words(1), text(), circumstances());
            case Event.EntryRetracted.TYPE -> new Event.EntryRetracted(entry(), maybe(this::text), circumstances());
            case Event.SubjectErased.TYPE -> new Event.SubjectErased(SubjectId.of(id()), circumstances());
            default -> throw new IllegalArgumentException(type);
        };
    }

    /**
     * Work of an engagement from advice to blame, that an empty log takes under its rules in this order.
     *
     * @param engagement whose
     * @param proposals how many
     * @return three to five drafts a proposal, each with an id
     */
    public List<Draft> story(EngagementId engagement, int proposals) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < proposals; i++) {
            ProposalId id = ProposalId.of(engagement.value() + "-" + i);
            Proposal advice = proposal();
            Description d = advice.description();
            events.add(new Event.ProposalMade(
                    id,
                    new Proposal(
                            new Description(
                                    d.title(),
                                    d.initiative(),
                                    d.channel(),
                                    d.affects(),
                                    d.scope(),
                                    d.novelty(),
                                    d.idea(),
                                    d.term(),
                                    d.stake(),
                                    d.due(),
                                    Rationale.NONE,
                                    d.forecasts(),
                                    d.tags()),
                            advice.origin(),
                            advice.decideBy(),
                            Optional.empty(),
                            Optional.empty(),
                            advice.circumstances())));
            events.add(new Event.DecisionMade(id, decision()));
            events.add(new Event.WorkLaunched(id, one(Launched.values()), maybe(this::text), circumstances()));
            if (random.nextBoolean()) {
                events.add(new Event.OutcomeMeasured(id, measurement()));
            }
            if (random.nextBoolean()) {
                events.add(new Event.ResponsibilityClaimed(
                        id, one(Responsible.values()), Optional.empty(), maybe(this::text), circumstances()));
            }
        }
        return events.stream().map(e -> Draft.of(engagement, entry(), e)).toList();
    }

    /**
     * An entry that holds an event.
     *
     * @param event the event
     * @return an entry of a random engagement
     */
    public Entry entry(Event event) {
        return new Entry(entry(), EngagementId.of(id()), random.nextInt(1_000_000), instant(), event, new TreeMap<>());
    }

    /**
     * A random entry id.
     *
     * @return the id
     */
    public EntryId entry() {
        return new EntryId(new UUID(random.nextLong(), random.nextLong()));
    }

    private Event replacement() {
        Event event = next();
        return event instanceof Event.EntryCorrected || event instanceof Event.EntryRetracted ? goal() : event;
    }

    private Event.GoalSet goal() {
        LocalDate from = day();
        return new Event.GoalSet(
                GoalId.of(id()),
                text(),
                random.nextBoolean() ? OptionalInt.of(1 + random.nextInt(3)) : OptionalInt.empty(),
                maybe(() -> from),
                maybe(() -> from.plusDays(random.nextInt(400))),
                circumstances());
    }

    private Party party() {
        Side side = one(Side.values());
        return new Party(
                PartyId.of(id()),
                side,
                maybe(this::sealed),
                maybe(this::sealed),
                maybe(() -> one(Level.values())),
                maybe(this::word),
                maybe(this::word),
                side == Side.MARKETER ? maybe(() -> new Role(word())) : Optional.empty(),
                words(0),
                random.nextBoolean() ? Set.of() : EnumSet.of(one(Strength.values()), one(Strength.values())),
                circumstances());
    }

    private Proposal proposal() {
        return new Proposal(
                description(),
                maybe(() -> one(Origin.values())),
                maybe(this::day),
                maybe(() -> ProposalId.of(id())),
                maybe(() -> DirectiveId.of(id())),
                circumstances());
    }

    private Description description() {
        TreeMap<String, String> tags = new TreeMap<>();
        words(0).forEach(key -> tags.put(key, word()));
        List<Forecast> forecasts = Stream.of(About.values())
                .filter(about -> random.nextInt(3) == 0)
                .map(this::forecast)
                .toList();
        return new Description(
                maybe(this::text),
                maybe(() -> InitiativeId.of(id())),
                maybe(this::word),
                words(0),
                maybe(() -> one(Scope.values())),
                maybe(() -> one(Novelty.values())),
                maybe(() -> one(Idea.values())),
                maybe(() -> one(Term.values())),
                maybe(() -> Money.of(number().abs(), random.nextBoolean() ? "EUR" : "USD")),
                maybe(this::day),
                random.nextBoolean() ? Rationale.NONE : rationale(),
                forecasts,
                tags);
    }

    private Rationale rationale() {
        return new Rationale(
                maybe(() -> GoalId.of(id())), words(0), words(0), maybe(() -> one(Basis.values())), maybe(this::text));
    }

    private Forecast forecast(About about) {
        return new Forecast(
                about,
                maybe(() -> criterion(maybe(this::number))),
                maybe(() -> BigDecimal.valueOf(1 + random.nextInt(99), 2)),
                random.nextBoolean());
    }

    private Criterion criterion(Optional<BigDecimal> target) {
        return new Criterion(
                word(),
                maybe(this::word),
                one(Accumulation.values()),
                one(Comparison.values()),
                target,
                maybe(this::number),
                maybe(this::day));
    }

    private Decision decision() {
        Decision.Kind kind = one(Decision.Kind.values());
        boolean adapted = kind == Decision.Kind.ADAPTED;
        return new Decision(
                kind,
                adapted ? maybe(() -> one(View.values())) : Optional.empty(),
                adapted ? maybe(() -> BigDecimal.valueOf(random.nextInt(101), 2)) : Optional.empty(),
                adapted ? maybe(this::text) : Optional.empty(),
                maybe(this::text),
                maybe(this::text),
                maybe(() -> forecast(one(About.values()))),
                circumstances());
    }

    private Measurement measurement() {
        Optional<Verdict> verdict = maybe(() -> one(Verdict.values()));
        return new Measurement(
                maybe(this::word),
                maybe(this::word),
                verdict.isEmpty() ? Optional.of(number()) : maybe(this::number),
                one(Measurement.Stage.values()),
                verdict,
                verdict.isEmpty() ? Optional.empty() : maybe(() -> one(Judge.values())),
                maybe(this::text),
                circumstances());
    }

    private Circumstances circumstances() {
        if (random.nextInt(4) == 0) {
            return Circumstances.NONE;
        }
        Provenance provenance = switch (random.nextInt(4)) {
            case 0 -> Provenance.imported(instant());
            case 1 -> Provenance.IMPORTED;
            case 2 -> Provenance.RECALLED;
            default -> Provenance.LIVE;
        };
        return new Circumstances(
                maybe(() -> random.nextBoolean() ? new When.On(day()) : new When.At(instant())),
                maybe(() -> PartyId.of(id())),
                maybe(() -> PartyId.of(id())),
                maybe(() -> one(Via.values())),
                maybe(this::word),
                provenance);
    }

    private WorkId work() {
        return switch (random.nextInt(3)) {
            case 0 -> ProposalId.of(id());
            case 1 -> DirectiveId.of(id());
            default -> InitiativeId.of(id());
        };
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }

    private <T> T one(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private String id() {
        return Integer.toString(random.nextInt(1_000_000), Character.MAX_RADIX) + (random.nextBoolean() ? "" : " ü/\"");
    }

    private String word() {
        return random.nextInt(5) == 0 ? "größe \uD83D\uDE00 \"x\\y\"" : "w" + random.nextInt(50);
    }

    private List<String> words(int atLeast) {
        return IntStream.range(0, atLeast + random.nextInt(3))
                .mapToObj(i -> word())
                .distinct()
                .toList();
    }

    private Text text() {
        return random.nextInt(4) == 0 ? sealed() : Text.of(letters());
    }

    private String letters() {
        StringBuilder letters = new StringBuilder("t");
        for (int i = random.nextInt(12); i > 0; i--) {
            letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return letters.append(random.nextInt(8) == 0 ? "\uD83D\uDE00" : "").toString();
    }

    private Text sealed() {
        return new Text.Sealed(SubjectId.of(id()), base64(16), base64(12), base64(32), base64(17 + random.nextInt(20)));
    }

    private String base64(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private BigDecimal number() {
        return switch (random.nextInt(4)) {
            case 0 -> BigDecimal.valueOf(random.nextInt(1000));
            case 1 -> BigDecimal.valueOf(random.nextInt(), random.nextInt(9));
            case 2 -> new BigDecimal(new BigInteger(100, random), random.nextInt(10));
            default -> BigDecimal.valueOf(-random.nextInt(1000), 1);
        };
    }

    private LocalDate day() {
        return LocalDate.of(2020, 1, 1).plusDays(random.nextInt(3000));
    }

    private Instant instant() {
        long micros = random.nextInt(3) == 0 ? 0 : random.nextInt(1000) * (random.nextBoolean() ? 1L : 1000L);
        return Instant.ofEpochSecond(1_600_000_000L + random.nextInt(200_000_000))
                .plusNanos(micros * 1000);
    }
}
