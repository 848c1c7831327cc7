package tribunal.report.story;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tribunal.history.AttemptEntry;
import tribunal.history.ChannelEntry;
import tribunal.history.ClientEntry;
import tribunal.history.DatabaseEntry;
import tribunal.history.Entry;
import tribunal.history.ThirdPartyEntry;
import tribunal.history.ThirdPartyEntry.EffectRequested;

/** Describes entries in a few words each, for tables that show the actor and the entity elsewhere. */
final class StoryText {
    private final Map<Long, EffectRequested> requests = new HashMap<>();
    private final Map<String, String> entities = new HashMap<>();

    void learn(Entry entry) {
        if (entry instanceof EffectRequested e) {
            requests.put(e.request(), e);
        } else if (entry instanceof ClientEntry.OperationSent e) {
            entities.put(e.operation(), e.entity());
        }
    }

    @Nullable
    String entityOf(String operation) {
        return entities.get(operation);
    }

    @Nullable
    String entityOf(ThirdPartyEntry entry) {
        EffectRequested asked = requests.get(entry.request());
        return asked == null ? null : asked.entity();
    }

    /** Returns the text of an entry; empty for entries that such a table leaves out. */
    Optional<String> text(Entry entry) {
        return Optional.ofNullable(
                switch (entry) {
                    case ClientEntry client -> client(client);
                    case DatabaseEntry store -> store(store);
                    case ChannelEntry channel -> channel(channel);
                    case ThirdPartyEntry effect -> effect(effect);
                    default -> null;
                });
    }

    private static @Nullable String client(ClientEntry entry) {
        return switch (entry) {
            case ClientEntry.OperationSent e -> "asks for " + e.name() + (e.send() > 1 ? ", send " + e.send() : "");
            case ClientEntry.OperationAnswered e ->
                switch (e.outcome()) {
                    case ACKNOWLEDGED -> "gets " + e.state() + " v" + e.version();
                    case REFUSED -> "refused " + e.reason();
                    case INDETERMINATE -> "no answer";
                };
            case ClientEntry.UpdateReceived e -> "sees " + e.state() + " v" + e.version();
            default -> null;
        };
    }

    private static @Nullable String store(DatabaseEntry entry) {
        return switch (entry) {
            case DatabaseEntry.Committed e ->
                (e.from() == null ? "" : e.from() + " → ") + e.state() + " v" + e.version() + ", txn " + e.txn();
            case DatabaseEntry.EventRecorded e -> e.eventType() + " written, txn " + e.txn();
            case DatabaseEntry.Claimed e ->
                "%s #%d claimed by %s, token %d".formatted(e.function(), e.attempt(), e.node(), e.token());
            case DatabaseEntry.Settled e ->
                "%s settled %s by token %d%s"
                        .formatted(
                                e.function(),
                                e.outcome(),
                                e.settledBy(),
                                e.token() == e.settledBy() ? "" : ", held by " + e.token());
            default -> null;
        };
    }

    private static @Nullable String channel(ChannelEntry entry) {
        return switch (entry) {
            case ChannelEntry.AttemptStarted e -> attempt(e, e.copy()) + " begins";
            case ChannelEntry.AttemptEnded e -> attempt(e, e.copy()) + " " + ended(e);
            case ChannelEntry.FateMet e -> attempt(e, 0) + " ⚡ " + e.fate();
            case ChannelEntry.RolledBack e -> attempt(e, e.copy()) + " rolled back";
            case ChannelEntry.Answered e
            when e.answer() == ChannelEntry.Answer.NO_ANSWER -> attempt(e, 0) + " unanswered";
            default -> null;
        };
    }

    private static String attempt(AttemptEntry entry, int copy) {
        return entry.function() + " #" + entry.attempt() + (copy == 0 ? "" : ", copy " + copy);
    }

    private static String ended(ChannelEntry.AttemptEnded entry) {
        return switch (entry.ending()) {
            case DONE -> "done";
            case FAILED -> "failed";
            case CRASHED -> "CRASHED " + entry.point();
        };
    }

    private @Nullable String effect(ThirdPartyEntry entry) {
        EffectRequested asked = requests.get(entry.request());
        if (asked == null) {
            return null;
        }
        return switch (entry) {
            case EffectRequested e -> null;
            case ThirdPartyEntry.EffectApplied e ->
                asked.kind()
                        + (e.first() ? " applied" : " as before")
                        + money(e.quantity())
                        + (asked.key() == null ? ", no key" : "");
            case ThirdPartyEntry.EffectRefused _ -> asked.kind() + " refused";
            case ThirdPartyEntry.EffectClosed _ -> asked.kind() + ": closed";
            case ThirdPartyEntry.NoneFree _ -> asked.kind() + ": none free";
        };
    }

    private static String money(long cents) {
        return cents == 0 ? "" : " " + BigDecimal.valueOf(cents, 2);
    }
}
