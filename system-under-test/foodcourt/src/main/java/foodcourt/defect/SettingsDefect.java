package foodcourt.defect;

import foodcourt.Foodcourt;
import foodcourt.port.Ports;
import foodcourt.port.Settings;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** A defect by which the dispatcher ignores one of its limits. */
record SettingsDefect(String name, UnaryOperator<Settings> limits) implements Defect {
    static final List<Defect> ALL = List.of(
            new SettingsDefect("attempts-never-time-out", SettingsDefect::attemptsNeverTimeOut),
            new SettingsDefect("retried-for-ever", SettingsDefect::retriedForEver),
            new SettingsDefect("slots-unlimited", SettingsDefect::slotsUnlimited));

    /** More deliveries than any run has. */
    private static final int ALL_DUE = 1_000_000;

    @Override
    public Foodcourt app(Ports sound, Settings settings) {
        return Defect.super.app(sound, limits.apply(settings));
    }

    /** An attempt is waited for until it answers: a function that hangs holds its slot and its lease. */
    private static Settings attemptsNeverTimeOut(Settings s) {
        return with(s, QueueDefects.LONGER_THAN_ANY_RUN, s.attempts(), s.concurrency());
    }

    /** A delivery that always fails is tried again for ever. */
    private static Settings retriedForEver(Settings s) {
        return with(s, s.deliveryTimeout(), Integer.MAX_VALUE, s.concurrency());
    }

    /** A node starts all due deliveries of a function at once, however many they are. */
    private static Settings slotsUnlimited(Settings s) {
        return with(s, s.deliveryTimeout(), s.attempts(), ALL_DUE);
    }

    private static Settings with(Settings s, Duration deliveryTimeout, int attempts, int concurrency) {
        return new Settings(
                s.node(),
                s.lease(),
                s.heartbeat(),
                deliveryTimeout,
                s.poll(),
                s.backOff(),
                s.backOffMax(),
                attempts,
                concurrency);
    }
}
