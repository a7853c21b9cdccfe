package org.heeded.exchange;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.heeded.model.ClientId;
import org.heeded.model.DirectiveId;
import org.heeded.model.EngagementId;
import org.heeded.model.Event;
import org.heeded.model.GoalId;
import org.heeded.model.InitiativeId;
import org.heeded.model.PartyId;
import org.heeded.model.ProposalId;

/**
 * What was said of an object.
 *
 * @param attributes what describes it, each with the time at which it was said
 * @param relations the objects that it is related to
 */
record OcelObject(Set<Attribute> attributes, Set<Relation> relations) {

    /** One thing that describes it. */
    record Attribute(String name, OcelValue value, String time) {}

    /** A relation to an object, by the field that names it. */
    record Relation(Ref to, String qualifier) {}

    OcelObject() {
        this(new LinkedHashSet<>(), new LinkedHashSet<>());
    }

    /**
     * The name of an object.
     *
     * @param type what it is
     * @param id unique among all objects: type, engagement where its id is unique only there, and id
     * @param everywhere whether it is one object in all engagements
     */
    record Ref(String type, String id, boolean everywhere) {

        /** The object that something said in an engagement names, if it names one. */
        static Optional<Ref> of(EngagementId engagement, Object said) {
            if (said instanceof PartyId party) {
                return Optional.of(everywhere("party", party.value()));
            }
            if (said instanceof ClientId client) {
                return Optional.of(everywhere("client", client.value()));
            }
            if (said instanceof ProposalId proposal) {
                return Optional.of(of("proposal", engagement, proposal.value()));
            }
            if (said instanceof DirectiveId directive) {
                return Optional.of(of("directive", engagement, directive.value()));
            }
            if (said instanceof InitiativeId initiative) {
                return Optional.of(of("initiative", engagement, initiative.value()));
            }
            return said instanceof GoalId goal ? Optional.of(of("goal", engagement, goal.value())) : Optional.empty();
        }

        static Ref of(EngagementId engagement) {
            return new Ref("engagement", "engagement:" + escaped(engagement.value()), false);
        }

        /** The object that an event describes, if it describes one. */
        static Optional<Ref> describedBy(EngagementId engagement, Event event) {
            if (event instanceof Event.EngagementOpened) {
                return Optional.of(of(engagement));
            }
            if (event instanceof Event.PartyJoined joined) {
                return of(engagement, joined.party().id());
            }
            if (event instanceof Event.GoalSet set) {
                return of(engagement, set.goal());
            }
            if (event instanceof Event.TargetAgreed agreed) {
                return of(engagement, agreed.initiative());
            }
            if (event instanceof Event.ProposalMade made) {
                return of(engagement, made.proposal());
            }
            return event instanceof Event.DirectiveGiven given ? of(engagement, given.directive()) : Optional.empty();
        }

        private static Ref everywhere(String type, String id) {
            return new Ref(type, type + ':' + escaped(id), true);
        }

        private static Ref of(String type, EngagementId engagement, String id) {
            return new Ref(type, type + ':' + escaped(engagement.value()) + '/' + escaped(id), false);
        }

        /** So that the stroke between two ids is the only one. */
        private static String escaped(String id) {
            return id.replace("%", "%25").replace("/", "%2F");
        }
    }
}
