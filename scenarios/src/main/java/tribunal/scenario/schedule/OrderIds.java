package tribunal.scenario.schedule;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import tribunal.history.CompositeName;

/** Computes the ids that the app gives to orders. By its contract an id is a version 5 UUID of customer and request. */
final class OrderIds {
    private OrderIds() {}

    static String of(String customer, String requestId) {
        ByteBuffer hash = ByteBuffer.wrap(sha1(CompositeName.of("order", customer, requestId)));
        long high = (hash.getLong() & ~0xF000L) | 0x5000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    private static byte[] sha1(String name) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(new byte[16]);
            return digest.digest(name.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
