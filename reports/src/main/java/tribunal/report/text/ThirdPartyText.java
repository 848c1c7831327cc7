package tribunal.report.text;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tribunal.history.AppModel;
import tribunal.history.Entry;
import tribunal.history.ThirdPartyEntry;
import tribunal.history.ThirdPartyEntry.EffectApplied;
import tribunal.history.ThirdPartyEntry.EffectRequested;

/** Describes requests to third parties and their effects; knows requests by number. */
record ThirdPartyText(Map<Long, EffectRequested> requests) {

    static ThirdPartyText of(List<Entry> entries) {
        return new ThirdPartyText(entries.stream()
                .filter(EffectRequested.class::isInstance)
                .map(EffectRequested.class::cast)
                .collect(Collectors.toMap(EffectRequested::request, r -> r, (first, _) -> first)));
    }

    String sentence(ThirdPartyEntry entry) {
        return switch (entry) {
            case EffectRequested e -> subject(e) + " requested" + amount(e.quantity()) + key(e);
            case EffectApplied e -> subject(e) + applied(e) + amount(e.quantity()) + resource(e);
            case ThirdPartyEntry.EffectRefused e -> subject(e) + " refused";
            case ThirdPartyEntry.EffectClosed e -> subject(e) + " not done: its key is closed";
            case ThirdPartyEntry.NoneFree e -> subject(e) + " not done: nothing is free";
        };
    }

    private Optional<EffectRequested> request(ThirdPartyEntry entry) {
        return Optional.ofNullable(requests.get(entry.request()));
    }

    private String subject(ThirdPartyEntry entry) {
        return request(entry)
                .map(r -> "%s of %s, request %d,".formatted(r.kind(), AppModel.keyOf(r.entity()), r.request()))
                .orElseGet(() -> "request %d".formatted(entry.request()));
    }

    private static String applied(EffectApplied entry) {
        return entry.first() ? " applied" : " repeated its answer";
    }

    private static String amount(long cents) {
        return cents == 0 ? "" : ", " + NumberText.money(cents);
    }

    private static String key(EffectRequested entry) {
        return entry.key() == null ? ", without a key" : ", key " + entry.key();
    }

    private static String resource(EffectApplied entry) {
        return entry.resource() == null ? "" : ", " + entry.resource();
    }
}
