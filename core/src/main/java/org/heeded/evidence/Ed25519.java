package org.heeded.evidence;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/** The platform's Ed25519 (RFC 8032) on bare keys of 32 bytes, less the public keys that it should not take. */
final class Ed25519 {

    static final int KEY_LENGTH = 32;
    static final int SIGNATURE_LENGTH = 64;

    private static final String NAME = "Ed25519";

    /** What stands before the 32 bytes of a public key in its X.509 form (RFC 8410, section 4). */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

    /** The y of a point of order 8; that of the others is P less this one. */
    private static final BigInteger Y_OF_ORDER_8 =
            new BigInteger("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7", 16);

    /** The y of all points whose order divides 8: the identity, one of order 2, two of order 4, four of order 8. */
    private static final Set<BigInteger> SMALL_ORDER =
            Set.of(BigInteger.ONE, P.subtract(BigInteger.ONE), BigInteger.ZERO, Y_OF_ORDER_8, P.subtract(Y_OF_ORDER_8));

    private Ed25519() {}

    /**
     * Refuses what is no public key that a signer would make. With a point of small order, which the platform takes,
     * signatures on any message can be made without a private key.
     */
    static void checkPublic(byte[] key) {
        if (key.length != KEY_LENGTH) {
            throw new EvidenceException("a public key has " + key.length + " bytes instead of " + KEY_LENGTH);
        }
        byte[] bigEndian = new byte[KEY_LENGTH];
        for (int i = 0; i < KEY_LENGTH; i++) {
            bigEndian[i] = key[KEY_LENGTH - 1 - i];
        }
        bigEndian[0] &= 0x7f; // the top bit is the sign of x
        BigInteger y = new BigInteger(1, bigEndian);
        if (y.compareTo(P) >= 0) {
            throw new EvidenceException("a public key is not in its canonical form");
        }
        if (SMALL_ORDER.contains(y)) {
            throw new EvidenceException("a public key is a point of small order, with which anything verifies");
        }
        try {
            Signature.getInstance(NAME).initVerify(publicKey(key));
        } catch (InvalidKeyException e) {
            throw new EvidenceException("a public key is no point of the curve");
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    static boolean verify(byte[] key, byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(NAME);
            verifier.initVerify(publicKey(key));
            verifier.update(message);
            return verifier.verify(signature);
        } catch (SignatureException | InvalidKeyException e) {
            return false; // not the form of a signature
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** The key pair of a seed. */
    static KeyPair pair(byte[] seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(NAME);
            generator.initialize(NamedParameterSpec.ED25519, new Replay(seed));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    static byte[] sign(PrivateKey key, byte[] message) {
        try {
            Signature signer = Signature.getInstance(NAME);
            signer.initSign(key);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    static byte[] bare(PublicKey key) {
        return Arrays.copyOfRange(key.getEncoded(), X509.length, X509.length + KEY_LENGTH);
    }

    private static PublicKey publicKey(byte[] key) throws GeneralSecurityException {
        byte[] encoded = Arrays.copyOf(X509, X509.length + KEY_LENGTH);
        System.arraycopy(key, 0, encoded, X509.length, KEY_LENGTH);
        try {
            return KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (java.security.spec.InvalidKeySpecException e) {
            throw new InvalidKeyException(e);
        }
    }

    private static IllegalStateException missing(GeneralSecurityException e) {
        return new IllegalStateException("this Java platform lacks Ed25519", e);
    }

    /** Gives a seed for randomness: the platform has no other way from a seed to its public key. */
    private static final class Replay extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        Replay(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != seed.length) {
                throw new IllegalStateException("this Java platform makes Ed25519 keys in a way not known here");
            }
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
