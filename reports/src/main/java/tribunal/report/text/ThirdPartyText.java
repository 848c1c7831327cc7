package tribunal.report.text;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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

    /** Returns {@code gateway} for a charge or a refund, else {@code 3rd party}. */
    String name(ThirdPartyEntry entry) {
        boolean money = request(entry)
                .filter(r -> r.kind().equals("charge") || r.kind().equals("refund"))
                .isPresent();
        return money ? "gateway" : "3rd party";
    }

    String sentence(ThirdPartyEntry entry) {
        return switch (entry) {
            case EffectRequested e -> subject(e) + " requested" + amount(e.quantity()) + key(e);
            case EffectApplied e -> subject(e) + applied(e) + amount(e.quantity()) + courier(e);
            case ThirdPartyEntry.EffectRefused e -> subject(e) + " refused";
            case ThirdPartyEntry.EffectClosed e -> subject(e) + " not done: its key is closed";
            case ThirdPartyEntry.NoneFree e -> subject(e) + " not done: no courier is free";
        };
    }

    private Optional<EffectRequested> request(ThirdPartyEntry entry) {
        return Optional.ofNullable(requests.get(entry.request()));
    }

    private String subject(ThirdPartyEntry entry) {
        return request(entry)
                .map(r -> "%s of %s, request %d,".formatted(noun(r.kind()), r.entity(), r.request()))
                .orElseGet(() -> "request %d".formatted(entry.request()));
    }

    private static String noun(String kind) {
        return switch (kind) {
            case "approve" -> "approval";
            case "assign" -> "assignment";
            case "notify" -> "notification";
            default -> kind;
        };
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

    private static String courier(EffectApplied entry) {
        return entry.resource() == null ? "" : ", courier " + entry.resource();
    }
}
