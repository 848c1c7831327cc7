package tribunal.fault.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tribunal.fault.plan.CrashPoint.Place;
import tribunal.fault.plan.Fate.Timing;
import tribunal.history.KeyedRandom;

/** What a rule does to the attempts that it takes, with the ranges that its parameters are drawn from. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = FaultSpec.Duplicate.class, name = "duplicate"),
    @JsonSubTypes.Type(value = FaultSpec.Delay.class, name = "delay"),
    @JsonSubTypes.Type(value = FaultSpec.Drop.class, name = "drop"),
    @JsonSubTypes.Type(value = FaultSpec.LoseAnswer.class, name = "lose-answer"),
    @JsonSubTypes.Type(value = FaultSpec.LoseSettle.class, name = "lose-settle"),
    @JsonSubTypes.Type(value = FaultSpec.Crash.class, name = "crash"),
    @JsonSubTypes.Type(value = FaultSpec.Reorder.class, name = "reorder"),
    @JsonSubTypes.Type(value = FaultSpec.Fail.class, name = "fail"),
    @JsonSubTypes.Type(value = FaultSpec.Hang.class, name = "hang"),
    @JsonSubTypes.Type(value = FaultSpec.Poison.class, name = "poison"),
    @JsonSubTypes.Type(value = FaultSpec.ThirdPartySlow.class, name = "third-party-slow"),
    @JsonSubTypes.Type(value = FaultSpec.ThirdPartyFails.class, name = "third-party-fails"),
    @JsonSubTypes.Type(value = FaultSpec.ThirdPartySilent.class, name = "third-party-silent")
})
public sealed interface FaultSpec {
    /** The kinds, as scenario files spell them. */
    Set<String> KINDS = Arrays.stream(
                    FaultSpec.class.getAnnotation(JsonSubTypes.class).value())
            .map(JsonSubTypes.Type::name)
            .collect(Collectors.toCollection(TreeSet::new));

    /** Its kind, as scenario files spell it: also the kind of its fates. */
    default String kind() {
        return fate(new KeyedRandom(0), "").kind();
    }

    /** The fate of the attempt with this key: a pure function of seed and key. */
    Fate fate(KeyedRandom draw, String key);

    /** Whether it can come to pass at all on this attempt; a pure function of keys, like everything that decides. */
    default boolean fits(AttemptKey attempt, PlannedOrder order) {
        return true;
    }

    /**
     * Copies.
     *
     * @param concurrently share of those that come at once, 0 to 1
     * @param late share of those that come after a later event of the order, 0 to 1; the rest follow the original
     */
    record Duplicate(
            int copiesMin, int copiesMax, Duration spacingMin, Duration spacingMax, double concurrently, double late)
            implements FaultSpec {
        @Override
        public Fate fate(KeyedRandom draw, String key) {
            int copies = draw.between("copies " + key, copiesMin, copiesMax);
            double timing = draw.of("timing " + key);
            if (timing < concurrently) {
                return new Fate.Duplicate(copies, Duration.ZERO, Timing.CONCURRENT);
            }
            Timing then = timing < concurrently + late ? Timing.LATE : Timing.SEQUENTIAL;
            return new Fate.Duplicate(copies, draw.between("spacing " + key, spacingMin, spacingMax), then);
        }
    }

    /** A delay; less than the delivery's time-out, else the attempt is over before it began. */
    record Delay(Duration min, Duration max) implements FaultSpec {
        @Override
        public Fate fate(KeyedRandom draw, String key) {
            return new Fate.Delay(draw.between("by " + key, min, max));
        }
    }

    record Drop() implements FaultSpec {
        @Override
        public Fate fate(KeyedRandom draw, String key) {
            return new Fate.Drop();
        }
    }

    record LoseAnswer() implements FaultSpec {
        @Override
        public Fate fate(KeyedRandom draw, String key) {
            return new Fate.LoseAnswer();
        }
    }

    record LoseSettle() implements FaultSpec {
        @Override
        public Fate fate(KeyedRandom draw, String key) {
            return new Fate.LoseSettle();
        }
    }

    /** A crash: at any step, or always at this point. */
    record Crash(Optional<CrashPoint> point) implements FaultSpec {
        /** No function of ours makes more calls; a point past a function's last call is not reached. */
        private static final int CALLS_MAX = 8;

        private static final double BEFORE_START = 0.15;
        private static final double BEFORE_ANSWER = 0.15;

        @Override
        public Fate fate(KeyedRandom draw, String key) {
            return new Fate.Crash(point.orElseGet(() -> drawn(draw, key)));
        }

        /** Low calls are likelier, since every function makes them. */
        private static CrashPoint drawn(KeyedRandom draw, String key) {
            double place = draw.of("place " + key);
            if (place < BEFORE_START) {
                return CrashPoint.at(Place.BEFORE_START);
            }
            if (place < BEFORE_START + BEFORE_ANSWER) {
                return CrashPoint.at(Place.BEFORE_ANSWER);
            }
            double low = draw.of("call " + key);
            int call = 1 + (int) (low * low * CALLS_MAX);
            return new CrashPoint(draw.of("side " + key) < 0.5 ? Place.BEFORE_CALL : Place.AFTER_CALL, call);
        }
    }

    /** An inversion, wherever a later event can arise without this delivery; the window is below the delivery's time-out. */
    record Reorder(Duration windowMin, Duration windowMax) implements FaultSpec {
        @Override
        public Fate fate(KeyedRandom draw, String key) {
            return new Fate.Reorder(draw.between("window " + key, windowMin, windowMax));
        }

        @Override
        public boolean fits(AttemptKey attempt, PlannedOrder order) {
            return FaultApplicability.laterEventCanArise(attempt, order);
        }
    }

    /** A failure that passes. */
    record Fail(int status, Optional<Duration> retryAfter) implements FaultSpec {
        @Override
        public Fate fate(KeyedRandom draw, String key) {
            return new Fate.Fail(status, retryAfter);
        }
    }

    /** An answer that comes too late; more than the delivery's time-out. */
    record Hang(Duration min, Duration max) implements FaultSpec {
        @Override
        public Fate fate(KeyedRandom draw, String key) {
            return new Fate.Hang(draw.between("by " + key, min, max));
        }
    }

    /** A failure that stays: the declared dead letters. Decided once for a delivery, not for each attempt. */
    record Poison(PoisonMode how) implements FaultSpec {
        @Override
        public Fate fate(KeyedRandom draw, String key) {
            return new Fate.Poison(how);
        }
    }

    /** Slow third parties: below the app's time-out for them, or above. */
    record ThirdPartySlow(Duration min, Duration max) implements FaultSpec {
        @Override
        public Fate fate(KeyedRandom draw, String key) {
            return new Fate.ThirdPartySlow(draw.between("by " + key, min, max));
        }

        @Override
        public boolean fits(AttemptKey attempt, PlannedOrder order) {
            return FaultApplicability.asksThirdParty(attempt);
        }
    }

    /** Third parties that fail, in one of four ways that are equally frequent. */
    record ThirdPartyFails() implements FaultSpec {
        /** 409: busy with the same key. Who answers garbage has done what was asked for. */
        private static final List<String> HOW =
                List.of("answered 500", "answered 409", "connection refused", Fate.ThirdPartyFails.GARBAGE);

        @Override
        public Fate fate(KeyedRandom draw, String key) {
            return new Fate.ThirdPartyFails(HOW.get((int) (draw.of("how " + key) * HOW.size())));
        }

        @Override
        public boolean fits(AttemptKey attempt, PlannedOrder order) {
            return FaultApplicability.asksThirdParty(attempt);
        }
    }

    /** Third parties that act and do not answer. */
    record ThirdPartySilent() implements FaultSpec {
        @Override
        public Fate fate(KeyedRandom draw, String key) {
            return new Fate.ThirdPartySilent();
        }

        @Override
        public boolean fits(AttemptKey attempt, PlannedOrder order) {
            return FaultApplicability.asksThirdParty(attempt);
        }
    }
}
