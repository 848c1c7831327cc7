package tribunal.report.text;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tribunal.history.AppModel;
import tribunal.history.AttemptEntry;
import tribunal.history.ChannelEntry;
import tribunal.history.ClientEntry;
import tribunal.history.DatabaseEntry;
import tribunal.history.Entry;
import tribunal.history.FateKind;
import tribunal.history.HarnessEntry;
import tribunal.history.ThirdPartyEntry;

/**
 * Describes the entries of a history, each in one sentence and one line. Some entries name another one only by number
 * or id: an effect its request, an attempt its event. Their sentences add the details of that other entry, if it was
 * given too. A UUID is shortened to its first eight digits.
 */
public final class EntryText {
    private static final Pattern UUID =
            Pattern.compile("\\b([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b");

    private final Map<String, String> events = new HashMap<>();
    private final ThirdPartyText thirdParties;

    /** Creates the texts for these entries, which add details to one another. */
    public EntryText(List<Entry> entries) {
        entries.forEach(this::addEvent);
        thirdParties = ThirdPartyText.of(entries);
    }

    private void addEvent(Entry entry) {
        if (entry instanceof DatabaseEntry.EventRecorded e) {
            events.put(e.event(), e.eventType() + "#" + e.ordinal() + " of " + AppModel.keyOf(e.entity()));
        } else if (entry instanceof ChannelEntry.HandedOver h) {
            events.put(h.event(), h.eventType() + "#" + h.ordinal() + " of " + AppModel.keyOf(h.entity()));
        }
    }

    private String event(String id) {
        return events.getOrDefault(id, "event " + id);
    }

    /** Returns the witness that recorded the entry: {@code 3rd party}, {@code channel}, {@code database} … */
    public String witness(Entry entry) {
        return switch (entry) {
            case HarnessEntry _ -> "harness";
            case ClientEntry _ -> "client";
            case DatabaseEntry _ -> "database";
            case ChannelEntry _ -> "channel";
            case ThirdPartyEntry _ -> "3rd party";
        };
    }

    /** Returns the entry as a sentence, without its time and witness. */
    public String sentence(Entry entry) {
        String sentence =
                switch (entry) {
                    case HarnessEntry harness -> harness(harness);
                    case ClientEntry client -> client(client);
                    case DatabaseEntry database -> database(database);
                    case ChannelEntry channel -> channel(channel);
                    case ThirdPartyEntry effect -> thirdParties.sentence(effect);
                };
        return UUID.matcher(NumberText.oneLine(sentence)).replaceAll("$1");
    }

    private static String harness(HarnessEntry entry) {
        return switch (entry) {
            case HarnessEntry.RunStarted e -> "run of %s with seed %d started".formatted(e.scenario(), e.seed());
            case HarnessEntry.PhaseStarted e -> e.phase().label() + " started";
            case HarnessEntry.CanaryStarted e -> "canary, %s, started".formatted(entity(e.entity()));
            case HarnessEntry.Drained _ -> "drained: nothing outstanding";
            case HarnessEntry.NotDrained e -> "not drained, %s outstanding: %s".formatted(outstanding(e), e.why());
            case HarnessEntry.FaultWindowOpened e -> e.fault() + " began";
            case HarnessEntry.FaultWindowClosed e -> e.fault() + " ended";
            case HarnessEntry.ClientOutageStarted e -> "%s of %s began".formatted(e.fault(), e.client());
            case HarnessEntry.ClientOutageEnded e -> "%s of %s ended".formatted(e.fault(), e.client());
            case HarnessEntry.TransactionDisturbed e ->
                "%s on %s, connection %d, message group %d: the database %s the commit"
                        .formatted(
                                e.fault(), e.node(), e.connection(), e.flight(), e.executed() ? "got" : "did not get");
            case HarnessEntry.FaultStruck e -> "%s struck %s: %s".formatted(e.fault(), e.node(), e.strikes());
            case HarnessEntry.ResourcesSampled e ->
                "%s of %d processors busy, %s outstanding"
                        .formatted(
                                BigDecimal.valueOf(Math.round(100 * e.busy() * e.processors()), 2),
                                e.processors(),
                                NumberText.count(e.backlog(), "delivery", "deliveries"));
            case HarnessEntry.NodeStarted e -> "node %s ready".formatted(e.node());
            case HarnessEntry.NodeStopping e -> "node %s stops".formatted(e.node());
            case HarnessEntry.NodeKilled e -> "node %s gone".formatted(e.node());
            case HarnessEntry.NodeDied e -> "node %s died, %s".formatted(e.node(), e.how());
            case HarnessEntry.NodePaused e -> "node %s paused".formatted(e.node());
            case HarnessEntry.NodeResumed e -> "node %s goes on".formatted(e.node());
            case HarnessEntry.ClocksPaired e ->
                "both clocks read within %s".formatted(NumberText.millisText(e.spacing()));
        };
    }

    private static String outstanding(HarnessEntry.NotDrained entry) {
        return NumberText.count(entry.outstanding().size(), "delivery", "deliveries");
    }

