package tribunal.verify.evidence;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tribunal.history.DeliveryId;
import tribunal.history.Entry;
import tribunal.history.ThirdPartyEntry;
import tribunal.history.ThirdPartyEntry.EffectApplied;
import tribunal.history.ThirdPartyEntry.EffectRequested;

/**
 * A request to a third party, with its outcome.
 *
 * @param outcome empty if it was not recorded
 * @param delivery the delivery whose attempt made the request, as its caller reported; empty if unknown
 */
public record EffectEvidence(
        EffectRequested requested, Optional<ThirdPartyEntry> outcome, Optional<DeliveryId> delivery) {
    static EffectEvidence of(EffectRequested requested, Optional<ThirdPartyEntry> outcome) {
        return new EffectEvidence(
                requested, outcome, Optional.ofNullable(requested.delivery()).flatMap(EffectEvidence::delivery));
    }

    private static Optional<DeliveryId> delivery(String text) {
        int slash = text.indexOf('/');
        return slash <= 0
                ? Optional.empty()
                : Optional.of(new DeliveryId(text.substring(0, slash), text.substring(slash + 1)));
    }

    public String kind() {
        return requested.kind();
    }

    /** The application of the effect by this request; empty if it was not applied, or only answered as a repetition. */
    public Optional<EffectApplied> firstApplied() {
        return outcome.orElse(null) instanceof EffectApplied applied && applied.first()
                ? Optional.of(applied)
                : Optional.empty();
    }

    /** Time of its outcome, in nanoseconds; {@link Long#MAX_VALUE} if no outcome was recorded. */
    public long endedAt() {
        return outcome.isPresent() ? outcome.get().at() : Long.MAX_VALUE;
    }

    /** The request, and its outcome if it was recorded. */
    public List<Entry> entries() {
        return Stream.<Entry>concat(Stream.of(requested), outcome.stream()).toList();
    }

    public boolean hasOutcome(Class<? extends ThirdPartyEntry> kind) {
        return kind.isInstance(outcome.orElse(null));
    }
}
