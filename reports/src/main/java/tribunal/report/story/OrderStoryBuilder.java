package tribunal.report.story;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tribunal.history.AttemptEntry;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ChannelEntry.FateMet;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.ClientEntry;
import tribunal.history.DatabaseEntry;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.DeliveryEntry;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry;
import tribunal.history.History;
import tribunal.history.PartitionedHistory;
import tribunal.history.ThirdPartyEntry;
import tribunal.history.ThirdPartyEntry.EffectRequested;
import tribunal.verify.verdict.Violation;

/**
 * What a history tells of some orders: their states and effects, of their deliveries those that were harmed or stand in a
 * proof, and what befell the app meanwhile. Other orders are not kept in mind.
 */
public final class OrderStoryBuilder {
    private static final int ENTRIES_AFTER = 6;

    private final Set<String> orders;
    private final StoryText words = new StoryText();
    private final Map<String, String> orderOf = new HashMap<>();
    private final Map<String, String> nodeOf = new HashMap<>();
    private final Map<Long, String> orderOfRequest = new HashMap<>();
    private final Set<String> harmed = new HashSet<>();
    private final Map<String, Long> goneSince = new HashMap<>();
    private final List<HarnessEntry> harness = new ArrayList<>();
    private final Map<String, List<Entry>> ofOrder = new HashMap<>();

    /**
     * One entry of a story.
     *
     * @param actor {@code customer}, {@code store}, {@code third parties} or a node
     * @param words what it says, in few; empty for what is told only because it is proof
     * @param isNear it is proof, befell a delivery that stands in the proof, or befell the app while the proof came about
     */
    public record Told(Entry entry, String actor, Optional<String> words, boolean isProof, boolean isNear) {
        public boolean isFault() {
            return switch (entry) {
                case FateMet _ -> true;
                case AttemptEnded end -> end.ending() == Ending.CRASHED;
                case HarnessEntry _ -> words.isPresent();
                default -> false;
            };
        }
    }

    private OrderStoryBuilder(Set<String> orders) {
        this.orders = orders;
    }

