package org.heeded;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.heeded.dossier.Arm;
import org.heeded.dossier.Basis;
import org.heeded.dossier.CaseRules;
import org.heeded.dossier.Choice;
import org.heeded.dossier.Result;
import org.heeded.log.Outlines;
import org.heeded.log.Outlines.Kind;
import org.heeded.model.Comparison;
import org.heeded.model.Launched;
import org.heeded.model.Verdict;
import org.heeded.partnership.ArmTable;
import org.heeded.partnership.Counts;

/**
 * The outcomes by arm of an engagement's simple cases, from its outlines: advice that is tied to no other work, and was
 * finally measured once at most, after all decisions and not before its due day; nothing of it amended. They are most cases of
 * most logs. What is here of METHODS is what is left of it for them; all others are left to a dossier of the entries that
 * remain.
 */
final class SimpleCases {

    private static final int NONE = -1;

    private final Outlines lines;
    private final CaseRules rules;

    /** By line: its case. */
    private final int[] caseOf;

    /** By case: the line of its proposal, its outcome and so on; of several the last. */
    private final Map<Kind, int[]> parts = new EnumMap<>(Kind.class);

    /** By case: the hash of its proposal, and whether it is simple as far as is known. */
    private long[] works = new long[16];

    private boolean[] simple = new boolean[16];
    private int cases;

    /** The case whose work hashes there or at the next places behind, plus one; at most half of it is used. */
    private int[] table = new int[32];

    private final Map<Arm, Map<Result, Long>> counts = new EnumMap<>(Arm.class);

    private SimpleCases(Outlines lines, CaseRules rules) {
        this.lines = lines;
        this.rules = rules;
        caseOf = new int[lines.size()];
        for (Kind part : List.of(Kind.PROPOSAL, Kind.DECISION, Kind.LAUNCH, Kind.OUTCOME, Kind.INTERIM)) {
            parts.put(part, new int[16]);
        }
    }

    /** Whether cases can be told by these rules from outlines. */
    static boolean apply(CaseRules rules) {
        return rules.horizon().isEmpty()
                && rules.basis() == Basis.AS_DECIDED
                && rules.nearMiss().signum() == 0;
    }

    /** Those of an engagement, under rules that {@link #apply}; none if there is a line that may bear on any case. */
    static SimpleCases of(Outlines lines, CaseRules rules) {
        SimpleCases found = new SimpleCases(lines, rules);
        Arrays.fill(found.caseOf, NONE);
        boolean told = IntStream.range(0, lines.size())
                .allMatch(line -> lines.kind(line) != Kind.OTHER || lines.isSimple(line));
        if (told) {
            found.gather();
            found.leaveAmended();
            for (int i = 0; i < found.cases; i++) {
                found.simple[i] = found.simple[i] && found.count(i);
            }
        }
        return found;
    }

    /** The outcomes by arm. */
    ArmTable table() {
        Map<Arm, Counts> arms = new EnumMap<>(Arm.class);
        counts.forEach((arm, of) -> {
            Counts sum = new Counts(
                    of.getOrDefault(Result.FAILURE, 0L),
                    of.getOrDefault(Result.SUCCESS, 0L),
                    of.getOrDefault(Result.MIXED, 0L),
                    of.getOrDefault(Result.OPEN, 0L));
            if (sum.all() > 0) {
                arms.put(arm, sum);
            }
        });
        return new ArmTable(arms);
    }

    /** The entries that belong to no simple case. */
    int[] others() {
        return IntStream.range(0, lines.size())
                .filter(line -> caseOf[line] == NONE || !simple[caseOf[line]])
                .toArray();
    }

    private void gather() {
        for (int line = 0; line < lines.size(); line++) {
            Kind kind = lines.kind(line);
            if (kind != Kind.OTHER && kind != Kind.AMENDMENT) {
                int own = find(lines.work(line));
                caseOf[line] = own;
                if (kind != Kind.ASIDE) {
                    int[] part = Objects.requireNonNull(parts.get(kind));
                    simple[own] &= lines.isSimple(line) && (part[own] == NONE || takesThePlace(line, part[own]));
                    part[own] = line;
                }
            }
        }
    }

    /** A later decision is the one that counts, as long as the outcome is later still. Of others but one settles anything. */
    private boolean takesThePlace(int line, int earlier) {
        return lines.kind(line) == Kind.INTERIM
                || (lines.kind(line) == Kind.DECISION && lines.day(line) >= lines.day(earlier));
    }

