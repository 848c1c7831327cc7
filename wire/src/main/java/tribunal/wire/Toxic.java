package tribunal.wire;

import java.time.Duration;
import java.util.Locale;

/**
 * What is wrong with the bytes of a route. Names, attributes and effects are those of Toxiproxy 2; times are durations
 * instead of numbers. If several toxics of a type affect a connection, delays add up and the smallest limit counts.
 * The constructors throw {@link IllegalArgumentException} for values out of range.
 */
public sealed interface Toxic {
    /** Toxiproxy's name of the type, such as {@code slow_close} for {@link SlowClose}. */
    default String type() {
        return getClass().getSimpleName().replaceAll("(?<=.)(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    /**
     * Delays all bytes. The order of bytes is kept; about 1 MiB per connection is on its way at most.
     *
     * @param latency the mean delay, not negative
     * @param jitter the largest deviation from it, not negative; uniformly distributed
     */
    record Latency(Duration latency, Duration jitter) implements Toxic {
        public Latency {
            notNegative("latency", latency);
            notNegative("jitter", jitter);
        }
    }

    /**
     * Limits the throughput of each connection.
     *
     * @param rate in KB (1,000 bytes) per second, at least 1
     */
    record Bandwidth(long rate) implements Toxic {
        public Bandwidth {
            atLeast(1, "rate", rate);
        }
    }

    /**
     * Delays the end of a connection: one side closes it, the other side notices later.
     *
     * @param delay not negative
     */
    record SlowClose(Duration delay) implements Toxic {
        public SlowClose {
            notNegative("delay", delay);
        }
    }

    /**
     * Drops all bytes and closes the connection after a time. With a time of zero the connection stays open and silent
     * until one side closes it. Removing the toxic closes the connections that it affected, since they lack bytes.
     *
     * @param timeout counted from the start of toxic or connection, the later one; zero for never
     */
    record Timeout(Duration timeout) implements Toxic {
        public Timeout {
            notNegative("timeout", timeout);
        }

        /** Keeps connections open and silent until the toxic is removed. */
        public static Timeout silent() {
            return new Timeout(Duration.ZERO);
        }
    }

    /**
     * Resets the connection (TCP RST, on both sides) instead of passing bytes.
     *
     * @param timeout from the arrival of the first bytes to the reset, not negative
     */
    record ResetPeer(Duration timeout) implements Toxic {
        public ResetPeer {
            notNegative("timeout", timeout);
        }
    }

    /**
     * Sends bytes in small packets.
     *
     * @param averageSize bytes of a packet, at least 1
     * @param sizeVariation the largest deviation from it in bytes, less than the average
     * @param delay the pause after each packet, not negative
     */
    record Slicer(int averageSize, int sizeVariation, Duration delay) implements Toxic {
        public Slicer {
            atLeast(1, "average_size", averageSize);
            atLeast(0, "size_variation", sizeVariation);
            atLeast(sizeVariation + 1L, "average_size", averageSize);
            notNegative("delay", delay);
        }
    }

    /**
     * Closes the connection once it has carried this number of bytes since the toxic was added.
     *
     * @param bytes at least 0
     */
    record LimitData(long bytes) implements Toxic {
        public LimitData {
            atLeast(0, "bytes", bytes);
        }
    }

    private static void notNegative(String attribute, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(attribute + " is " + value + ": give a duration of zero or more");
        }
    }

    private static void atLeast(long least, String attribute, long value) {
        if (value < least) {
            throw new IllegalArgumentException(attribute + " is " + value + ": give at least " + least);
        }
    }
}
