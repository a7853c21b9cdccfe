package org.heeded.partnership;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.heeded.model.Novelty;
import org.heeded.model.Scope;
import org.heeded.partnership.PlantedCase.Answer;

/** Draws the work of one engagement and what was answered, in order of time. */
final class CaseDraw {

    /** How long an override may dry up ideas, or spill over, in days. */
    static final int MEMORY = 90;

    private static final double[] PROBABILITIES = {0.35, 0.4, 0.45, 0.55, 0.6, 0.65, 0.75, 0.8, 0.85};
    static final List<Answer> OTHERS = List.of(
            Answer.DECLINED, Answer.DEFERRED, Answer.NOT_CHOSEN, Answer.WITHDRAWN, Answer.PENDING, Answer.UNCLEAR);
    static final double OTHER = 0.14;
    static final double ORDERED = 0.22;
    static final double ROUTINE = 0.35;

    private final World world;
    private final int engagement;
    private final int client;
    private final SplittableRandom random;
    private final List<PlantedCase> cases = new ArrayList<>();
    private Campaign campaign = new Campaign("", 0, Optional.empty());

    /** An initiative with one outcome, the cases that it still takes, and the answer to all of them, if it is one. */
    private record Campaign(String id, int left, Optional<Answer> answer) {}

    private CaseDraw(World world, int engagement, SplittableRandom random) {
        this.world = world;
        this.engagement = engagement;
        this.client = engagement % world.shape.clients();
        this.random = random;
    }

    static List<PlantedCase> of(World world, int engagement, SplittableRandom random) {
        CaseDraw draw = new CaseDraw(world, engagement, random);
        double rate = (double) world.shape.cases() / world.shape.days();
        double time = 0;
        while (true) {
            time += -Math.log1p(-random.nextDouble()) / draw.slowed(rate, (int) time);
            if (time >= world.shape.days()) {
                return draw.cases;
            }
            draw.cases.add(draw.next((int) time));
        }
    }

    private double slowed(double rate, int day) {
        long overrides = cases.stream()
                .filter(c -> c.overridden() && c.decided() <= day && c.decided() > day - MEMORY)
                .count();
        return rate * Math.pow(1 - world.planting.size(Effect.DRY_UP), (double) overrides);
    }

    private PlantedCase next(int day) {
        int marketer = random.nextInt(world.shape.marketers());
        String channel = random.nextInt(5) < 3 ? World.CHANNELS.get(marketer % World.CHANNELS.size()) : anyChannel();
        boolean order = chance(Math.max(0.03, ORDERED + 0.5 * (world.bent(client) - World.BENT)));
        Novelty novelty = chance(0.3) ? Novelty.OUT_OF_THE_BOX : Novelty.CONVENTIONAL;
        double probability = PROBABILITIES[random.nextInt(PROBABILITIES.length)];
        Scope scope = scope(marketer);
        double override = world.override(client, marketer, channel, scope, novelty, probability);
        boolean shared = chance(world.planting.size(Effect.SHARED));
        Answer answer;
        if (order) {
            answer = chance(ROUTINE) ? Answer.ROUTINE : Answer.ORDERED;
        } else if (shared) {
            answer = inCampaign(override);
        } else {
            answer = chance(OTHER) ? OTHERS.get(random.nextInt(OTHERS.size())) : choice(override);
        }
        int decided = order ? day : day + 2 + random.nextInt(14);
        int launched = decided + 3 + random.nextInt(18);
        int due = launched + 20 + random.nextInt(30);
        return new PlantedCase(
                engagement,
                cases.size(),
                client,
                marketer,
                channel,
                chance(0.4) ? List.of(otherChannel(channel)) : List.of(),
                order ? answer == Answer.ROUTINE ? Scope.ROUTINE : notRoutine(scope) : scope,
                novelty,
                probability,
                override,
                answer,
                day,
                decided,
                launched,
                due,
                due + random.nextInt(14),
                shared && !order ? Optional.of(campaign.id) : Optional.empty());
    }

    /** Every strategic piece of work is a head's or the first specialist's a little more often. */
    private Scope scope(int marketer) {
        double strategic = marketer <= 1 ? 0.5 : 0.25;
        return chance(strategic) ? Scope.STRATEGIC : chance(0.85) ? Scope.TACTICAL : Scope.ROUTINE;
    }

    /** A routine order is no case in an arm; the other orders are not routine. */
    private static Scope notRoutine(Scope scope) {
        return scope == Scope.ROUTINE ? Scope.TACTICAL : scope;
    }

    private Answer inCampaign(double override) {
        if (campaign.left == 0) {
            campaign = new Campaign(
                    "campaign-" + cases.size(),
                    3 + random.nextInt(3),
                    chance(0.7) ? Optional.of(choice(override)) : Optional.empty());
        }
        campaign = new Campaign(campaign.id, campaign.left - 1, campaign.answer);
        return campaign.answer.orElseGet(() -> choice(override));
    }

    private Answer choice(double override) {
        return chance(override) ? Answer.OVERRIDDEN : Answer.FOLLOWED;
    }

    private String anyChannel() {
        return World.CHANNELS.get(random.nextInt(World.CHANNELS.size()));
    }

    private String otherChannel(String channel) {
        int shift = 1 + random.nextInt(World.CHANNELS.size() - 1);
        return World.CHANNELS.get((World.CHANNELS.indexOf(channel) + shift) % World.CHANNELS.size());
    }

    private boolean chance(double p) {
        return random.nextDouble() < p;
    }
}
