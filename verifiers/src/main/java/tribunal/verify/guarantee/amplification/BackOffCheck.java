package tribunal.verify.guarantee.amplification;

import tribunal.history.AppModel.BackOff;

/** The shortest and the longest pause that the declared back-off allows after a failed attempt, in nanoseconds. */
record BackOffCheck(BackOff backOff, int attempt) {
    private static final double NANOS_PER_MILLI = 1e6;

    long least() {
        return (long) (millis() * (1 - backOff.jitter()) * NANOS_PER_MILLI);
    }

    long most() {
        return (long) (millis() * (1 + backOff.jitter()) * NANOS_PER_MILLI);
    }

    private double millis() {
        return Math.min(
                (double) backOff.capMillis(), backOff.firstMillis() * Math.pow(backOff.factor(), attempt - 1.0));
    }
}
