package org.heeded;

import java.util.List;
import org.heeded.log.Recorded;

class InMemoryErasureTest extends ErasureContract {

    @Override
    DecisionLog open(LogOptions how) {
        return DecisionLog.inMemory(how);
    }

    @Override
    DecisionLog reopened() {
        return log;
    }

    @Override
    List<byte[]> stored() {
        return all(log).stream().map(Recorded::bytes).toList();
    }
}
