package tribunal.fault.plan;

import java.time.Duration;
import java.util.SortedMap;

/** What happens to one attempt, as {@link FaultPlan} decided it. */
public sealed interface Fate extends KindedRecord permits Fate.DeliveryFate, ThirdPartyFault.ThirdPartyFate {
    SortedMap<String, Class<? extends Fate>> KINDS = KindedRecord.kinds(Fate.class);

    /** The parameters, in words. */
    default String detail() {
        return "";
    }

    sealed interface DeliveryFate extends Fate permits Duplicate, Delay, Crash, Reorder, Hang, FaultSpec.Fixed {}

    /** The time at which copies arrive. */
    enum Timing {
        /** All at once with the original. */
        CONCURRENT,
        /** One after the other, after the original. */
        SEQUENTIAL,
        /** After a later event of the same order reached a function, or after a few seconds without one. */
        LATE
    }

    /** The delivery is repeated, with this pause between consecutive copies; zero if they are concurrent. */
    record Duplicate(int copies, Timing timing, Duration spacing) implements DeliveryFate {
        @Override
        public String detail() {
            return copies
                    + switch (timing) {
                        case CONCURRENT -> " at once";
                        case SEQUENTIAL -> " after it, each " + spacing.toMillis() + " ms later";
                        case LATE -> " after a later event of the order, each " + spacing.toMillis() + " ms later";
                    };
        }
    }

    /** The function receives the delivery after a delay of {@code by}. */
    record Delay(Duration by) implements DeliveryFate {
        @Override
        public String detail() {
            return by.toMillis() + " ms";
        }
    }

    /** The attempt crashes at this point; nothing happens if it never reaches the point. */
    record Crash(CrashPoint point) implements DeliveryFate {
        @Override
        public String detail() {
            return point.toString();
        }
    }

    /** The delivery is held until a later event of the same order reaches any function, or the window ends. */
    record Reorder(Duration window) implements DeliveryFate {
        @Override
        public String detail() {
            return "until a later event, " + window.toMillis() + " ms at most";
        }
    }

    /** The function runs, but answers {@code by} after the hand-over, when the dispatcher no longer waits. */
    record Hang(Duration by) implements DeliveryFate {
        @Override
        public String detail() {
            return by.toMillis() + " ms";
        }
    }
}