    /** Of the orders of some violations. */
    public static OrderStoryBuilder of(PartitionedHistory history, Collection<Violation> violations) {
        return ofOrders(
                history,
                violations.stream()
                        .map(Violation::order)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
    }

    static OrderStoryBuilder ofOrders(PartitionedHistory history, Set<String> orders) {
        OrderStoryBuilder stories = new OrderStoryBuilder(orders);
        if (!orders.isEmpty()) {
            goThrough(history, stories::learn);
        }
        goThrough(history, stories::keep);
        return stories;
    }

    private static void goThrough(PartitionedHistory history, Consumer<Entry> reader) {
        boolean holdsRun = false;
        for (History part : history) {
            holdsRun |= part.equals(history.run());
            part.entries().forEach(reader);
        }
        if (!holdsRun) {
            history.run().entries().forEach(reader);
        }
    }

    private void learn(Entry entry) {
        switch (entry) {
            case EventRecorded e when orders.contains(e.order()) -> orderOf.put(e.event(), e.order());
            case HandedOver h
            when orders.contains(h.order()) -> {
                orderOf.put(h.event(), h.order());
                nodeOf.put(attempt(h), h.node());
            }
            case EffectRequested e
            when orders.contains(e.order()) -> {
                orderOfRequest.put(e.request(), e.order());
                words.learn(e);
            }
            case ClientEntry.OperationSent e when orders.contains(e.order()) -> words.learn(e);
            case HarnessEntry.NodeKilled e -> goneSince.merge(e.node(), e.at(), Math::min);
            case HarnessEntry.NodeDied e -> goneSince.merge(e.node(), e.at(), Math::min);
            case FateMet met -> harmed(met.event(), met.function());
            case AttemptEnded end when end.ending() == Ending.CRASHED -> harmed(end.event(), end.function());
            default -> {}
        }
    }

    private void harmed(String event, String function) {
        if (orderOf.containsKey(event)) {
            harmed.add(delivery(event, function));
        }
    }

    private void keep(Entry entry) {
        if (entry instanceof HarnessEntry befell && befalls(befell).isPresent()) {
            harness.add(befell);
        } else {
            order(entry)
                    .filter(orders::contains)
                    .ifPresent(order -> ofOrder.computeIfAbsent(order, _ -> new ArrayList<>())
                            .add(entry));
        }
    }

    private static String delivery(String event, String function) {
        return event + "/" + function;
    }

    /** The one that an entry is about; empty for one that is about none, or does not say. */
    private static Optional<String> delivery(Entry entry) {
        return switch (entry) {
            case EffectRequested e -> Optional.ofNullable(e.delivery());
            case DeliveryEntry e -> Optional.of(delivery(e.event(), e.function()));
            default -> Optional.empty();
        };
    }

    private static String attempt(AttemptEntry entry) {
        return delivery(entry.event(), entry.function()) + "#" + entry.attempt();
    }

    /** In the order of time; what follows the proof is another story, but for its beginning. */
    public List<Told> of(Violation violation) {
        Set<String> told = new HashSet<>(harmed);
        told.addAll(deliveries(violation.proof()));
        return untilProven(story(violation.order(), violation.proof(), told));
    }

    /** In the order of time; of its deliveries those that were harmed. */
    List<Told> harmed(String order) {
        return story(order, List.of(), harmed);
    }

    /** In the order of time, with every delivery. */
    List<Told> whole(String order) {
        return story(order, List.of(), deliveries(its(order)));
    }

    private List<Told> story(@Nullable String order, List<Entry> proof, Set<String> deliveries) {
        Proof proven = Proof.of(proof);
        return Stream.of(harness, its(order), proof)
                .flatMap(List::stream)
                .distinct()
                .sorted(Comparator.comparingLong(Entry::at))
                .flatMap(entry -> told(entry, deliveries, proven).stream())
                .toList();
    }

    private List<Entry> its(@Nullable String order) {
        return order == null ? List.of() : ofOrder.getOrDefault(order, List.of());
    }

    private Optional<Told> told(Entry entry, Set<String> deliveries, Proof proof) {
        if (proof.entries().contains(entry)) {
            return Optional.of(new Told(entry, actor(entry), words(entry), true, true));
        }
        return words(entry)
                .filter(_ -> delivery(entry).map(deliveries::contains).orElse(true) || entry instanceof ThirdPartyEntry)
                .map(text -> new Told(entry, actor(entry), Optional.of(text), false, proof.isNear(entry)));
    }

    /** What a verdict rests on, and the deliveries that it speaks of. */
    private record Proof(Set<Entry> entries, Set<String> deliveries, LongSummaryStatistics times) {
        static Proof of(List<Entry> proof) {
            return new Proof(
                    new HashSet<>(proof),
                    OrderStoryBuilder.deliveries(proof),
                    proof.stream().mapToLong(Entry::at).summaryStatistics());
        }

        boolean isNear(Entry entry) {
            return entry instanceof HarnessEntry
                    ? times.getMin() <= entry.at() && entry.at() <= times.getMax()
                    : delivery(entry).filter(deliveries::contains).isPresent();
        }
    }

    private static Set<String> deliveries(List<Entry> entries) {
        return entries.stream().flatMap(entry -> delivery(entry).stream()).collect(Collectors.toSet());
    }

    private Optional<String> words(Entry entry) {
        return entry instanceof HarnessEntry befell ? befalls(befell) : words.text(entry);
    }

    private static List<Told> untilProven(List<Told> all) {
        int last = all.size();
        while (last > 0 && !all.get(last - 1).isProof()) {
            last--;
        }
        return last == 0 ? all : all.subList(0, Math.min(all.size(), last + ENTRIES_AFTER));
    }

    private Optional<String> befalls(HarnessEntry entry) {
        return switch (entry) {
            case HarnessEntry.NodeStarted e
            when e.at() > goneSince.getOrDefault(e.node(), Long.MAX_VALUE) -> Optional.of("UP AGAIN");
            case HarnessEntry.NodeKilled _ -> Optional.of("GONE");
            case HarnessEntry.NodeDied _ -> Optional.of("DIED");
            case HarnessEntry.NodePaused _ -> Optional.of("PAUSED");
            case HarnessEntry.NodeResumed _ -> Optional.of("GOES ON");
            case HarnessEntry.FaultWindowOpened e -> Optional.of(e.fault() + " BEGINS");
            case HarnessEntry.FaultWindowClosed e -> Optional.of(e.fault() + " ENDS");
            default -> Optional.empty();
        };
    }

    private Optional<String> order(Entry entry) {
        return Optional.ofNullable(
                switch (entry) {
                    case ClientEntry.OperationSent e -> e.order();
                    case ClientEntry.UpdateReceived e -> e.order();
                    case ClientEntry.OperationAnswered e -> words.orderOf(e.operation());
                    case DatabaseEntry.Committed e -> e.order();
                    case EventRecorded e -> e.order();
                    case ThirdPartyEntry e -> orderOfRequest.get(e.request());
                    case DeliveryEntry e -> orderOf.get(e.event());
                    default -> null;
                });
    }

    private String actor(Entry entry) {
        return switch (entry) {
            case HandedOver e -> e.node();
            case ClientEntry _ -> "customer";
            case DatabaseEntry _ -> "store";
            case ThirdPartyEntry _ -> "third parties";
            case AttemptEntry e -> nodeOf.getOrDefault(attempt(e), "node");
            case HarnessEntry.NodeStarted e -> e.node();
            case HarnessEntry.NodeKilled e -> e.node();
            case HarnessEntry.NodeDied e -> e.node();
            case HarnessEntry.NodePaused e -> e.node();
            case HarnessEntry.NodeResumed e -> e.node();
            case HarnessEntry.FaultWindowOpened _ -> "store";
            case HarnessEntry.FaultWindowClosed _ -> "store";
            default -> "harness";
        };
    }
}
