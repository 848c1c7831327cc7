package tribunal.wire;

/**
 * Receives the evidence of what the proxy did. Threads of different connections call it at the same time. An entry is
 * recorded before its step takes effect; {@link WireEntry.ToxicEnded}, {@link WireEntry.RouteUp} and
 * {@link WireEntry.ConnectionClosed} afterwards.
 */
@FunctionalInterface
public interface WireWitness {
    void record(WireEntry entry);
}
