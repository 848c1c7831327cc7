package tribunal.simulation.replay;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tribunal.fault.plan.CrashPoint;
import tribunal.fault.plan.CrashPoint.Place;
import tribunal.fault.plan.Fate;
import tribunal.fault.plan.PoisonMode;

/** Writes and reads a fate's parameters in replay lines. */
public final class FateCodec {
    private static final Pattern CALL = Pattern.compile("(before|after)-call-([0-9]+)");

    private FateCodec() {}

    public static List<String> parameters(Fate fate) {
        return switch (fate) {
            case Fate.Duplicate d ->
                List.of(Integer.toString(d.copies()), lower(d.timing()), DurationText.text(d.spacing()));
            case Fate.Delay d -> List.of(DurationText.text(d.by()));
            case Fate.Reorder r -> List.of(DurationText.text(r.window()));
            case Fate.Crash c -> List.of(c.point().toString());
            case Fate.Fail f ->
                f.retryAfter()
                        .map(after -> List.of(Integer.toString(f.status()), DurationText.text(after)))
                        .orElseGet(() -> List.of(Integer.toString(f.status())));
            case Fate.Hang h -> List.of(DurationText.text(h.by()));
            case Fate.Poison p -> List.of(lower(p.how()));
            case Fate.ThirdPartySlow s -> List.of(DurationText.text(s.by()));
            case Fate.ThirdPartyFails f -> List.of(f.how().replace(' ', '-'));
            case Fate.Deliver _, Fate.Drop _, Fate.LoseAnswer _, Fate.LoseSettle _, Fate.ThirdPartySilent _ ->
                List.of();
        };
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a fate.
     *
     * @return empty if no fate has this kind
     * @throws RuntimeException if a parameter is missing or cannot be read
     */
    public static Optional<Fate> fate(String kind, List<String> p) {
        return Optional.ofNullable(
                switch (kind) {
                    case "duplicate" ->
                        new Fate.Duplicate(
                                Integer.parseInt(p.get(0)),
                                time(p.get(2)),
                                Fate.Timing.valueOf(p.get(1).toUpperCase(Locale.ROOT)));
                    case "delay" -> new Fate.Delay(time(p.getFirst()));
                    case "reorder" -> new Fate.Reorder(time(p.getFirst()));
                    case "crash" -> new Fate.Crash(point(p.getFirst()));
                    case "fail" ->
                        new Fate.Fail(
                                Integer.parseInt(p.getFirst()),
                                p.size() > 1 ? Optional.of(time(p.get(1))) : Optional.empty());
                    case "hang" -> new Fate.Hang(time(p.getFirst()));
                    case "poison" ->
                        new Fate.Poison(PoisonMode.valueOf(p.getFirst().toUpperCase(Locale.ROOT)));
                    case "third-party-slow" -> new Fate.ThirdPartySlow(time(p.getFirst()));
                    case "third-party-fails" ->
                        new Fate.ThirdPartyFails(p.getFirst().replace('-', ' '));
                    case "drop" -> new Fate.Drop();
                    case "lose-answer" -> new Fate.LoseAnswer();
                    case "lose-settle" -> new Fate.LoseSettle();
                    case "third-party-silent" -> new Fate.ThirdPartySilent();
                    default -> null;
                });
    }

    private static Duration time(String text) {
        return Duration.ofNanos(DurationText.nanos(text));
    }

    private static CrashPoint point(String text) {
        Matcher call = CALL.matcher(text);
        if (call.matches()) {
            Place side = call.group(1).equals("before") ? Place.BEFORE_CALL : Place.AFTER_CALL;
            return new CrashPoint(side, Integer.parseInt(call.group(2)));
        }
        return switch (text) {
            case "before-start" -> new CrashPoint(Place.BEFORE_START, 0);
            case "before-answer" -> new CrashPoint(Place.BEFORE_ANSWER, 0);
            default ->
                throw new IllegalArgumentException("\"" + text
                        + "\": expected before-start, before-answer, or before-call-1, after-call-1 and so on");
        };
    }
}
