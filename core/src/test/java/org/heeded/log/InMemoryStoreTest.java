package org.heeded.log;

class InMemoryStoreTest extends StoreContract {

    @Override
    protected Store open(AppendPolicy policy) {
        return InMemoryStore.open(clock, policy, sealer);
    }
}
