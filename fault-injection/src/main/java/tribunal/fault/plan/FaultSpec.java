package tribunal.fault.plan;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import tribunal.fault.key.BadValueException;
import tribunal.fault.key.ScenarioKey;
import tribunal.fault.key.UpTo;
import tribunal.history.KeyedRandom;

/**
 * The fault of a rule, with the ranges from which the parameters of its fates are drawn. Each kind of fault is a record
 * here or in {@link ThirdPartyFault}; so is its fate. A fault with nothing to draw is its own fate.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
public sealed interface FaultSpec extends KindedRecord permits FaultSpec.DeliveryFault, ThirdPartyFault {
    /** The kinds, in the spelling of scenario files, with their records. */
    SortedMap<String, Class<? extends FaultSpec>> KINDS = KindedRecord.kinds(FaultSpec.class);

    /** The fate of the attempt with this key, a pure function of seed and key. */
    Fate drawFate(KeyedRandom random, String key);

    /** Whether this fault can take effect on this attempt. Like every decision, it is a pure function of keys. */
    default boolean isApplicable(AttemptKey attempt, PlannedEntity entity, EventFlow flow) {
        return true;
    }

    sealed interface DeliveryFault extends FaultSpec {}

    /** A fault with nothing to draw, so that it is its own fate. */
    sealed interface Fixed extends DeliveryFault, Fate.DeliveryFate {
        @Override
        default Fate drawFate(KeyedRandom random, String key) {
            return this;
        }
    }

    @JsonTypeName("drop")
    @JsonClassDescription("never reaches the function")
    record Drop() implements Fixed {}

    @JsonTypeName("lose-answer")
    @JsonClassDescription("the function ran, but its answer never reaches the dispatcher")
    record LoseAnswer() implements Fixed {}

    @JsonTypeName("lose-settle")
    @JsonClassDescription("the dispatcher believes it has settled, but the settle never reaches the store")
    record LoseSettle() implements Fixed {}

    /** The injector answers; the function does not run. */
    @JsonTypeName("fail")
    @JsonClassDescription("answers with a temporary error")
    record Fail(
            @ScenarioKey(
                    value = "the HTTP status",
                    oneOf = {"500", "429", "503"})
            int status,

            @ScenarioKey(
                    value = "how long 429 or 503 asks the dispatcher to wait; 5s at most",
                    above = "0s",
                    max = "5s",
                    expected = "5s at most: a delivery that is silent for longer counts as lost")
            Optional<Duration> retryAfter)
            implements Fixed {
        public Fail {
            if (status == 500 && retryAfter.isPresent()) {
                throw new BadValueException("retry-after", "none: only 429 and 503 ask for a pause, 500 does not");
            }
        }

        @Override
        public String detail() {
            String after = retryAfter
                    .map(time -> ", retry after " + time.toMillis() + " ms")
                    .orElse("");
            return status + after;
        }
    }

    /**
     * Fails every attempt of a delivery without running the function, so that the delivery becomes a dead letter. It is
     * decided once for a delivery, not for each attempt.
     */
    @JsonTypeName("poison")
    @JsonClassDescription("fails at every attempt, to the last: a declared dead letter")
    record Poison(PoisonMode how) implements Fixed {
        static Poison of(
                @ScenarioKey(name = "status", value = "fails with this status at every attempt", oneOf = "500")
                        Optional<String> status,
                @ScenarioKey(name = "permanent", value = "is refused for good at the first attempt", oneOf = "true")
                        Optional<String> permanent,
                @ScenarioKey(name = "garbage", value = "answers with content that cannot be read", oneOf = "true")
                        Optional<String> garbage) {
            return new Poison(PoisonMode.only(Stream.of(
                            status.map(asked -> PoisonMode.ERROR),
                            permanent.map(asked -> PoisonMode.PERMANENT),
                            garbage.map(asked -> PoisonMode.GARBAGE))
                    .flatMap(Optional::stream)
                    .toList()));
        }

        @Override
        public String detail() {
            return how.description();
        }
    }

    @JsonTypeName("duplicate")
    @JsonClassDescription("delivered again")
    record Duplicate(
            @ScenarioKey(name = "copies", value = "how many copies", min = "1", max = "100")
            int copiesMin,

            @UpTo int copiesMax,

            @ScenarioKey(name = "spacing", value = "the time between one copy and the next")
            Duration spacingMin,

            @UpTo Duration spacingMax,

            @ScenarioKey("share of the deliveries whose copies come at once with the original")
            double concurrently,

            @ScenarioKey(
                    value = "share of the deliveries whose copies come after a later event of the order",
                    defaultValue = "0%")
            double late)
            implements DeliveryFault {
        public Duplicate {
            if (concurrently + late > 1) {
                throw new BadValueException("late", "a share that is no more than 100% together with concurrently");
            }
        }

        @Override
        public Fate drawFate(KeyedRandom random, String key) {
            int copies = random.between("copies " + key, copiesMin, copiesMax);
            double timing = random.fraction("timing " + key);
            if (timing < concurrently) {
                return new Fate.Duplicate(copies, Fate.Timing.CONCURRENT, Duration.ZERO);
            }
            Fate.Timing then = timing < concurrently + late ? Fate.Timing.LATE : Fate.Timing.SEQUENTIAL;
            return new Fate.Duplicate(copies, then, random.between("spacing " + key, spacingMin, spacingMax));
        }
    }

    @JsonTypeName("delay")
    @JsonClassDescription("handed over late")
    record Delay(
            @ScenarioKey(name = "by", value = "by how much; below the app's delivery-timeout")
            Duration min,

            @UpTo Duration max)
            implements DeliveryFault {
        @Override
        public Fate drawFate(KeyedRandom random, String key) {
            return new Fate.Delay(random.between("by " + key, min, max));
        }
    }

    /** A crash at this point; at a random one if it is absent. */
    @JsonTypeName("crash")
    @JsonClassDescription("the attempt crashes")
    record Crash(Optional<CrashPoint> point) implements DeliveryFault {
        static Crash of(
                @ScenarioKey(
                                name = "at",
                                value = "where: before it starts, before or after its n-th call of a port, before its"
                                        + " answer",
                                pattern = "any-step|before-start|before-answer|(before|after)-call-[1-9][0-9]?",
                                example = CrashPoint.ANY,
                                defaultValue = CrashPoint.ANY,
                                expected = "any-step, before-start, before-answer, before-call-1 to -99 or after-call-1"
                                        + " to -99")
                        String at) {
            return new Crash(at.equals(CrashPoint.ANY) ? Optional.empty() : Optional.of(CrashPoint.parse(at)));
        }

        @Override
        public Fate drawFate(KeyedRandom random, String key) {
            return new Fate.Crash(point.orElseGet(() -> CrashPoint.random(random, key)));
        }
    }

    @JsonTypeName("reorder")
    @JsonClassDescription("held until a later event of the same order was handed over")
    record Reorder(
            @ScenarioKey(
                    name = "window",
                    value = "for how long at most; below the delivery timeout of 2s",
                    above = "0s",
                    below = "2s",
                    expected = "a time above 0ms and below the delivery timeout of 2s, such as 200ms..1s")
            Duration windowMin,

            @UpTo Duration windowMax)
            implements DeliveryFault {
        @Override
        public Fate drawFate(KeyedRandom random, String key) {
            return new Fate.Reorder(random.between("window " + key, windowMin, windowMax));
        }

        @Override
        public boolean isApplicable(AttemptKey attempt, PlannedEntity entity, EventFlow flow) {
            return flow.laterEventCanArise(attempt, entity);
        }
    }

    @JsonTypeName("hang")
    @JsonClassDescription("answers after the dispatcher has stopped waiting")
    record Hang(
            @ScenarioKey(
                    name = "by",
                    value = "when; above the delivery timeout of 2s",
                    above = "2s",
                    expected = "a time above the delivery timeout of 2s, such as 2200ms..3s")
            Duration min,

            @UpTo Duration max)
            implements DeliveryFault {
        @Override
        public Fate drawFate(KeyedRandom random, String key) {
            return new Fate.Hang(random.between("by " + key, min, max));
        }
    }
}
