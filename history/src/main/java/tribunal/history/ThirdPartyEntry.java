package tribunal.history;

import org.jspecify.annotations.Nullable;

/** What the third parties were really asked to do, and did. */
public sealed interface ThirdPartyEntry extends Entry {
    @Override
    default Witness witness() {
        return Witness.THIRD_PARTIES;
    }

    /** The number of the request that this entry is about: the stubs count them from 1. */
    long request();

    /**
     * A request arrived.
     *
     * @param key the effect's key; null if the app sent none
     * @param kind {@code charge}, {@code refund}, {@code approve}, {@code assign}, {@code release}, {@code notify}
     * @param delivery {@code event/function}, as the caller says: for the story only, no verdict rests on it
     * @param amount in cents; 0 where the kind knows none
     * @param subject what the request is about, as the third party reads its content: for {@code notify} the status that
     *     the customer is notified of; null for other kinds, and in histories older than this field
     */
    record EffectRequested(
            long at,
            long request,
            @Nullable String key,
            String kind,
            String order,
            @Nullable String delivery,
            long amount,
            @Nullable String subject)
            implements ThirdPartyEntry {
        /** Without a subject. */
        public EffectRequested(
                long at,
                long request,
                @Nullable String key,
                String kind,
                String order,
                @Nullable String delivery,
                long amount) {
            this(at, request, key, kind, order, delivery, amount, null);
        }
    }

    /**
     * The effect stands.
     *
     * @param first false if this key had been applied before and only its answer was repeated
     * @param amount in cents: what was charged or given back, 0 if nothing was
     * @param courier who was assigned or released; null for other kinds, or if none was held
     */
    record EffectApplied(
            long at,
            long request,
            boolean first,
            long amount,
            @Nullable String courier) implements ThirdPartyEntry {}

    /** Payment refused, or order declined; remembered for the key. */
    record EffectRefused(long at, long request) implements ThirdPartyEntry {}

    /** The key had been closed by a refund or a release: nothing was done. */
    record EffectClosed(long at, long request) implements ThirdPartyEntry {}

    /** No courier was free; remembered for the key. */
    record NoneFree(long at, long request) implements ThirdPartyEntry {}
}
