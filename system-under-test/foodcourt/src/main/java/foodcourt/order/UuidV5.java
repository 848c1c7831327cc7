package foodcourt.order;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** UUIDs of version 5 (RFC 9562) in the all-zero namespace: the same name gives the same id everywhere. */
final class UuidV5 {
    private UuidV5() {}

    /**
     * The id of a name, which consists of the parts joined by slashes. A slash or percent sign within a part is escaped
     * as in a URL, so that different parts never make the same name.
     */
    static UUID of(String... parts) {
        String name = Stream.of(parts).map(UuidV5::escaped).collect(Collectors.joining("/"));
        ByteBuffer hash = ByteBuffer.wrap(sha1(new byte[16], name.getBytes(StandardCharsets.UTF_8)));
        long high = (hash.getLong() & ~0xF000L) | 0x5000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static String escaped(String part) {
        return part.replace("%", "%25").replace("/", "%2F");
    }

    private static byte[] sha1(byte[] namespace, byte[] name) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(namespace);
            return digest.digest(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
