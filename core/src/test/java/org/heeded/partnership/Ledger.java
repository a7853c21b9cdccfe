package org.heeded.partnership;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.UUID;
import org.heeded.model.Circumstances;
import org.heeded.model.ClientId;
import org.heeded.model.Entry;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.GoalId;
import org.heeded.model.Level;
import org.heeded.model.Party;
import org.heeded.model.PartyId;
import org.heeded.model.Role;
import org.heeded.model.Strength;
import org.heeded.model.Text;

/** The entries of one planted engagement, in the order in which they are recorded; opened with everybody in it. */
final class Ledger {

    private static final List<Strength> STRENGTHS = List.of(Strength.values());

    private final int engagement;
    private final List<Line> lines = new ArrayList<>();

    /** An event and the day on which it is recorded. */
    private record Line(int recorded, EntryId id, Event event) {}

    Ledger(World world, int engagement, SplittableRandom random) {
        this.engagement = engagement;
        int client = engagement % world.shape.clients();
        add(
                0,
                new Event.EngagementOpened(
                                Optional.of(new ClientId(PlantedLog.client(client))),
                                Optional.empty(),
                                Circumstances.NONE)
                        .on(PlantedLog.day(0)));
        for (Level level : Level.values()) {
            Party decider = Party.client(decider(client, level).value()).level(level);
            add(0, new Event.PartyJoined(decider.on(PlantedLog.day(0))));
        }
        int half = world.shape.days() / 2;
        for (int m = 0; m < world.shape.marketers(); m++) {
            Party marketer = Party.marketer(PlantedLog.marketer(m).value())
                    .organisation("agency")
                    .role(m == 0 ? Role.HEAD : Role.SPECIALIST)
                    .homeChannels(World.CHANNELS.get(m % World.CHANNELS.size()))
                    .strengths(STRENGTHS.get(m % STRENGTHS.size()));
            add(0, new Event.PartyJoined(marketer.on(PlantedLog.day(0))));
            if (m == 5) {
                add(half, new Event.PartyJoined(marketer.role(Role.HEAD).on(PlantedLog.day(half))));
            }
        }
        for (int goal = 1; goal <= 3; goal++) {
            add(
                    0,
                    new Event.GoalSet(
                                    new GoalId("goal-" + goal),
                                    Text.of("Goal " + goal),
                                    OptionalInt.of(goal),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Circumstances.NONE)
                            .on(PlantedLog.day(0)));
        }
        int day = half - 60 + random.nextInt(120);
        add(day, new Event.Milestone(Text.of("New owner"), Circumstances.NONE).on(PlantedLog.day(day)));
    }

    static PartyId decider(int client, Level level) {
        return new PartyId(PlantedLog.client(client) + "-" + level);
    }

    EntryId add(int recorded, Event event) {
        EntryId id = new EntryId(new UUID(engagement, lines.size()));
        lines.add(new Line(recorded, id, event));
        return id;
    }

    PlantedLog.Engagement written() {
        lines.sort(Comparator.comparingInt(Line::recorded));
        List<Entry> entries = new ArrayList<>(lines.size());
        for (Line line : lines) {
            entries.add(new Entry(
                    line.id(),
                    PlantedLog.engagement(engagement),
                    entries.size(),
                    PlantedLog.noon(line.recorded()),
                    line.event(),
                    Collections.emptySortedMap()));
        }
        return new PlantedLog.Engagement(PlantedLog.engagement(engagement), entries);
    }
}
