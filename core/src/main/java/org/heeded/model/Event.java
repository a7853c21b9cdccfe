package org.heeded.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What happened, with its circumstances: one record for each type of entry. Each has the stable name of its type as a
 * constant {@code TYPE}; the names are part of the log format and never class names.
 */
public sealed interface Event {

    /**
     * The stable name of the type.
     *
     * @return the name, for instance {@code decision-made}
     */
    String type();

    /**
     * The schema version of the type.
     *
     * @return the version, from 1
     */
    default int v() {
        return 1;
    }

    /**
     * When, by whom, how.
     *
     * @return the circumstances
     */
    Circumstances circumstances();

    /**
     * A working relation is opened, or described; an engagement that nobody opened opens on first use.
     *
     * @param client the client; absent: named like the engagement
     * @param title what the engagement is called
     * @param circumstances when, by whom, how
     */
    record EngagementOpened(Optional<ClientId> client, Optional<Text> title, Circumstances circumstances)
            implements Event, Told<EngagementOpened> {

        public static final String TYPE = "engagement-opened";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public EngagementOpened with(Circumstances other) {
            return new EngagementOpened(client, title, other);
        }
    }

    /**
     * A working relation ends.
     *
     * @param reason why
     * @param circumstances when, by whom, how
     */
    record EngagementClosed(Optional<Text> reason, Circumstances circumstances)
            implements Event, Told<EngagementClosed> {

        public static final String TYPE = "engagement-closed";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public EngagementClosed with(Circumstances other) {
            return new EngagementClosed(reason, other);
        }
    }

    /**
     * A party takes part, or what is known of it changes: the newest description counts from its time on.
     *
     * @param party the party
     */
    record PartyJoined(Party party) implements Event {

        public static final String TYPE = "party-joined";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public Circumstances circumstances() {
            return party.circumstances();
        }
    }

    /**
     * A party takes part no longer.
     *
     * @param party which
     * @param circumstances when, by whom, how
     */
    record PartyLeft(PartyId party, Circumstances circumstances) implements Event, Told<PartyLeft> {

        public static final String TYPE = "party-left";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public PartyLeft with(Circumstances other) {
            return new PartyLeft(party, other);
        }
    }

    /**
     * The client says what it wants from the business, or changes it.
     *
     * @param goal which
     * @param name the goal in words
     * @param importance 1 to 3; absent weighs 1
     * @param from the first day of its period
     * @param until the last day of its period
     * @param circumstances when, by whom, how
     */
    record GoalSet(
            GoalId goal,
            Text name,
            OptionalInt importance,
            Optional<LocalDate> from,
            Optional<LocalDate> until,
            Circumstances circumstances)
            implements Event, Told<GoalSet> {

        public static final String TYPE = "goal-set";

        /**
         * Validates.
         *
         * @throws RejectedException if the importance is not 1 to 3, or the period ends before it begins
         */
        public GoalSet {
            if (importance.isPresent() && (importance.getAsInt() < 1 || importance.getAsInt() > 3)) {
                throw new RejectedException(Rule.NUMBER, "importance", "is not 1, 2 or 3");
            }
            if (from.isPresent() && until.isPresent() && until.get().isBefore(from.get())) {
                throw new RejectedException(Rule.CONTRADICTION, "until", "is before from");
            }
        }

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public GoalSet with(Circumstances other) {
            return new GoalSet(goal, name, importance, from, until, other);
        }
    }

    /**
     * Something changed for the whole engagement: a new owner, a budget cut.
     *
     * @param what the milestone in words
     * @param circumstances when, by whom, how
     */
    record Milestone(Text what, Circumstances circumstances) implements Event, Told<Milestone> {

        public static final String TYPE = "milestone";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public Milestone with(Circumstances other) {
            return new Milestone(what, other);
        }
    }

    /**
     * Both sides agree on a target of an initiative; the newest counts.
     *
     * @param initiative which
     * @param criterion what is to be met; has a target
     * @param circumstances when, by whom, how
     */
    record TargetAgreed(InitiativeId initiative, Criterion criterion, Circumstances circumstances)
            implements Event, Told<TargetAgreed> {

        public static final String TYPE = "target-agreed";

        /**
         * Validates.
         *
         * @throws RejectedException if there is no target in the criterion
         */
        public TargetAgreed {
            if (criterion.target().isEmpty()) {
                throw new RejectedException(Rule.MISSING, "target", "is missing; an agreed target needs one");
            }
        }

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public TargetAgreed with(Circumstances other) {
            return new TargetAgreed(initiative, criterion, other);
        }
    }

    /**
     * A marketer gives advice.
     *
     * @param proposal its id
     * @param advice the advice
     */
    record ProposalMade(ProposalId proposal, Proposal advice) implements Event {

        public static final String TYPE = "proposal-made";

        /**
         * Validates.
         *
         * @throws RejectedException if the proposal revises itself
         */
        public ProposalMade {
            if (advice.revises().filter(proposal::equals).isPresent()) {
                throw new RejectedException(Rule.CONTRADICTION, "revises", "is the proposal itself");
            }
        }

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public Circumstances circumstances() {
            return advice.circumstances();
        }
    }

