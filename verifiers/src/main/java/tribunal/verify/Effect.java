package tribunal.verify;

import java.util.Optional;
import tribunal.history.ThirdPartyEntry;
import tribunal.history.ThirdPartyEntry.EffectApplied;
import tribunal.history.ThirdPartyEntry.EffectRequested;

/** A request to a third party and what came of it; {@code outcome} is empty if that was not recorded. */
record Effect(EffectRequested requested, Optional<ThirdPartyEntry> outcome) {
    String kind() {
        return requested.kind();
    }

    String order() {
        return requested.order();
    }

    /** The application that this request brought about, if it did: a repeated answer is none. */
    Optional<EffectApplied> firstApplied() {
        return outcome(EffectApplied.class).filter(EffectApplied::first);
    }

    <E extends ThirdPartyEntry> Optional<E> outcome(Class<E> kind) {
        return outcome.filter(kind::isInstance).map(kind::cast);
    }

    /** The delivery whose attempt asked for it, as the caller said. */
    Optional<DeliveryId> delivery() {
        return Optional.ofNullable(requested.delivery())
                .filter(id -> id.indexOf('/') > 0)
                .map(id -> new DeliveryId(id.substring(0, id.indexOf('/')), id.substring(id.indexOf('/') + 1)));
    }
}
