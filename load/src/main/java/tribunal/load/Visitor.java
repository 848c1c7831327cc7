package tribunal.load;

import java.time.Duration;

/** Somebody who comes, subscribes over a socket, and stays: one virtual user's part. Used by one thread at a time. */
sealed interface Visitor permits CustomerSession, BoardSession {
    String id();

    Duration untilJoining();

    /** A new connection is about to be made. */
    void connecting();

    /** Where the current connection goes: each may meet another node. */
    String socket();

    /** The frame that subscribes to what is watched from the beginning. */
    String watchMine();

    /** The connection is about to be dropped, with all its subscriptions. */
    void disconnecting();

    /** The ping after heal was answered. */
    void ponged();
}