    private int find(long work) {
        int at = (int) (work >>> 32) & table.length - 1;
        while (table[at] != 0) {
            if (works[table[at] - 1] == work) {
                return table[at] - 1;
            }
            at = at + 1 & table.length - 1;
        }
        if (cases == works.length) {
            works = Arrays.copyOf(works, 2 * cases);
            simple = Arrays.copyOf(simple, 2 * cases);
            parts.replaceAll((part, of) -> Arrays.copyOf(of, 2 * of.length));
        }
        works[cases] = work;
        simple[cases] = true;
        parts.values().forEach(of -> of[cases] = NONE);
        table[at] = ++cases;
        if (2 * cases > table.length) {
            rehash();
        }
        return cases - 1;
    }

    private void rehash() {
        table = new int[2 * table.length];
        for (int i = 0; i < cases; i++) {
            int at = (int) (works[i] >>> 32) & table.length - 1;
            while (table[at] != 0) {
                at = at + 1 & table.length - 1;
            }
            table[at] = i + 1;
        }
    }

    private void leaveAmended() {
        long[] amended = IntStream.range(0, lines.size())
                .filter(line -> lines.kind(line) == Kind.AMENDMENT)
                .mapToLong(lines::work)
                .sorted()
                .toArray();
        for (int line = 0; amended.length > 0 && line < lines.size(); line++) {
            if (caseOf[line] != NONE && Arrays.binarySearch(amended, lines.id(line)) >= 0) {
                simple[caseOf[line]] = false;
            }
        }
    }

    private int part(Kind kind, int of) {
        return Objects.requireNonNull(parts.get(kind))[of];
    }

    /** Counts a case with its lines as they are; false if it is not so simple that its result can be told. */
    private boolean count(int which) {
        int proposal = part(Kind.PROPOSAL, which);
        int decision = part(Kind.DECISION, which);
        int launch = part(Kind.LAUNCH, which);
        int outcome = part(Kind.OUTCOME, which);
        if (proposal == NONE || (part(Kind.INTERIM, which) != NONE && lines.isCumulative(proposal))) {
            return false;
        }
        if (decision == NONE) {
            return true; // no answer, no result
        }
        int due = lines.day(proposal);
        boolean inOrder = outcome == NONE || (lines.day(decision) < lines.day(outcome) && due <= lines.day(outcome));
        boolean carriedOut = launch == NONE
                || lines.launched(launch) == Launched.ADVICE
                || lines.launched(launch) == Launched.ALTERNATIVE;
        if (!inOrder || !carriedOut) {
            return false;
        }
        Optional<Arm> arm = Choice.arm(lines.decision(decision), lines.view(decision), Optional.empty());
        boolean awaited = due != Outlines.NO_DAY && !rules.over(LocalDate.ofEpochDay(due));
        if (arm.isEmpty() || awaited) {
            return true; // no result, or it is not due yet
        }
        boolean held = launch != NONE || arm.get() == Arm.FOLLOWED || arm.get() == Arm.OVERRIDDEN;
        counts.computeIfAbsent(arm.get(), a -> new EnumMap<>(Result.class))
                .merge(result(proposal, outcome, held), 1L, Long::sum);
        return true;
    }

    /** What came of a case, of which it is known what was carried out if it can be held to a target. */
    private Result result(int proposal, int outcome, boolean held) {
        if (outcome == NONE) {
            return Result.OPEN;
        }
        Optional<Verdict> verdict = lines.verdict(outcome);
        if (verdict.isPresent()) {
            return switch (verdict.get()) {
                case SUCCESS -> Result.SUCCESS;
                case FAILURE -> Result.FAILURE;
                case MIXED -> Result.MIXED;
                case INCONCLUSIVE -> Result.INCONCLUSIVE;
                case INVALID -> Result.INVALID;
            };
        }
        Optional<Comparison> comparison = lines.comparison(proposal);
        boolean measures = lines.metric(outcome) == 0 || lines.metric(outcome) == lines.metric(proposal);
        if (!held || comparison.isEmpty() || !measures) {
            return Result.OPEN;
        }
        int surplus = Long.compare(lines.number(outcome), lines.number(proposal));
        boolean met = comparison.get() == Comparison.AT_LEAST ? surplus >= 0 : surplus <= 0;
        return met ? Result.SUCCESS : Result.FAILURE;
    }
}
