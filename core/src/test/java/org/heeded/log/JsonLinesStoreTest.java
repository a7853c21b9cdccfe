package org.heeded.log;

import java.nio.file.Path;
import org.heeded.testkit.StoreContract;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesStoreTest extends StoreContract {

    @TempDir
    private Path temp;

    @Override
    protected Store open(AppendPolicy policy) {
        return JsonLinesStore.open(temp.resolve("contract"), clock, policy, sealer);
    }

    @Override
    protected boolean durable() {
        return true;
    }
}
