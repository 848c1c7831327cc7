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

/** The fault of a rule, with the ranges from which its parameters are drawn. */
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
    /** The kinds, in the spelling of scenario files. */
    Set<String> KINDS = Arrays.stream(
                    FaultSpec.class.getAnnotation(JsonSubTypes.class).value())
            .map(JsonSubTypes.Type::name)
            .collect(Collectors.toCollection(TreeSet::new));

    /** The kind, in the spelling of scenario files; its fates have the same kind. */
    default String kind() {
        return fate(new KeyedRandom(0), "").kind();
    }

    /** The fate of the attempt with this key, a pure function of seed and key. */
    Fate fate(KeyedRandom random, String key);

    /** Whether this fault can take effect on this attempt. Like every decision, it is a pure function of keys. */
    default boolean isApplicable(AttemptKey attempt, PlannedOrder order) {
        return true;
    }

    /**
     * Duplicates of a delivery.
     *
     * @param concurrently the share of deliveries whose copies arrive at the same time, 0 to 1
     * @param late the share of deliveries whose copies arrive after a later event of the order, 0 to 1; the copies of
     *     the rest follow the original
     */
    record Duplicate(
            int copiesMin, int copiesMax, Duration spacingMin, Duration spacingMax, double concurrently, double late)
            implements FaultSpec {
        @Override
        public Fate fate(KeyedRandom random, String key) {
            int copies = random.between("copies " + key, copiesMin, copiesMax);
            double timing = random.of("timing " + key);
            if (timing < concurrently) {
                return new Fate.Duplicate(copies, Duration.ZERO, Timing.CONCURRENT);
            }
            Timing then = timing < concurrently + late ? Timing.LATE : Timing.SEQUENTIAL;
            return new Fate.Duplicate(copies, random.between("spacing " + key, spacingMin, spacingMax), then);
        }
    }

    /** A delay below the delivery's time-out; a longer one would end the attempt before it began. */
    record Delay(Duration min, Duration max) implements FaultSpec {
        @Override
        public Fate fate(KeyedRandom random, String key) {
            return new Fate.Delay(random.between("by " + key, min, max));
        }
    }

    record Drop() implements FaultSpec {
        @Override
        public Fate fate(KeyedRandom random, String key) {
            return new Fate.Drop();
        }
    }

    record LoseAnswer() implements FaultSpec {
        @Override
        public Fate fate(KeyedRandom random, String key) {
            return new Fate.LoseAnswer();
        }
    }

    record LoseSettle() implements FaultSpec {
        @Override
        public Fate fate(KeyedRandom random, String key) {
            return new Fate.LoseSettle();
        }
    }

    /** A crash, at a random step or always at this point. */
    record Crash(Optional<CrashPoint> point) implements FaultSpec {
        /** The maximum number of calls of Foodcourt's functions; a point past a function's last call is not reached. */
        private static final int CALLS_MAX = 8;

        private static final double BEFORE_START = 0.15;
        private static final double BEFORE_ANSWER = 0.15;

        @Override
        public Fate fate(KeyedRandom random, String key) {
            return new Fate.Crash(point.orElseGet(() -> randomPoint(random, key)));
        }

        /** A random point. Low call numbers are likelier, since every function makes these calls. */
        private static CrashPoint randomPoint(KeyedRandom random, String key) {
            double place = random.of("place " + key);
            if (place < BEFORE_START) {
                return CrashPoint.at(Place.BEFORE_START);
            }
            if (place < BEFORE_START + BEFORE_ANSWER) {
                return CrashPoint.at(Place.BEFORE_ANSWER);
            }
            double low = random.of("call " + key);
            int call = 1 + (int) (low * low * CALLS_MAX);
            return new CrashPoint(random.of("side " + key) < 0.5 ? Place.BEFORE_CALL : Place.AFTER_CALL, call);
        }
    }

    /**
     * A reordering, wherever a later event can occur without this delivery. The window is below the delivery's
     * time-out.
     */
    record Reorder(Duration windowMin, Duration windowMax) implements FaultSpec {
        @Override
        public Fate fate(KeyedRandom random, String key) {
            return new Fate.Reorder(random.between("window " + key, windowMin, windowMax));
        }

        @Override
        public boolean isApplicable(AttemptKey attempt, PlannedOrder order) {
            return FaultApplicability.laterEventCanArise(attempt, order);
        }
    }

    /** A temporary failure. */
    record Fail(int status, Optional<Duration> retryAfter) implements FaultSpec {
        @Override
        public Fate fate(KeyedRandom random, String key) {
            return new Fate.Fail(status, retryAfter);
        }
    }

    /** An answer that comes too late, after the delivery's time-out. */
    record Hang(Duration min, Duration max) implements FaultSpec {
        @Override
        public Fate fate(KeyedRandom random, String key) {
            return new Fate.Hang(random.between("by " + key, min, max));
        }
    }

    /** A lasting failure, which declares dead letters. It is decided once for a delivery, not for each attempt. */
    record Poison(PoisonMode how) implements FaultSpec {
        @Override
        public Fate fate(KeyedRandom random, String key) {
            return new Fate.Poison(how);
        }
    }

    /** Slow third parties, below or above the app's time-out for them. */
    record ThirdPartySlow(Duration min, Duration max) implements FaultSpec {
        @Override
        public Fate fate(KeyedRandom random, String key) {
            return new Fate.ThirdPartySlow(random.between("by " + key, min, max));
        }

        @Override
        public boolean isApplicable(AttemptKey attempt, PlannedOrder order) {
            return FaultApplicability.asksThirdParty(attempt);
        }
    }

    /** Third parties that fail, in one of four equally frequent ways. */
    record ThirdPartyFails() implements FaultSpec {
        /** 409 means busy with the same key. Garbage is answered after the requested effect. */
        private static final List<String> HOW =
                List.of("answered 500", "answered 409", "connection refused", Fate.ThirdPartyFails.GARBAGE);

        @Override
        public Fate fate(KeyedRandom random, String key) {
            return new Fate.ThirdPartyFails(HOW.get((int) (random.of("how " + key) * HOW.size())));
        }

        @Override
        public boolean isApplicable(AttemptKey attempt, PlannedOrder order) {
            return FaultApplicability.asksThirdParty(attempt);
        }
    }

    /** Third parties that act and do not answer. */
    record ThirdPartySilent() implements FaultSpec {
        @Override
        public Fate fate(KeyedRandom random, String key) {
            return new Fate.ThirdPartySilent();
        }

        @Override
        public boolean isApplicable(AttemptKey attempt, PlannedOrder order) {
            return FaultApplicability.asksThirdParty(attempt);
        }
    }
}
