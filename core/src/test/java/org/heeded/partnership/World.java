package org.heeded.partnership;

import java.util.List;
import java.util.SplittableRandom;
import org.heeded.model.Novelty;
import org.heeded.model.Scope;

/** The chances in a planted log: how each piece of work comes to be overridden, and to fail. */
final class World {

    static final List<String> CHANNELS = List.of("seo", "display", "email", "social", "web", "print");

    /** The risk of failure of work where nothing is planted. */
    static final double RISK = 0.32;

    /** The chance that advice is overridden, if it is followed or overridden, where nothing is planted. */
    static final double BENT = 0.38;

    final Shape shape;
    final Planting planting;
    private final double[] clientRisk;
    private final double[] clientBent;

    World(Shape shape, Planting planting, SplittableRandom random) {
        this.shape = shape;
        this.planting = planting;
        clientRisk = new double[shape.clients()];
        clientBent = new double[shape.clients()];
        for (int c = 0; c < shape.clients(); c++) {
            clientRisk[c] = planting.size(Effect.HETEROGENEITY) * (2 * random.nextDouble() - 1);
            clientBent[c] = 1.5 * planting.size(Effect.HETEROGENEITY) * (2 * random.nextDouble() - 1);
        }
    }

    /** The chance that a client overrides rather than follows advice of no particular kind. */
    double bent(int client) {
        return BENT - planting.size(Effect.SAY) + clientBent[client] + spread(client);
    }

    /** How much less say than on average a client gives: evenly from − to + the planted spread. */
    private double spread(int client) {
        return planting.size(Effect.SAY_SPREAD) * place(client);
    }

    private double place(int client) {
        return 2.0 * client / Math.max(1, shape.clients() - 1) - 1;
    }

    double override(int client, int marketer, String channel, Scope scope, Novelty novelty, double probability) {
        double size = bent(client)
                - odd(client) * planting.size(Effect.SIMPSON_CLIENT) / 2
                - odd(CHANNELS.indexOf(channel)) * planting.size(Effect.SIMPSON_CHANNEL) / 2
                + unsure(probability) * planting.size(Effect.CONFIDENCE) / 2
                + value(marketer, scope);
        return chance(novelty == Novelty.OUT_OF_THE_BOX ? size + planting.size(Effect.NOVELTY_REFUSED) : size);
    }

    /** The risk of work, whatever is decided on it. */
    private double risk(PlantedCase c, boolean exposed) {
        boolean secondHalf = c.proposed() > shape.days() / 2;
        return RISK
                + clientRisk[c.client()]
                + odd(c.client()) * planting.size(Effect.SIMPSON_CLIENT) / 2
                + odd(CHANNELS.indexOf(c.channel())) * planting.size(Effect.SIMPSON_CHANNEL) / 2
                + unsure(c.probability()) * planting.size(Effect.CONFIDENCE) / 2
                + (secondHalf ? place(c.client()) * planting.size(Effect.PARTNERSHIP) : 0)
                + (exposed ? planting.size(Effect.SPILLOVER) : 0)
                + value(c.marketer(), c.scope());
    }

    double followedRisk(PlantedCase c, boolean exposed) {
        double novel = c.novelty() == Novelty.OUT_OF_THE_BOX ? planting.size(Effect.NOVELTY_FAILS) : 0;
        double skill = (c.marketer() % 3 - 1) * planting.size(Effect.GOOD_MARKETER);
        return chance(c.isOrder() ? risk(c, exposed) + planting.size(Effect.ORDER) : risk(c, exposed) + novel + skill);
    }

    double overriddenRisk(PlantedCase c, boolean exposed) {
        return chance(risk(c, exposed) + planting.size(Effect.OVERRIDE));
    }

    private static int odd(int index) {
        return index % 2 == 0 ? -1 : 1;
    }

    private static int unsure(double probability) {
        return probability < 0.5 ? 1 : probability > 0.7 ? -1 : 0;
    }

    private double value(int marketer, Scope scope) {
        double half = planting.size(Effect.VALUE) / 2;
        return scope != Scope.STRATEGIC || marketer > 1 ? 0 : marketer == 0 ? half : -half;
    }

    /** Effects add up; what is no chance any more was planted too large. */
    private static double chance(double sum) {
        if (sum < 0.01 || sum > 0.99) {
            throw new IllegalArgumentException("the planted effects add up to a chance of " + sum);
        }
        return sum;
    }
}
