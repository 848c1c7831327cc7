package tribunal.scenario.schedule;

import java.time.Duration;
import tribunal.history.ClientEntry.Kind;

/** What a customer does at a planned time, since the schedule's beginning. */
public sealed interface CustomerStep {
    Duration at();

    /** Asks the app for something, again until it answers. */
    sealed interface Ask extends CustomerStep {
        Kind kind();

        /** The order that it is about. */
        String order();

        /** What the customer calls the request. */
        String requestId();

        /** Whether the first send is given up before an answer can come. */
        boolean isImpatient();
    }

    /** Places an order; the same placement again is the same request. */
    record Place(Duration at, OrderPlacement placement, boolean isImpatient) implements Ask {
        @Override
        public Kind kind() {
            return Kind.PLACE;
        }

        @Override
        public String order() {
            return placement.order();
        }

        @Override
        public String requestId() {
            return placement.requestId();
        }
    }

    /** Cancels an order. */
    record Cancel(Duration at, String order, String requestId, boolean isImpatient) implements Ask {
        @Override
        public Kind kind() {
            return Kind.CANCEL;
        }
    }

    /** Reads an order, as soon as what was asked for before has been answered. */
    record Read(Duration at, String order, String requestId) implements Ask {
        @Override
        public Kind kind() {
            return Kind.READ;
        }

        @Override
        public boolean isImpatient() {
            return false;
        }
    }

    /** Subscribes to all of the customer's orders once more, while the next one is being placed. */
    record Watch(Duration at, String order) implements CustomerStep {}

    /** Loses the connection. */
    record Leave(OfflinePeriod absence) implements CustomerStep {
        @Override
        public Duration at() {
            return absence.from();
        }
    }
}
