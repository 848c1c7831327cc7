package tribunal.fault.plan;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Duration;
import java.util.List;
import tribunal.fault.key.ScenarioKey;
import tribunal.fault.key.UpTo;
import tribunal.history.KeyedRandom;

/** A fault of an attempt's requests to third parties, where the function makes any. */
public sealed interface ThirdPartyFault extends FaultSpec {
    @Override
    default boolean isApplicable(AttemptKey attempt, PlannedEntity entity, EventFlow flow) {
        return flow.asksThirdParty(attempt);
    }

    /** A fate of the attempt's requests to third parties. */
    sealed interface ThirdPartyFate extends Fate {
        /** Third parties act at once and answer late; the app receives no answer after its timeout for them. */
        record ThirdPartySlow(Duration by) implements ThirdPartyFate {
            @Override
            public String detail() {
                return by.toMillis() + " ms";
            }
        }

        /** A third party fails and has no effect. Only a garbage answer comes after the effect. */
        record ThirdPartyFails(String how) implements ThirdPartyFate {
            static final String GARBAGE = "answered garbage";

            /** Whether the request took effect. */
            public boolean tookEffect() {
                return how.equals(GARBAGE);
            }

            @Override
            public String detail() {
                return how;
            }
        }
    }

    @JsonTypeName("third-party-slow")
    @JsonClassDescription("the third party answers late")
    record ThirdPartySlow(
            @ScenarioKey(name = "by", value = "by how much") Duration min,
            @UpTo Duration max) implements ThirdPartyFault {
        @Override
        public Fate drawFate(KeyedRandom random, String key) {
            return new ThirdPartyFate.ThirdPartySlow(random.between("by " + key, min, max));
        }
    }

    /** One of four equally frequent failures. */
    @JsonTypeName("third-party-fails")
    @JsonClassDescription(
            "the third party fails: answers 500 or 409, refuses the connection, or acts and answers garbage")
    record ThirdPartyFails() implements ThirdPartyFault {
        /** 409 means busy with the same key. Garbage is answered after the requested effect. */
        private static final List<String> HOW =
                List.of("answered 500", "answered 409", "connection refused", ThirdPartyFate.ThirdPartyFails.GARBAGE);

        @Override
        public Fate drawFate(KeyedRandom random, String key) {
            return new ThirdPartyFate.ThirdPartyFails(HOW.get((int) (random.fraction("how " + key) * HOW.size())));
        }
    }

    @JsonTypeName("third-party-silent")
    @JsonClassDescription("the third party acts and does not answer")
    record ThirdPartySilent() implements ThirdPartyFault, ThirdPartyFate {
        @Override
        public Fate drawFate(KeyedRandom random, String key) {
            return this;
        }
    }
}