    /**
     * The client orders work, with no advice asked.
     *
     * @param directive its id
     * @param order the order
     */
    record DirectiveGiven(DirectiveId directive, Directive order) implements Event {

        public static final String TYPE = "directive-given";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public Circumstances circumstances() {
            return order.circumstances();
        }
    }

    /**
     * A proposal is answered, or answered anew.
     *
     * @param proposal which
     * @param decision the answer
     */
    record DecisionMade(ProposalId proposal, Decision decision) implements Event {

        public static final String TYPE = "decision-made";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public Circumstances circumstances() {
            return decision.circumstances();
        }
    }

    /**
     * Something is put into the world, or it is said that nothing was.
     *
     * @param work a proposal or a directive
     * @param what what was launched
     * @param note more in words
     * @param circumstances when, by whom, how
     */
    record WorkLaunched(WorkId work, Launched what, Optional<Text> note, Circumstances circumstances)
            implements Event, Told<WorkLaunched> {

        public static final String TYPE = "work-launched";

        /**
         * Validates.
         *
         * @throws RejectedException if the work is an initiative
         */
        public WorkLaunched {
            if (work instanceof InitiativeId) {
                throw new RejectedException(
                        Rule.CONTRADICTION, "work", "is an initiative; launch its proposals or directives");
            }
        }

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public WorkLaunched with(Circumstances other) {
            return new WorkLaunched(work, what, note, other);
        }
    }

    /**
     * A result is measured or judged.
     *
     * @param work a proposal, a directive or an initiative
     * @param measurement the result
     */
    record OutcomeMeasured(WorkId work, Measurement measurement) implements Event {

        public static final String TYPE = "outcome-measured";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public Circumstances circumstances() {
            return measurement.circumstances();
        }
    }

    /**
     * Somebody says who is responsible for an outcome: a claim, not a finding.
     *
     * @param work whose outcome
     * @param responsible whom the claim names
     * @param side which side claims, where no party is named
     * @param note more in words
     * @param circumstances when, by whom, how
     */
    record ResponsibilityClaimed(
            WorkId work, Responsible responsible, Optional<Side> side, Optional<Text> note, Circumstances circumstances)
            implements Event, Told<ResponsibilityClaimed> {

        public static final String TYPE = "responsibility-claimed";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public ResponsibilityClaimed with(Circumstances other) {
            return new ResponsibilityClaimed(work, responsible, side, note, other);
        }
    }

    /**
     * The other side's word on an entry.
     *
     * @param entry which
     * @param stance confirms, comments or disputes
     * @param side which side answers, where no party is named
     * @param note more in words
     * @param circumstances when, by whom, how
     */
    record EntryAnswered(
            EntryId entry, Stance stance, Optional<Side> side, Optional<Text> note, Circumstances circumstances)
            implements Event, Told<EntryAnswered> {

        public static final String TYPE = "entry-answered";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public EntryAnswered with(Circumstances other) {
            return new EntryAnswered(entry, stance, side, note, other);
        }
    }

    /**
     * A slip in an entry is mended; what builds on the entry stands, and both versions stay readable.
     *
     * @param entry which
     * @param replacement the event as it should have been: same type, same id
     * @param fields the names of the fields that differ, as in the log format
     * @param reason why
     * @param circumstances when, by whom, how
     */
    record EntryCorrected(
            EntryId entry, Event replacement, List<String> fields, Text reason, Circumstances circumstances)
            implements Event, Told<EntryCorrected> {

        public static final String TYPE = "entry-corrected";

        /**
         * Validates.
         *
         * @throws RejectedException if what is corrected is itself a correction or a retraction
         */
        public EntryCorrected {
            fields = List.copyOf(fields);
            if (replacement instanceof EntryCorrected || replacement instanceof EntryRetracted) {
                throw new RejectedException(Rule.CORRECTION, "replacement", "is itself a correction or a retraction");
            }
        }

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public EntryCorrected with(Circumstances other) {
            return new EntryCorrected(entry, replacement, fields, reason, other);
        }
    }

    /**
     * An entry is taken back whole.
     *
     * @param entry which
     * @param reason why
     * @param circumstances when, by whom, how
     */
    record EntryRetracted(EntryId entry, Optional<Text> reason, Circumstances circumstances)
            implements Event, Told<EntryRetracted> {

        public static final String TYPE = "entry-retracted";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public EntryRetracted with(Circumstances other) {
            return new EntryRetracted(entry, reason, other);
        }
    }

    /**
     * The personal texts of a subject are made unreadable for good.
     *
     * @param subject whose
     * @param circumstances when, by whom, how
     */
    record SubjectErased(SubjectId subject, Circumstances circumstances) implements Event, Told<SubjectErased> {

        public static final String TYPE = "subject-erased";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public SubjectErased with(Circumstances other) {
            return new SubjectErased(subject, other);
        }
    }

    /**
     * An entry of a type or version that this release does not know; its fields are kept as they are with the entry.
     *
     * @param type the stable name of the type
     * @param v the schema version, from 1
     * @param circumstances when, by whom, how
     */
    record Unrecognised(String type, int v, Circumstances circumstances) implements Event {}
}
