package tribunal.history;

import org.jspecify.annotations.Nullable;

/** An observation of the fault injector, between dispatcher and function. The app's process writes these entries. */
public sealed interface ChannelEntry extends Entry {
    @Override
    default Witness witness() {
        return Witness.CHANNEL;
    }

    /** The answer for the dispatcher. */
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
     * @param due the earliest time for the hand-over
     */
    record HandedOver(
            long at,
            String event,
            String function,
            int attempt,
            long token,
            String node,
            String entity,
            String eventType,
            int ordinal,
            long due)
            implements ChannelEntry, AttemptEntry {}

    /**
     * The injector decided the fate of this attempt; attempts without this entry had no fault.
     *
     * @param rule name of the plan's rule
     * @param fate its kind: a label of {@link FateKind}; {@code poison} declares the delivery a dead letter
     * @param detail its parameters, in words
     */
    record FateDecided(long at, String event, String function, int attempt, String rule, String fate, String detail)
            implements ChannelEntry, AttemptEntry {}

    /**
     * The dispatcher is about to receive its answer, or no longer waits for it.
     *
     * @param why reason for a failure or a missing answer; null if done
     * @param retryAfter the pause that the function asks for, in nanoseconds; null for none, and in histories older
     *     than this field
     * @param permanent whether the function called a retry useless
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
            implements ChannelEntry, AttemptEntry {}

    /**
     * The fate took effect: the copy starts, the delivery is held, dropped or overtaken, the injector answers, the
     * answer is withheld, the settle is dropped, the crash point is reached, or the third party is asked.
     */
    record FateMet(long at, String event, String function, int attempt, String fate)
            implements ChannelEntry, AttemptEntry {}

    /**
     * The function started.
     *
     * @param copy 0 for the original, 1 and more for duplicates
     */
    record AttemptStarted(long at, String event, String function, int attempt, int copy)
            implements ChannelEntry, AttemptEntry {}

    /**
     * The function ended.
     *
     * @param point the place of the crash, such as {@code before-start}, {@code before-call-3}, {@code after-call-3};
     *     null if it did not crash
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
     * A sign of life of the node, every 100 ms; a gap of half a lease or more counts as a stall.
     *
     * @param wall wall clock, in microseconds since 1970
     */
    record ClockSampled(long at, String node, long wall) implements ChannelEntry {}

    /**
     * A node asked its store for changes of this topic on behalf of its subscribers; recorded at most once in five
     * seconds for each node and topic.
     *
     * @param topic as in {@code Subscribed}
     */
    record ChangesRead(long at, String node, String topic) implements ChannelEntry {}
}
