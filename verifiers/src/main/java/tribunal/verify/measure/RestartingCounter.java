package tribunal.verify.measure;

/** Continues a counter that begins again at zero when its process is started again: its value never falls. */
final class RestartingCounter {
    private long base;
    private long last;

    /** The sum of this value and of what earlier processes had counted when they were last seen. */
    long continued(long value) {
        base += value < last ? last : 0;
        last = value;
        return base + value;
    }
}
