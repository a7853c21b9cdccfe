package org.heeded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.heeded.evidence.CheckpointDirectory;
import org.heeded.log.Store;
import org.heeded.privacy.KeyStore;
import org.heeded.privacy.Sealer;

/**
 * Opens a log over a store.
 *
 * @param options how
 * @param sealer seals personal texts, with the keys of the options or those that belong to the place
 * @param checkpoints where the log keeps its newest checkpoints, if it does
 */
record Opening(LogOptions options, Sealer sealer, Optional<CheckpointDirectory> checkpoints) {

    static Opening in(Path directory, LogOptions options) {
        return new Opening(
                options,
                new Sealer(options.keys().orElseGet(() -> new KeysBeside(directory))),
                Optional.of(CheckpointDirectory.in(checkpointsIn(directory))));
    }

    static Path checkpointsIn(Path directory) {
        return directory.resolve("checkpoints");
    }

    static Opening elsewhere(LogOptions options, Supplier<KeyStore> keys) {
        return new Opening(options, new Sealer(options.keys().orElseGet(keys)), Optional.empty());
    }

    DecisionLog reading(Function<Sealer, Store> opened) {
        return log(opened, false);
    }

    /** Finishes what an interrupted erasure left. */
    DecisionLog writing(Function<Sealer, Store> opened) {
        return log(opened, true);
    }

    private DecisionLog log(Function<Sealer, Store> opened, boolean writing) {
        long start = System.nanoTime();
        Store store = opened.apply(sealer);
        store.listen(options.listener());
        options.listener().rebuilt(store.end(), Duration.ofNanos(System.nanoTime() - start));
        PersonalTexts personal = new PersonalTexts(store, sealer);
        DecisionLog log = new DecisionLog(store, personal, options, checkpoints);
        if (writing) {
            personal.finishErasures();
        }
        return log;
    }
}
