package tribunal.report.story;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tribunal.history.AppModel;
import tribunal.history.ChannelEntry;
import tribunal.history.ClientEntry;
import tribunal.history.DatabaseEntry;
import tribunal.history.DatabaseEntry.SettleOutcome;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.Entry;
import tribunal.history.FateKind;
import tribunal.history.HarnessEntry;
import tribunal.history.ThirdPartyEntry;
import tribunal.history.ThirdPartyEntry.EffectRequested;
import tribunal.report.story.StoryBuilder.StoryEntry;
import tribunal.report.text.NumberText;

/**
 * Explains a violation in plain sentences: the proof, each fault after a <em>However</em>, and the consequences.
 * Example:
 * {@code The charge of 24.50 was applied at 12.204 s. However, the answer of ChargePayment was lost at 12.206 s, so
 * ChargePayment ran again at 14.2 s, and the charge of 24.50 was applied again at 14.231 s.}
 */
public final class StoryProse {
    private static final int CLAUSES_MAX = 12;

    private final Map<Long, EffectRequested> requests = new HashMap<>();
    private final Map<String, Integer> applied = new HashMap<>();
    private final SequencedMap<String, Clause> clauses = new LinkedHashMap<>();

    /** The relation of a clause to the one before it. */
    private enum Link {
        PLAIN,
        FAULT,
        CONSEQUENCE
    }

    private record Phrase(Link link, String text) {}

    /** Equal phrases, which become one clause that says at which times they happened. */
    private record Clause(Phrase phrase, List<Long> times) {
        String text() {
            String first = time(times.getFirst());
            String last = time(times.getLast());
            return switch (times.size()) {
                case 1 -> "%s at %s".formatted(phrase.text(), first);
                case 2 -> "%s at %s and at %s".formatted(phrase.text(), first, last);
                default -> "%s %d times, from %s to %s".formatted(phrase.text(), times.size(), first, last);
            };
        }

        private static String time(long nanos) {
            return NumberText.timeOfRun(nanos).strip();
        }
    }

    private StoryProse() {}

    /** Returns the text; empty if no entry of the proof has a phrase. */
    public static String of(List<StoryEntry> story) {
        StoryProse prose = new StoryProse();
        story.forEach(prose::add);
        return prose.text();
    }

    private void add(StoryEntry entry) {
        if (entry.entry() instanceof EffectRequested e) {
            requests.put(e.request(), e);
        }
        phrase(entry.entry())
                .filter(phrase -> entry.isProof() || (entry.isNear() && phrase.link() != Link.PLAIN))
                .ifPresent(phrase -> clauses.computeIfAbsent(phrase.text(), _ -> new Clause(phrase, new ArrayList<>()))
                        .times()
                        .add(entry.entry().at()));
    }

    private Optional<Phrase> phrase(Entry entry) {
        return switch (entry) {
            case ChannelEntry.FateMet e -> fault(fate(e));
            case ChannelEntry.AttemptEnded e
            when e.ending() == ChannelEntry.Ending.CRASHED -> fault(e.function() + " crashed (" + e.point() + ")");
            case HarnessEntry.NodeStopping e -> fault("the app's " + e.node() + " was asked to stop");
            case HarnessEntry.NodeKilled e -> fault("the app's " + e.node() + " was killed");
            case HarnessEntry.NodeDied e -> fault("the app's " + e.node() + " died");
            case HarnessEntry.NodePaused e -> fault("the app's " + e.node() + " was paused");
            case HarnessEntry.FaultWindowOpened e -> fault(e.fault() + " began");
            case HarnessEntry.ClientOutageStarted e -> fault("%s of %s began".formatted(e.fault(), e.client()));
            case HarnessEntry.TransactionDisturbed e ->
                fault("a commit of %s met %s and was %s"
                        .formatted(e.node(), e.fault(), e.executed() ? "executed" : "not executed"));
            case ChannelEntry.AttemptStarted e when e.copy() > 0 -> consequence("a copy of it reached " + e.function());
            case ChannelEntry.AttemptStarted e when e.attempt() > 1 -> consequence(e.function() + " ran again");
            case Settled e
            when e.settledBy() != e.token() ->
                plain("token %d, no longer the holder, settled it as %s".formatted(e.settledBy(), e.outcome()));
            case Settled e
            when e.outcome() == SettleOutcome.RETRY -> consequence(e.function() + " was scheduled for another attempt");
            default -> plain(proof(entry));
        };
    }

