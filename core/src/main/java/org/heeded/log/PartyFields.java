package org.heeded.log;

import java.util.EnumSet;
import java.util.Set;
import org.heeded.model.CorruptException;
import org.heeded.model.Level;
import org.heeded.model.Party;
import org.heeded.model.PartyId;
import org.heeded.model.Role;
import org.heeded.model.Side;
import org.heeded.model.Strength;

/** The fields of a party. */
final class PartyFields {

    private PartyFields() {}

    static void write(FieldWriter out, Party party) {
        out.string("party", party.id())
                .word("side", party.side())
                .text("name", party.name())
                .text("email", party.email())
                .word("level", party.level())
                .string("function", party.function())
                .string("organisation", party.organisation())
                .string("role", party.role())
                .strings("homeChannels", party.homeChannels())
                .strings("strengths", party.strengths().stream().map(Wire::word).toList());
    }

    static Party read(FieldReader in) {
        return new Party(
                in.value("party", PartyId::of),
                in.word("side", Side.class),
                in.optionalText("name"),
                in.optionalText("email"),
                in.optionalWord("level", Level.class),
                in.optionalString("function"),
                in.optionalString("organisation"),
                in.optional("role", Role::new),
                in.strings("homeChannels"),
                strengths(in),
                Envelope.circumstances(in));
    }

    private static Set<Strength> strengths(FieldReader in) {
        EnumSet<Strength> strengths = EnumSet.noneOf(Strength.class);
        for (String word : in.strings("strengths")) {
            strengths.add(Wire.constant(Strength.class, word)
                    .orElseThrow(() -> new CorruptException("field strengths has what is none of its words")));
        }
        return strengths;
    }
}
