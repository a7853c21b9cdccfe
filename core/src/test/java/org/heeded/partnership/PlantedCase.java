package org.heeded.partnership;

import java.util.List;
import java.util.Optional;
import org.heeded.dossier.Arm;
import org.heeded.model.DirectiveId;
import org.heeded.model.Novelty;
import org.heeded.model.ProposalId;
import org.heeded.model.Scope;
import org.heeded.model.WorkId;

/**
 * One piece of work as it was drawn; days count from the first day of the log.
 *
 * @param engagement the index of its engagement
 * @param index its place in the engagement
 * @param client the index of its client
 * @param marketer the index of its marketer
 * @param channel its channel
 * @param affects the channels that it says it affects
 * @param scope its scope
 * @param novelty whether it is out of the box
 * @param probability the forecast probability of meeting the target
 * @param overrideProbability of being overridden, had it not been given another answer
 * @param answer what became of it
 * @param proposed when it was proposed or ordered
 * @param decided when it was answered
 * @param launched when it was launched
 * @param due when its result is due
 * @param seen when its result was seen
 * @param initiative the initiative whose outcome is its own
 */
record PlantedCase(
        int engagement,
        int index,
        int client,
        int marketer,
        String channel,
        List<String> affects,
        Scope scope,
        Novelty novelty,
        double probability,
        double overrideProbability,
        Answer answer,
        int proposed,
        int decided,
        int launched,
        int due,
        int seen,
        Optional<String> initiative) {

    /** What became of work. */
    enum Answer {
        FOLLOWED,
        OVERRIDDEN,
        ORDERED,
        ROUTINE,
        DECLINED,
        DEFERRED,
        NOT_CHOSEN,
        WITHDRAWN,
        PENDING,
        UNCLEAR;

        /** The arm that it means. */
        Optional<Arm> arm() {
            return switch (this) {
                case FOLLOWED -> Optional.of(Arm.FOLLOWED);
                case OVERRIDDEN -> Optional.of(Arm.OVERRIDDEN);
                case ORDERED -> Optional.of(Arm.ORDERED);
                case DECLINED -> Optional.of(Arm.DECLINED);
                case UNCLEAR -> Optional.of(Arm.ADAPTED_UNCLEAR);
                case ROUTINE, DEFERRED, NOT_CHOSEN, WITHDRAWN, PENDING -> Optional.empty();
            };
        }
    }

    boolean isOrder() {
        return answer == Answer.ORDERED || answer == Answer.ROUTINE;
    }

    boolean followed() {
        return answer == Answer.FOLLOWED;
    }

    boolean overridden() {
        return answer == Answer.OVERRIDDEN;
    }

    WorkId id() {
        String id = "e" + engagement + "-" + index;
        return isOrder() ? new DirectiveId(id) : new ProposalId(id);
    }
}
