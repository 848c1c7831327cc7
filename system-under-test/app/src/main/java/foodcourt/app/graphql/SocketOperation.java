package foodcourt.app.graphql;

import java.util.concurrent.Semaphore;

/** One open operation of a socket. It sends no more updates than the socket has room for. */
final class SocketOperation {
    private final Semaphore room;
    private int waiting;
    private boolean over;

    /** @param room the room of the whole socket, in updates */
    SocketOperation(Semaphore room) {
        this.room = room;
    }

    /** Waits until the socket has room for an update, and takes it; returns false if the operation is over. */
    boolean awaitRoom() {
        room.acquireUninterruptibly();
        if (!takes()) {
            room.release();
            return false;
        }
        return true;
    }

    private synchronized boolean takes() {
        if (!over) {
            waiting++;
        }
        return !over;
    }

    /** Frees the room of one update that was sent or never will be. */
    synchronized void sent() {
        if (waiting > 0) {
            waiting--;
            room.release();
        }
    }

    synchronized void end() {
        over = true;
        room.release(waiting);
        waiting = 0;
    }
}
