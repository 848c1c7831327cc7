package tribunal.fault.plan;

import java.time.Duration;
import java.util.Optional;

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
        /** After a later event of the same order was handed to a function, or a few seconds if none is. */
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
                case LATE -> copies + " after a later event of the order, each " + spacing.toMillis() + " ms later";
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

    /** Held until a later event of the same order was handed to any function, or the window ends. */
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
     * Answered with a failure; the function is not run.
     *
     * @param status 500, 429 or 503
     * @param retryAfter how long the answer asks to be left alone
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

    /** The function runs; its answer comes so long after the hand-over, when nobody waits for it any more. */
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

    /** Fails whenever it is tried, until it is given up; the function is never run. */
    record Poison(PoisonMode how) implements Fate {
        @Override
        public String kind() {
            return "poison";
        }

        @Override
        public String detail() {
            return how.words();
        }
    }

    /** What happens to the attempt's requests to third parties. */
    sealed interface ThirdParty extends Fate {}

    /** They act at once and answer so much later; after the app's time-out for them it hears nothing. */
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

    /** They fail before anything took effect, but for an answer that cannot be read: then they have done what they were asked for. */
    record ThirdPartyFails(String how) implements ThirdParty {
        static final String GARBAGE = "answered garbage";

        /** They did what they were asked for. */
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

    /** They act, and their answer is lost. */
    record ThirdPartySilent() implements ThirdParty {
        @Override
        public String kind() {
            return "third-party-silent";
        }
    }
}
