package tribunal.fault.plan;

import java.time.Duration;
import java.util.Optional;

/** What happens to one attempt, as {@link FaultPlan} decided it. */
public sealed interface Fate {
    /** The name in scenarios and histories: {@code lose-answer}. */
    String kind();

    /** The parameters, in words. */
    default String detail() {
        return "";
    }

    /** The attempt proceeds without a fault. */
    record Deliver() implements Fate {
        @Override
        public String kind() {
            return "deliver";
        }
    }

    /** The time at which copies arrive. */
    enum Timing {
        /** All at once with the original. */
        CONCURRENT,
        /** One after the other, after the original. */
        SEQUENTIAL,
        /** After a later event of the same order reached a function, or after a few seconds without one. */
        LATE
    }

    /**
     * The delivery is repeated.
     *
     * @param spacing the pause between consecutive copies; zero if they are concurrent
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
                case LATE -> copies + " after a later event of the order, each " + spacing.toMillis() + " ms later";
            };
        }
    }

    /** The function receives the delivery after a delay of {@code by}. */
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

    /** The delivery never reaches the function. */
    record Drop() implements Fate {
        @Override
        public String kind() {
            return "drop";
        }
    }

    /** The function runs, but the dispatcher never receives its answer. */
    record LoseAnswer() implements Fate {
        @Override
        public String kind() {
            return "lose-answer";
        }
    }

    /** The dispatcher believes that it has settled, but the store never receives the settle. */
    record LoseSettle() implements Fate {
        @Override
        public String kind() {
            return "lose-settle";
        }
    }

    /** The attempt crashes at this point; nothing happens if it never reaches the point. */
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

    /** The delivery is held until a later event of the same order reaches any function, or the window ends. */
    record Reorder(Duration window) implements Fate {
        @Override
        public String kind() {
            return "reorder";
        }

        @Override
        public String detail() {
            return "until a later event, " + window.toMillis() + " ms at most";
        }
    }

    /**
     * The injector answers with a failure, and the function does not run.
     *
     * @param status 500, 429 or 503
     * @param retryAfter the pause before the next attempt that the answer asks for
     */
    record Fail(int status, Optional<Duration> retryAfter) implements Fate {
        @Override
        public String kind() {
            return "fail";
        }

        @Override
        public String detail() {
            return retryAfter
                    .map(time -> status + ", retry after " + time.toMillis() + " ms")
                    .orElse(String.valueOf(status));
        }
    }

    /** The function runs, but answers {@code by} after the hand-over, when the dispatcher no longer waits. */
    record Hang(Duration by) implements Fate {
        @Override
        public String kind() {
            return "hang";
        }

        @Override
        public String detail() {
            return by.toMillis() + " ms";
        }
    }

    /** Every attempt fails until the app gives the delivery up; the function never runs. */
    record Poison(PoisonMode how) implements Fate {
        @Override
        public String kind() {
            return "poison";
        }

        @Override
        public String detail() {
            return how.description();
        }
    }

    /** A fate of the attempt's requests to third parties. */
    sealed interface ThirdParty extends Fate {}

    /**
     * Third parties act at once and answer {@code by} later; the app receives no answer after its time-out for them.
     */
    record ThirdPartySlow(Duration by) implements ThirdParty {
        @Override
        public String kind() {
            return "third-party-slow";
        }

        @Override
        public String detail() {
            return by.toMillis() + " ms";
        }
    }

    /** Third parties fail before anything takes effect, except with a garbage answer, which follows the effect. */
    record ThirdPartyFails(String how) implements ThirdParty {
        static final String GARBAGE = "answered garbage";

        /** Whether the request took effect. */
        public boolean tookEffect() {
            return how.equals(GARBAGE);
        }

        @Override
        public String kind() {
            return "third-party-fails";
        }

        @Override
        public String detail() {
            return how;
        }
    }

    /** Third parties act, and their answer is lost. */
    record ThirdPartySilent() implements ThirdParty {
        @Override
        public String kind() {
            return "third-party-silent";
        }
    }
}
