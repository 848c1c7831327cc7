package tribunal.verify.measure;

/** Computes how many latencies are needed to judge a percentile. */
public final class RequiredSampleSize {
    /** Probability of a wrong answer on one side, between 0 and 1. */
    public static final double TAIL = 0.005;

    private RequiredSampleSize() {}

    /**
     * The smallest number of values of which the largest is hardly ever below the percentile: 8 for the 50th, 51 for
     * the 90th, 528 for the 99th. With fewer values, small values prove nothing. The 100th percentile is the maximum of
     * the values themselves and needs one value.
     *
     * @param percentile above 0, at most 100
     */
    public static long needed(double percentile) {
        return percentile >= 100 ? 1 : (long) Math.ceil(Math.log(TAIL) / Math.log(percentile / 100));
    }

    /**
     * Whether {@code above} of {@code values} prove that the percentile is above a limit, for any number of values. If
     * the percentile were the limit, fewer than one in two hundred samples would have as many values above it (exact
     * binomial test).
     *
     * @param above how many of the values are not below the limit
     */
    static boolean provesMissed(double percentile, long values, long above) {
        double share = 1 - percentile / 100;
        double fewer = 0;
        double exactly = Math.pow(1 - share, (double) values);
        for (long n = 0; n < above; n++) {
            fewer += exactly;
            exactly *= (double) (values - n) * share / ((n + 1) * (1 - share));
        }
        return 1 - fewer <= TAIL;
    }
}
