package tribunal.report;

import java.util.Optional;
import tribunal.history.ChannelEntry;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.FateMet;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.Entry;
import tribunal.history.ThirdPartyEntry.EffectRequested;

/** The delivery that an entry is about; empty for one that is about none, or does not say. */
final class DeliveryKey {
    private DeliveryKey() {}

    /** The event's id and the function's name, one after another. */
    static Optional<String> of(Entry entry) {
        return switch (entry) {
            case EffectRequested e -> Optional.ofNullable(e.delivery()).map(d -> d.replace("/", ""));
            default -> event(entry).flatMap(event -> function(entry).map(function -> event + function));
        };
    }

    static Optional<String> event(Entry entry) {
        return Optional.ofNullable(
                switch (entry) {
                    case HandedOver e -> e.event();
                    case AttemptStarted e -> e.event();
                    case AttemptEnded e -> e.event();
                    case ChannelEntry.Answered e -> e.event();
                    case ChannelEntry.RolledBack e -> e.event();
                    case FateMet e -> e.event();
                    case Claimed e -> e.event();
                    case Settled e -> e.event();
                    default -> null;
                });
    }

    private static Optional<String> function(Entry entry) {
        return Optional.ofNullable(
                switch (entry) {
                    case HandedOver e -> e.function();
                    case AttemptStarted e -> e.function();
                    case AttemptEnded e -> e.function();
                    case ChannelEntry.Answered e -> e.function();
                    case ChannelEntry.RolledBack e -> e.function();
                    case FateMet e -> e.function();
                    case Claimed e -> e.function();
                    case Settled e -> e.function();
                    default -> null;
                });
    }
}
