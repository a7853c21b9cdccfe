package org.heeded.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** RFC 8032's own example, and the public keys that the platform takes and we do not. */
class Ed25519Test {

    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    private static final BigInteger D = BigInteger.valueOf(-121665)
            .multiply(BigInteger.valueOf(121666).modInverse(P))
            .mod(P);
    private static final Point IDENTITY = new Point(BigInteger.ZERO, BigInteger.ONE);

    /** A point of the curve −x² + y² = 1 + dx²y² in the plain coordinates of RFC 8032, section 5.1. */
    private record Point(BigInteger x, BigInteger y) {

        Point plus(Point o) {
            BigInteger t = D.multiply(x).multiply(o.x).multiply(y).multiply(o.y).mod(P);
            BigInteger sum = x.multiply(o.y).add(y.multiply(o.x));
            BigInteger product = y.multiply(o.y).add(x.multiply(o.x));
            return new Point(
                    sum.multiply(BigInteger.ONE.add(t).modInverse(P)).mod(P),
                    product.multiply(BigInteger.ONE.subtract(t).modInverse(P)).mod(P));
        }

        Point times(BigInteger n) {
            Point result = IDENTITY;
            for (int bit = n.bitLength() - 1; bit >= 0; bit--) {
                result = result.plus(result);
                result = n.testBit(bit) ? result.plus(this) : result;
            }
            return result;
        }
    }

    /** Some point with a y, if there is one. */
    private static java.util.Optional<Point> decode(BigInteger y) {
        BigInteger u = y.multiply(y).subtract(BigInteger.ONE).mod(P);
        BigInteger v = D.multiply(y).multiply(y).add(BigInteger.ONE).mod(P);
        BigInteger xx = u.multiply(v.modInverse(P)).mod(P);
        BigInteger x = xx.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
        if (!x.multiply(x).mod(P).equals(xx)) {
            x = x.multiply(BigInteger.TWO.modPow(P.shiftRight(2), P)).mod(P);
        }
        return x.multiply(x).mod(P).equals(xx) ? java.util.Optional.of(new Point(x, y)) : java.util.Optional.empty();
    }

    private static byte[] bytes(BigInteger y, boolean sign) {
        byte[] key = new byte[32];
        for (int i = 0; i < 32; i++) {
            key[i] = y.shiftRight(8 * i).byteValue();
        }
        key[31] |= (byte) (sign ? 0x80 : 0);
        return key;
    }

    /** The points whose order divides 8, found by clearing the large order of arbitrary points. */
    private static Set<Point> torsion() {
        BigInteger order = BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
        Set<Point> found = new HashSet<>();
        for (int y = 2; found.size() < 8; y++) {
            decode(BigInteger.valueOf(y)).ifPresent(point -> {
                Point small = point.times(order);
                assertThat(small.times(BigInteger.valueOf(8))).isEqualTo(IDENTITY);
                Point sum = IDENTITY;
                for (int i = 0; i < 8; i++) {
                    sum = sum.plus(small);
                    found.add(sum);
                }
            });
        }
        return found;
    }

    @Test
    void allEightPointsOfSmallOrderAreRefusedInEveryEncoding() {
        Set<Point> points = torsion();
        assertThat(points).hasSize(8);
        int refused = 0;
        for (Point point : points) {
            for (boolean sign : new boolean[] {false, true}) {
                for (BigInteger y : List.of(point.y(), point.y().add(P))) {
                    if (y.bitLength() <= 255) {
                        byte[] key = bytes(y, sign);
                        assertThatThrownBy(() -> Ed25519.checkPublic(key)).isInstanceOf(EvidenceException.class);
                        assertThatThrownBy(() -> NoteKey.of("log", NoteKey.Kind.NOTE, key))
                                .isInstanceOf(EvidenceException.class);
                        refused++;
                    }
                }
            }
        }
        assertThat(refused).isEqualTo(2 * 8 + 2 * 3); // y and y + P below 2^255: of 0 twice and of 1
    }

    @Test
    void withAPointOfSmallOrderAnythingWouldVerify() {
        // R the identity and S zero fit the identity as a key whatever the message; the platform says so too
        byte[] forged = new byte[64];
        forged[0] = 1;
        assertThat(Ed25519.verify(bytes(BigInteger.ONE, false), Strict.utf8("anything"), forged))
                .isTrue();
    }

    @Test
    void aKeyThatIsNoPointIsRefused() {
        BigInteger y = BigInteger.TWO;
        while (decode(y).isPresent()) {
            y = y.add(BigInteger.ONE);
        }
        byte[] none = bytes(y, false);
        assertThatThrownBy(() -> Ed25519.checkPublic(none)).hasMessageContaining("no point");
        byte[] beyond = bytes(P.add(BigInteger.valueOf(3)), false);
        assertThatThrownBy(() -> Ed25519.checkPublic(beyond)).hasMessageContaining("canonical");
        assertThatThrownBy(() -> Ed25519.checkPublic(new byte[31])).hasMessageContaining("31 bytes");
    }

    @Test
    void signsAndVerifiesAsTheExampleOfTheRfc() {
        // RFC 8032, section 7.1, TEST 2
        byte[] seed = HexFormat.of().parseHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
        byte[] key = HexFormat.of().parseHex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
        byte[] signature = HexFormat.of()
                .parseHex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
        var pair = Ed25519.pair(seed);
        assertThat(Ed25519.bare(pair.getPublic())).isEqualTo(key);
        assertThat(Ed25519.sign(pair.getPrivate(), new byte[] {0x72})).isEqualTo(signature);
        assertThat(Ed25519.verify(key, new byte[] {0x72}, signature)).isTrue();
        assertThat(Ed25519.verify(key, new byte[] {0x73}, signature)).isFalse();
        assertThat(Ed25519.verify(key, new byte[] {0x72}, Arrays.copyOf(signature, 63)))
                .isFalse();
    }

    @Test
    void aSignatureHasOneForm() {
        SigningKey key = SigningKey.generate("log");
        byte[] message = {1, 2, 3};
        byte[] signature = key.sign(message);
        byte[] bare = java.util.Base64.getDecoder().decode(key.key().publicKey());
        assertThat(Ed25519.verify(bare, message, signature)).isTrue();
        // S plus the order of the group fits the equation as well
        byte[] s = new byte[32];
        for (int i = 0; i < 32; i++) {
            s[i] = signature[63 - i];
        }
        BigInteger order = BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
        byte[] more = bytes(new BigInteger(1, s).add(order), false);
        byte[] other = signature.clone();
        System.arraycopy(more, 0, other, 32, 32);
        assertThat(Ed25519.verify(bare, message, other)).isFalse();
    }
}
