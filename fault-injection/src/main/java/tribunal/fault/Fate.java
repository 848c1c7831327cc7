package tribunal.fault;

import java.time.Duration;

/** What is decided for one attempt. */
public sealed interface Fate {
    /** As scenarios and histories name it: {@code lose-answer}. */
    String kind();

    /** Its parameters, in words. */
    default String detail() {
        return "";
    }

    /** Nothing happens to it. */
    record Deliver() implements Fate {
        @Override
        public String kind() {
            return "deliver";
        }
    }

    /** When copies come. */
    enum Timing {
        /** All at once with the original. */
        CONCURRENT,
        /** One after the other, after the original. */
        SEQUENTIAL,
        /** So much after the original that the order has moved on. */
        LATE
    }

    /**
     * Delivered again.
     *
     * @param spacing between one and the next; nothing if they are concurrent
     */
    record Duplicate(int copies, Duration spacing, Timing timing) implements Fate {
        @Override
        public String kind() {
            return "duplicate";
        }

        @Override
        public String detail() {
            return switch (timing) {
                case CONCURRENT -> copies + " at once";
                case SEQUENTIAL -> copies + " after it, each " + spacing.toMillis() + " ms later";
                case LATE -> copies + " late, each " + spacing.toMillis() + " ms later";
            };
        }
    }

    /** Handed over so much later. */
    record Delay(Duration by) implements Fate {
        @Override
        public String kind() {
            return "delay";
        }

        @Override
        public String detail() {
            return by.toMillis() + " ms";
        }
    }

    /** Never reaches the function. */
    record Drop() implements Fate {
        @Override
        public String kind() {
            return "drop";
        }
    }

    /** The function runs, the dispatcher never hears of it. */
    record LoseAnswer() implements Fate {
        @Override
        public String kind() {
            return "lose-answer";
        }
    }

    /** The dispatcher believes that it has settled, the store never hears of it. */
    record LoseSettle() implements Fate {
        @Override
        public String kind() {
            return "lose-settle";
        }
    }

    /** Dies there; if the function never comes there, nothing happens. */
    record Crash(CrashPoint point) implements Fate {
        @Override
        public String kind() {
            return "crash";
        }

        @Override
        public String detail() {
            return point.toString();
        }
    }
}