    private static String client(ClientEntry entry) {
        return switch (entry) {
            case ClientEntry.OperationSent e ->
                "%s of %s sent, send %d (%s)".formatted(e.name(), entity(e.entity()), e.send(), e.operation());
            case ClientEntry.OperationAnswered e -> "%s, send %d: %s".formatted(e.operation(), e.send(), answer(e));
            case ClientEntry.Subscribed e ->
                "%s asks for %s as %s".formatted(e.connection(), e.topic(), e.subscription());
            case ClientEntry.Unsubscribed e ->
                e.by() == ClientEntry.EndedBy.APP
                        ? "the app ended %s of %s".formatted(e.subscription(), e.connection())
                        : "%s gives up %s".formatted(e.connection(), e.subscription());
            case ClientEntry.Pinged e -> "%s is pinged after heal".formatted(e.connection());
            case ClientEntry.Ponged e -> "%s is answered after heal".formatted(e.connection());
            case ClientEntry.UpdateReceived e ->
                "%s sees %s at version %d, %s"
                        .formatted(e.connection() + "/" + e.subscription(), entity(e.entity()), e.version(), e.state());
            case ClientEntry.ViewReceived e ->
                "%s sees the %s of %s at revision %d: %s"
                        .formatted(e.connection() + "/" + e.subscription(), e.view(), e.key(), e.revision(), e.cells());
        };
    }

    /** {@code order 7f3a}: the type of an entity, and its id. */
    static String entity(String id) {
        return AppModel.typeOf(id) + " " + AppModel.keyOf(id);
    }

    private static String answer(ClientEntry.OperationAnswered entry) {
        return switch (entry.outcome()) {
            case ACKNOWLEDGED -> "acknowledged, version %d, %s".formatted(entry.version(), entry.state());
            case REFUSED -> "refused: " + entry.reason();
            case INDETERMINATE -> "no clear answer: " + entry.reason();
        };
    }

    private String database(DatabaseEntry entry) {
        return switch (entry) {
            case DatabaseEntry.Committed e ->
                "%s version %d committed, %s, in transaction %s"
                        .formatted(entity(e.entity()), e.version(), transition(e), e.txn());
            case DatabaseEntry.EventRecorded e ->
                "event %s recorded for version %d, in transaction %s".formatted(event(e.event()), e.version(), e.txn());
            case DatabaseEntry.EventAltered e ->
                "%s altered in transaction %s: %s".formatted(event(e.event()), e.txn(), e.how());
            case DatabaseEntry.Claimed e ->
                "%s on %s claimed by %s, attempt %d, token %d"
                        .formatted(e.function(), event(e.event()), e.node(), e.attempt(), e.token());
            case DatabaseEntry.Settled e ->
                "%s on %s settled %s by token %d%s"
                        .formatted(e.function(), event(e.event()), e.outcome(), e.settledBy(), stale(e));
            case DatabaseEntry.ViewRead e ->
                "%s of %s at revision %d: %s".formatted(e.view(), e.key(), e.revision(), e.cells());
        };
    }

    private static String transition(DatabaseEntry.Committed entry) {
        return entry.from() == null ? entry.state() : entry.from() + " to " + entry.state();
    }

    private static String stale(DatabaseEntry.Settled entry) {
        return entry.settledBy() == entry.token() ? "" : " though the newest claim's is %d".formatted(entry.token());
    }

    private String channel(ChannelEntry entry) {
        return entry instanceof AttemptEntry attempt
                ? "%s on %s, attempt %d: %s"
                        .formatted(attempt.function(), event(attempt.event()), attempt.attempt(), channelEvent(entry))
                : channelEvent(entry);
    }

    private static String channelEvent(ChannelEntry entry) {
        return switch (entry) {
            case ChannelEntry.HandedOver e -> "handed over by %s with token %d".formatted(e.node(), e.token());
            case ChannelEntry.FateDecided e -> "to meet %s (%s), by rule %s".formatted(e.fate(), e.detail(), e.rule());
            case ChannelEntry.FateMet e ->
                FateKind.ofLabel(e.fate()).map(FateKind::entryText).orElse("met " + e.fate());
            case ChannelEntry.AttemptStarted e -> copy(e.copy()) + "began";
            case ChannelEntry.AttemptEnded e -> copy(e.copy()) + ending(e);
            case ChannelEntry.RolledBack e -> copy(e.copy()) + "rolled back after its work";
            case ChannelEntry.Answered e -> answer(e);
            case ChannelEntry.ClockSampled e -> "node %s is alive".formatted(e.node());
            case ChannelEntry.ChangesRead e ->
                "node %s read changes of %s for its subscribers".formatted(e.node(), e.topic());
        };
    }

    private static String copy(int copy) {
        return copy == 0 ? "" : "copy %d ".formatted(copy);
    }

    private static String ending(ChannelEntry.AttemptEnded entry) {
        String point = entry.point() == null ? "" : " at " + entry.point();
        return switch (entry.ending()) {
            case DONE -> "done";
            case FAILED -> "failed" + point;
            case CRASHED -> "crashed" + point;
        };
    }

    private static String answer(ChannelEntry.Answered entry) {
        String why = entry.why() == null ? "" : ": " + entry.why();
        return switch (entry.answer()) {
            case DONE -> "the dispatcher got the answer that it is done";
            case FAILED -> "the dispatcher got the answer that it failed" + why;
            case NO_ANSWER -> "the dispatcher got no answer" + why;
        };
    }
}
