package org.heeded.log;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesStoreTest extends StoreContract {

    @TempDir
    private Path directory;

    private int opened;

    @Override
    protected Store open(AppendPolicy policy) {
        return JsonLinesStore.open(directory.resolve("log" + opened++), clock, policy, sealer);
    }
}
