package org.heeded.privacy;

class InMemoryKeyStoreTest extends KeyStoreContract {

    @Override
    KeyStore store() {
        return new InMemoryKeyStore();
    }
}
