package org.heeded.log;

import org.heeded.testkit.StoreContract;

class InMemoryStoreTest extends StoreContract {

    @Override
    protected Store open(AppendPolicy policy) {
        return InMemoryStore.open(clock, policy, sealer);
    }

    @Override
    protected boolean durable() {
        return false;
    }
}
