package org.heeded.log;

import java.time.Clock;
import java.util.List;
import org.heeded.model.Circumstances;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Event;
import org.heeded.model.Text;
import org.heeded.privacy.InMemoryKeyStore;
import org.heeded.privacy.Sealer;

/** A process that appends to a log in a database and says on its output what was acknowledged. */
final class JdbcWriter {

    private JdbcWriter() {}

    public static void main(String[] arguments) {
        String name = arguments[2];
        int count = Integer.parseInt(arguments[3]);
        try (var pool = Databases.pool(arguments[0], 2);
                JdbcStore store = JdbcStore.open(
                        pool,
                        JdbcOptions.DEFAULT.tenant(arguments[1]).tables(JdbcOptions.Tables.CREATE),
                        Clock.systemUTC(),
                        AppendPolicy.LENIENT,
                        new Sealer(new InMemoryKeyStore()))) {
            for (int i = 0; i < count; i++) {
                String word = name + ":" + i;
                store.append(List.of(
                        Draft.of(EngagementId.of("acme"), new Event.Milestone(Text.of(word), Circumstances.NONE))));
                System.out.println(word);
            }
            if (arguments.length > 4) {
                Runtime.getRuntime().halt(0); // as if killed: nothing is closed
            }
        }
    }
}
