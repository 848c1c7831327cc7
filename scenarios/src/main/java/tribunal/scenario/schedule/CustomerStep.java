package tribunal.scenario.schedule;

import java.time.Duration;

/** A step of a customer at a planned time, since the schedule's beginning. */
public sealed interface CustomerStep {
    Duration at();

    /** The operation that a step asks for, by its name in histories. */
    enum Kind {
        PLACE,
        CANCEL,
        /** Reads one order and changes nothing. */
        READ
    }

    /** A request that the customer repeats until the app answers. */
    sealed interface Request extends CustomerStep {
        default Kind kind() {
            return switch (this) {
                case Place _ -> Kind.PLACE;
                case Cancel _ -> Kind.CANCEL;
                case Read _ -> Kind.READ;
                case Foreign foreign -> foreign.request().kind();
            };
        }

        String order();

        /** Returns the customer's id of the request. */
        String requestId();

        /** Whether the customer gives up the first send before an answer can arrive. */
        default boolean isImpatient() {
            return false;
        }
    }

    /** Places an order; the same placement again is the same request. */
    record Place(Duration at, OrderPlacement placement, boolean isImpatient) implements Request {
        @Override
        public String order() {
            return placement.order();
        }

        @Override
        public String requestId() {
            return placement.requestId();
        }
    }

    record Cancel(Duration at, String order, String requestId, boolean isImpatient) implements Request {}

    /** Reads an order as soon as the customer's earlier requests are answered. */
    record Read(Duration at, String order, String requestId) implements Request {}

    /** A request about an order of another customer, which the app must refuse. */
    record Foreign(Request request) implements Request {
        @Override
        public Duration at() {
            return request.at();
        }

        @Override
        public String order() {
            return request.order();
        }

        @Override
        public String requestId() {
            return request.requestId();
        }
    }

    /** Subscribes to all of the customer's orders once more, while the next one is being placed. */
    record Watch(Duration at, String order) implements CustomerStep {}

    record Leave(OfflinePeriod offlinePeriod) implements CustomerStep {
        @Override
        public Duration at() {
            return offlinePeriod.from();
        }
    }
}
