package tribunal.verify.evidence;

import java.util.Optional;
import tribunal.history.ThirdPartyEntry;
import tribunal.history.ThirdPartyEntry.EffectApplied;
import tribunal.history.ThirdPartyEntry.EffectRequested;

/**
 * A request to a third party and what came of it.
 *
 * @param outcome empty if it was not recorded
 * @param delivery whose attempt asked for it, as the caller said
 */
public record Effect(EffectRequested requested, Optional<ThirdPartyEntry> outcome, Optional<DeliveryId> delivery) {
    static Effect of(EffectRequested requested, Optional<ThirdPartyEntry> outcome) {
        return new Effect(
                requested, outcome, Optional.ofNullable(requested.delivery()).flatMap(Effect::delivery));
    }

    private static Optional<DeliveryId> delivery(String told) {
        int slash = told.indexOf('/');
        return slash <= 0
                ? Optional.empty()
                : Optional.of(new DeliveryId(told.substring(0, slash), told.substring(slash + 1)));
    }

    public String kind() {
        return requested.kind();
    }

    /** The application that this request brought about, if it did: a repeated answer is none. */
    public Optional<EffectApplied> firstApplied() {
        return outcome.orElse(null) instanceof EffectApplied applied && applied.first()
                ? Optional.of(applied)
                : Optional.empty();
    }

    /** When it was decided; never, in nanoseconds, if that was not recorded. */
    public long endedAt() {
        return outcome.isPresent() ? outcome.get().at() : Long.MAX_VALUE;
    }

    public boolean ended(Class<? extends ThirdPartyEntry> how) {
        return how.isInstance(outcome.orElse(null));
    }
}
