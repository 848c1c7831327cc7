package tribunal.history;

import org.jspecify.annotations.Nullable;

/** An observation of the third parties: requests received and effects applied. */
public sealed interface ThirdPartyEntry extends Entry {
    @Override
    default Witness witness() {
        return Witness.THIRD_PARTIES;
    }

    /** The number of the request that this entry is about, counted by the ledger from 1. */
    long request();

    /**
     * A request arrived.
     *
     * @param key the effect's key; null if the app sent none
     * @param kind the effect's name in the model
     * @param delivery {@code event/function}, stated by the caller. Verifiers use it only if {@code subject} is absent;
     *     the verdict then says so
     * @param quantity an amount in hundredths; 0 if the kind has none
     * @param subject what a request is about whose kind happens once for each event, read from its content; null for
     *     other kinds, and in histories older than this field
     */
    record EffectRequested(
            long at,
            long request,
            @Nullable String key,
            String kind,
            String entity,
            @Nullable String delivery,
            long quantity,
            @Nullable String subject)
            implements ThirdPartyEntry {}

    /**
     * The effect was applied.
     *
     * @param first false if this key was applied before and only the answer was repeated
     * @param quantity the amount that was moved, in hundredths; 0 if none
     * @param resource what was taken or given back; null for other kinds, or if none was held
     */
    record EffectApplied(
            long at,
            long request,
            boolean first,
            long quantity,
            @Nullable String resource) implements ThirdPartyEntry {}

    /** The third party refused, and remembers this for the key. */
    record EffectRefused(long at, long request) implements ThirdPartyEntry {}

    /** Another effect had closed the key, so the request had no effect. */
    record EffectClosed(long at, long request) implements ThirdPartyEntry {}

    /** No resource was free. The third party remembers this for the key. */
    record NoneFree(long at, long request) implements ThirdPartyEntry {}
}
