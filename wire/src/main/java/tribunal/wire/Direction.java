package tribunal.wire;

/** The direction of the bytes that a toxic affects, by Toxiproxy's names. */
public enum Direction {
    /** From the client to the server. */
    UPSTREAM,
    /** From the server to the client. */
    DOWNSTREAM;

    /** The side that sends in this direction. */
    Side source() {
        return this == UPSTREAM ? Side.CLIENT : Side.SERVER;
    }

    /** The side that receives in this direction. */
    Side destination() {
        return this == UPSTREAM ? Side.SERVER : Side.CLIENT;
    }
}
