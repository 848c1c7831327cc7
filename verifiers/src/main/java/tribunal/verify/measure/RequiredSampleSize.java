package tribunal.verify.measure;

/** How many latencies it takes to say something of a percentile. */
public final class RequiredSampleSize {
    /** How likely a wrong answer may be on one side, of 1. */
    public static final double TAIL = 0.005;

    private RequiredSampleSize() {}

    /**
     * The number of values from which on the largest of them hardly ever lies below the percentile: 8 for the 50th, 51 for
     * the 90th, 528 for the 99th. With fewer, values that are all small prove nothing. The maximum is that of the values
     * themselves and needs one.
     *
     * @param percentile above 0, at most 100
     */
    public static long needed(double percentile) {
        return percentile >= 100 ? 1 : (long) Math.ceil(Math.log(TAIL) / Math.log(percentile / 100));
    }

    /**
     * Whether so many values above a limit prove that the percentile is above it, however few values there are: fewer than one
     * in two hundred samples whose percentile is the limit have as many above it (exact binomial test).
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
