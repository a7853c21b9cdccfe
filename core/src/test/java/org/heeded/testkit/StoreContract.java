package org.heeded.testkit;

/**
 * What every store keeps. A store's own test extends it and says how to open one:
 *
 * <pre>{@code
 * class MyStoreTest extends StoreContract {
 *
 *     @TempDir
 *     Path directory;
 *
 *     @Override
 *     protected Store open(AppendPolicy policy) {
 *         return MyStore.open(directory, clock, policy, sealer);
 *     }
 *
 *     @Override
 *     protected boolean durable() {
 *         return true;
 *     }
 * }
 * }</pre>
 */
public abstract class StoreContract extends ErasingContract {

    /** For a store's own test. */
    protected StoreContract() {}
}