    private static Optional<Phrase> fault(@Nullable String text) {
        return Optional.ofNullable(text).map(t -> new Phrase(Link.FAULT, t));
    }

    private static Optional<Phrase> consequence(String text) {
        return Optional.of(new Phrase(Link.CONSEQUENCE, text));
    }

    private static Optional<Phrase> plain(@Nullable String text) {
        return Optional.ofNullable(text).map(t -> new Phrase(Link.PLAIN, t));
    }

    /** Returns null for a crash, since the end of the attempt has its own phrase. */
    private static @Nullable String fate(ChannelEntry.FateMet e) {
        Optional<FateKind> kind = FateKind.ofLabel(e.fate());
        return kind.equals(Optional.of(FateKind.CRASH))
                ? null
                : kind.map(known -> known.storySentence(e.function())).orElse(e.function() + " met " + e.fate());
    }

    private @Nullable String proof(Entry entry) {
        return switch (entry) {
            case ClientEntry.OperationSent e -> "the client asked for " + e.name();
            case ClientEntry.OperationAnswered e -> answered(e);
            case ClientEntry.UpdateReceived e -> "a subscriber saw version %d, %s,".formatted(e.version(), e.state());
            case DatabaseEntry.Committed e ->
                "the %s became %s (version %d, transaction %s)"
                        .formatted(AppModel.typeOf(e.entity()), e.state(), e.version(), e.txn());
            case DatabaseEntry.EventRecorded e -> "%s was recorded (transaction %s)".formatted(e.eventType(), e.txn());
            case DatabaseEntry.EventAltered e -> "its event was altered (" + e.how() + ")";
            case Settled e -> "%s was settled %s by token %d".formatted(e.function(), e.outcome(), e.settledBy());
            case ChannelEntry.AttemptEnded e when e.ending() == ChannelEntry.Ending.FAILED -> e.function() + " failed";
            case ChannelEntry.RolledBack e -> "what " + e.function() + " had done was rolled back";
            case ThirdPartyEntry.EffectApplied e -> applied(e);
            case ThirdPartyEntry.EffectRefused e -> effect(e.request(), 0) + " was refused";
            default -> null;
        };
    }

    private static @Nullable String answered(ClientEntry.OperationAnswered e) {
        return switch (e.outcome()) {
            case ACKNOWLEDGED -> "the client was answered " + e.state() + " (version " + e.version() + ")";
            case REFUSED -> "the client was refused (" + e.reason() + ")";
            case INDETERMINATE -> null;
        };
    }

    private String applied(ThirdPartyEntry.EffectApplied e) {
        String effect = effect(e.request(), e.quantity());
        if (!e.first()) {
            return effect + " was recognised and not applied again";
        }
        boolean again = applied.merge(effect, 1, Integer::sum) > 1;
        EffectRequested asked = requests.get(e.request());
        String key = asked != null && asked.key() == null ? ", asked for without a key," : "";
        return effect + key + (again ? " was applied again" : " was applied");
    }

    private String effect(long request, long cents) {
        EffectRequested asked = requests.get(request);
        String money = cents > 0 ? " of " + NumberText.money(cents) : "";
        return asked == null ? "request " + request + money : "the " + asked.kind() + money;
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        Link before = Link.PLAIN;
        for (Clause clause : clauses.values().stream().limit(CLAUSES_MAX).toList()) {
            Link link = clause.phrase().link();
            text.append(text.isEmpty() ? NumberText.capitalised(clause.text()) : joint(before, link) + clause.text());
            before = before == Link.CONSEQUENCE && link == Link.PLAIN ? Link.CONSEQUENCE : link;
        }
        return text.isEmpty() ? "" : text + (clauses.size() > CLAUSES_MAX ? ", and so on." : ".");
    }

    private static String joint(Link before, Link next) {
        return switch (next) {
            case FAULT -> before == Link.FAULT ? ", " : ". However, ";
            case CONSEQUENCE -> before == Link.FAULT ? ", so " : ", and ";
            case PLAIN -> before == Link.PLAIN ? ". Then " : ", and ";
        };
    }
}
