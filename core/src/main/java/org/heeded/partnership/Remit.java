package org.heeded.partnership;

import java.util.Optional;
import org.heeded.dossier.AdviceCase;
import org.heeded.model.Role;
import org.heeded.model.Scope;

/**
 * What a role should decide; what is not said does not matter.
 *
 * @param role whose remit
 * @param scope work of this scope
 * @param budget whether only work with money at stake
 * @param homeChannel whether only work in one of the marketer's home channels
 */
public record Remit(Role role, Optional<Scope> scope, boolean budget, boolean homeChannel) {

    boolean covers(AdviceCase c) {
        return (scope.isEmpty() || scope.equals(c.description().scope()))
                && (!budget || c.description().stake().isPresent())
                && (!homeChannel
                        || c.description()
                                .channel()
                                .filter(channel ->
                                        c.adviser().orElseThrow().homeChannels().contains(channel))
                                .isPresent());
    }
}
