package tribunal.report.story;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tribunal.history.AttemptEntry;
import tribunal.history.ChannelEntry;
import tribunal.history.ClientEntry;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry;

/**
 * What of an order an outage can have affected: its clients, and its requests and attempts by the time in which they
 * were under way. The history does not say which transaction was disturbed, so the time and the node decide.
 *
 * @param clients the clients that asked for something or watched it
 * @param requests when client requests were open
 * @param attempts when attempts were under way, by node
 */
record OutageVictims(Set<String> clients, List<Period> requests, Map<String, List<Period>> attempts) {
    /** @param to {@link Long#MAX_VALUE} without an end */
    private record Period(long from, long to) {
        boolean contains(long time) {
            return from <= time && time <= to;
        }
    }

    static OutageVictims of(List<Entry> entries) {
        Set<String> clients = new HashSet<>();
        Map<String, Long> ends = new HashMap<>();
        for (Entry entry : entries) {
            switch (entry) {
                case ClientEntry.OperationSent e -> clients.add(e.actor());
                case ClientEntry.UpdateReceived e -> clients.addAll(names(e.connection()));
                case ClientEntry.Subscribed e -> clients.addAll(names(e.connection()));
                case ClientEntry.OperationAnswered e -> ends.putIfAbsent(send(e.operation(), e.send()), e.at());
                case ChannelEntry.Answered e -> ends.merge(attempt(e), e.at(), Math::max);
                default -> {}
            }
        }
        return new OutageVictims(clients, requests(entries, ends), attempts(entries, ends));
    }

    private static List<Period> requests(List<Entry> entries, Map<String, Long> ends) {
        return entries.stream()
                .filter(ClientEntry.OperationSent.class::isInstance)
                .map(ClientEntry.OperationSent.class::cast)
                .map(e -> new Period(e.at(), ends.getOrDefault(send(e.operation(), e.send()), Long.MAX_VALUE)))
                .toList();
    }

    private static Map<String, List<Period>> attempts(List<Entry> entries, Map<String, Long> ends) {
        Map<String, List<Period>> attempts = new HashMap<>();
        for (Entry entry : entries) {
            if (entry instanceof ChannelEntry.HandedOver e) {
                attempts.merge(
                        e.node(),
                        List.of(new Period(e.at(), ends.getOrDefault(attempt(e), Long.MAX_VALUE))),
                        OutageVictims::joined);
            }
        }
        return attempts;
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** The possible names of a connection's client: the connection's own, and that without its number. */
    private static List<String> names(String connection) {
        return List.of(connection, connection.replaceFirst("-[0-9]+$", ""));
    }

    private static String send(String operation, int send) {
        return operation + "#" + send;
    }

    private static String attempt(AttemptEntry entry) {
        return entry.event() + "/" + entry.function() + "#" + entry.attempt();
    }

    /** Whether the story shows this outage: each that affects more than one client or transaction, and its own. */
    boolean includes(HarnessEntry outage) {
        return switch (outage) {
            case HarnessEntry.ClientOutageStarted e -> clients.contains(e.client());
            case HarnessEntry.ClientOutageEnded e -> clients.contains(e.client());
            case HarnessEntry.TransactionDisturbed e ->
                requests.stream().anyMatch(request -> request.contains(e.at()))
                        || attempts.getOrDefault(e.node(), List.of()).stream()
                                .anyMatch(attempt -> attempt.contains(e.at()));
            default -> true;
        };
    }
}
