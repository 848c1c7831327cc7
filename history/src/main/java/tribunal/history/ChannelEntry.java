package tribunal.history;

import org.jspecify.annotations.Nullable;

/** What the fault injector saw on both sides of itself: between dispatcher and function. Written in the app's process. */
public sealed interface ChannelEntry extends Entry {
    @Override
    default Witness witness() {
        return Witness.CHANNEL;
    }

    /** What the dispatcher was told. */
    enum Answer {
        DONE,
        FAILED,
        NO_ANSWER
    }

    /** How an attempt ended at the function. */
    enum Ending {
        DONE,
        FAILED,
        CRASHED
    }

    /**
     * The dispatcher handed a delivery to the channel.
     *
     * @param due the earliest time at which it was to be handed over
     */
    record HandedOver(
            long at,
            String event,
            String function,
            int attempt,
            long token,
            String node,
            String order,
            String eventType,
            int ordinal,
            long due)
            implements ChannelEntry, AttemptEntry {}

    /**
     * The injector decided to harm this attempt; attempts without this entry were left alone.
     *
     * @param rule the name of the plan's rule
     * @param fate its kind: {@code duplicate}, {@code delay}, {@code reorder}, {@code drop}, {@code lose-answer},
     *     {@code lose-settle}, {@code crash}, {@code fail}, {@code hang}, {@code poison}, {@code third-party-slow},
     *     {@code third-party-fails}, {@code third-party-silent}
     * @param detail its parameters, in words
     */
    record FateDecided(long at, String event, String function, int attempt, String rule, String fate, String detail)
            implements ChannelEntry, AttemptEntry {}

    /**
     * The dispatcher got its answer.
     *
     * @param why it failed or was not answered; null if it is done
     * @param retryAfter for how many nanoseconds the function asks to be left alone; null if it does not ask, and in
     *     histories older than this field
     * @param permanent the function said that trying again is useless
     */
    record Answered(
            long at,
            String event,
            String function,
            int attempt,
            Answer answer,
            @Nullable String why,
            @Nullable Long retryAfter,
            boolean permanent)
            implements ChannelEntry, AttemptEntry {
        /** Without advice about the next attempt. */
        public Answered(long at, String event, String function, int attempt, Answer answer, @Nullable String why) {
            this(at, event, function, attempt, answer, why, null, false);
        }
    }

    /**
     * The fate came to pass: the copy was made, the answer withheld, the settle swallowed, the crash point reached, the
     * delivery overtaken, the third party asked.
     */
    record FateMet(long at, String event, String function, int attempt, String fate)
            implements ChannelEntry, AttemptEntry {}

    /**
     * The function began.
     *
     * @param copy 0 is the original, 1 and more are duplicates
     */
    record AttemptStarted(long at, String event, String function, int attempt, int copy)
            implements ChannelEntry, AttemptEntry {}

    /**
     * The function ended.
     *
     * @param point where it crashed, such as {@code before-start}, {@code before-call-3}, {@code after-call-3}; null if
     *     it did not
     */
    record AttemptEnded(
            long at,
            String event,
            String function,
            int attempt,
            int copy,
            Ending ending,
            @Nullable String point) implements ChannelEntry, AttemptEntry {}

    /** A transaction of this attempt was rolled back after its work was done. */
    record RolledBack(long at, String event, String function, int attempt, int copy)
            implements ChannelEntry, AttemptEntry {}

    /**
     * A sign of life, every 100 ms: a longer gap is a stall of the node.
     *
     * @param wall wall clock, in microseconds since 1970
     */
    record ClockSampled(long at, String node, long wall) implements ChannelEntry {}

    /**
     * A node asked its store on behalf of its subscribers whether this entity has changed. Written once in five seconds for each
     * node and entity, however often the node asks.
     *
     * @param entity as in {@code Subscribed}: {@code order:<id>}, {@code customer:<id>} or {@code board:<restaurant>}
     */
    record ChangesRead(long at, String node, String entity) implements ChannelEntry {}
}
