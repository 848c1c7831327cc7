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
import tribunal.history.ChannelEntry;
import tribunal.history.ClientEntry;
import tribunal.history.DatabaseEntry;
import tribunal.history.DeliveryEntry;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry;
import tribunal.history.PartitionedHistory;
import tribunal.history.ThirdPartyEntry;
import tribunal.verify.verdict.Violation;

/**
 * Selects the entries of a history that make up the stories of some entities. These are the entities' states and effects,
 * their deliveries with faults or in a proof, and the outages of the app. An outage of one client or one transaction is
 * left out if it cannot have affected the entity. Entries of other entities are not kept in
 * memory.
 */
public final class StoryBuilder {
    private static final int ENTRIES_AFTER = 6;

    private final Set<String> entities;
    private final StoryText storyText = new StoryText();
    private final Map<String, String> entityOfEvent = new HashMap<>();
    private final Map<String, String> nodeOf = new HashMap<>();
    private final Set<String> faultyDeliveries = new HashSet<>();
    private final Map<String, Long> goneSince = new HashMap<>();
    private final List<HarnessEntry> outages = new ArrayList<>();
    private final Map<String, List<Entry>> byEntity = new HashMap<>();

    /**
     * One entry of a story.
     *
     * @param actor {@code client}, {@code store}, {@code third parties}, {@code faults} or a node
     * @param text a short text; empty for an entry that is included only because it is proof
     * @param isNear whether it is proof, concerns a delivery in the proof, or is an outage during the time of the proof
     */
    public record StoryEntry(Entry entry, String actor, Optional<String> text, boolean isProof, boolean isNear) {
        public boolean isFault() {
            return switch (entry) {
                case ChannelEntry.FateMet _ -> true;
                case ChannelEntry.AttemptEnded end -> end.ending() == ChannelEntry.Ending.CRASHED;
                case HarnessEntry _ -> text.isPresent();
                default -> false;
            };
        }
    }

    private StoryBuilder(Set<String> entities) {
        this.entities = entities;
    }

    /** Reads the entities of some violations. */
    public static StoryBuilder of(PartitionedHistory history, Collection<Violation> violations) {
        return ofEntities(
                history,
                violations.stream()
                        .map(Violation::entity)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
    }

    static StoryBuilder ofEntities(PartitionedHistory history, Set<String> entities) {
        StoryBuilder stories = new StoryBuilder(entities);
        if (!entities.isEmpty()) {
            readAll(history, stories::learn);
        }
        readAll(history, stories::keep);
        return stories;
    }

    private static void readAll(PartitionedHistory history, Consumer<Entry> reader) {
        boolean holdsRun = false;
        for (var partition : history) {
            holdsRun |= partition.equals(history.runEntries());
            partition.entries().forEach(reader);
        }
        if (!holdsRun) {
            history.runEntries().entries().forEach(reader);
        }
    }

    private void learn(Entry entry) {
        switch (entry) {
            case DatabaseEntry.EventRecorded e
            when entities.contains(e.entity()) -> entityOfEvent.put(e.event(), e.entity());
            case ChannelEntry.HandedOver h
            when entities.contains(h.entity()) -> {
                entityOfEvent.put(h.event(), h.entity());
                nodeOf.put(attempt(h), h.node());
            }
            case ThirdPartyEntry.EffectRequested e when entities.contains(e.entity()) -> storyText.learn(e);
            case ClientEntry.OperationSent e when entities.contains(e.entity()) -> storyText.learn(e);
            case HarnessEntry.NodeKilled e -> goneSince.merge(e.node(), e.at(), Math::min);
            case HarnessEntry.NodeDied e -> goneSince.merge(e.node(), e.at(), Math::min);
            case ChannelEntry.FateMet met -> markFaulty(met);
            case ChannelEntry.AttemptEnded end when end.ending() == ChannelEntry.Ending.CRASHED -> markFaulty(end);
            default -> {}
        }
    }

    private void markFaulty(DeliveryEntry entry) {
        if (entityOfEvent.containsKey(entry.event())) {
            faultyDeliveries.add(deliveryId(entry));
        }
    }

    private void keep(Entry entry) {
        if (entry instanceof HarnessEntry outage && outageText(outage).isPresent()) {
            outages.add(outage);
        } else {
            entityOf(entry)
                    .filter(entities::contains)
                    .ifPresent(entity -> byEntity.computeIfAbsent(entity, _ -> new ArrayList<>())
                            .add(entry));
        }
    }

    private static String deliveryId(DeliveryEntry entry) {
        return entry.event() + "/" + entry.function();
    }

    /** Returns the delivery that an entry concerns; empty if there is none, or if it is not known. */
    private static Optional<String> delivery(Entry entry) {
        return switch (entry) {
            case ThirdPartyEntry.EffectRequested e -> Optional.ofNullable(e.delivery());
            case DeliveryEntry e -> Optional.of(deliveryId(e));
            default -> Optional.empty();
        };
    }

    private static String attempt(AttemptEntry entry) {
        return deliveryId(entry) + "#" + entry.attempt();
    }

    /** Returns the story of a violation in the order of time. It ends with the first six entries after the proof. */
    public List<StoryEntry> of(Violation violation) {
        Set<String> deliveries = new HashSet<>(faultyDeliveries);
        deliveries.addAll(deliveries(violation.proof()));
        return untilProven(story(violation.entity(), violation.proof(), deliveries));
    }

    /** Returns the story of an entity in the order of time, with all its deliveries or only the faulty ones. */
    List<StoryEntry> of(String entity, boolean allDeliveries) {
        return story(entity, List.of(), allDeliveries ? deliveries(entriesOf(entity)) : faultyDeliveries);
    }

    private List<StoryEntry> story(@Nullable String entity, List<Entry> proof, Set<String> deliveries) {
        Proof proven = Proof.of(proof);
        List<Entry> own =
                Stream.concat(entriesOf(entity).stream(), proof.stream()).toList();
        OutageVictims victims = OutageVictims.of(own);
        List<HarnessEntry> affecting =
                outages.stream().filter(victims::includes).toList();
        return Stream.of(affecting, own)
                .flatMap(List::stream)
                .distinct()
                .sorted(Comparator.comparingLong(Entry::at))
                .flatMap(entry -> storyEntry(entry, deliveries, proven).stream())
                .toList();
    }

    private List<Entry> entriesOf(@Nullable String entity) {
        return entity == null ? List.of() : byEntity.getOrDefault(entity, List.of());
    }

    private Optional<StoryEntry> storyEntry(Entry entry, Set<String> deliveries, Proof proof) {
        if (proof.entries().contains(entry)) {
            return Optional.of(new StoryEntry(entry, actor(entry), text(entry), true, true));
        }
        return text(entry)
                .filter(_ -> delivery(entry).map(deliveries::contains).orElse(true) || entry instanceof ThirdPartyEntry)
                .map(text -> new StoryEntry(entry, actor(entry), Optional.of(text), false, proof.isNear(entry)));
    }

    /** The proof of a violation, the deliveries in it, and its times. */
    private record Proof(Set<Entry> entries, Set<String> deliveries, LongSummaryStatistics times) {
        static Proof of(List<Entry> proof) {
            return new Proof(
                    new HashSet<>(proof),
                    StoryBuilder.deliveries(proof),
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

    private Optional<String> text(Entry entry) {
        return entry instanceof HarnessEntry outage ? outageText(outage) : storyText.text(entry);
    }

    private static List<StoryEntry> untilProven(List<StoryEntry> all) {
        int last = all.size();
        while (last > 0 && !all.get(last - 1).isProof()) {
            last--;
        }
        return last == 0 ? all : all.subList(0, Math.min(all.size(), last + ENTRIES_AFTER));
    }

    private Optional<String> outageText(HarnessEntry entry) {
        return switch (entry) {
            case HarnessEntry.NodeStarted e
            when e.at() > goneSince.getOrDefault(e.node(), Long.MAX_VALUE) -> Optional.of("UP AGAIN");
            case HarnessEntry.NodeStopping _ -> Optional.of("STOPS");
            case HarnessEntry.NodeKilled _ -> Optional.of("GONE");
            case HarnessEntry.NodeDied _ -> Optional.of("DIED");
            case HarnessEntry.NodePaused _ -> Optional.of("PAUSED");
            case HarnessEntry.NodeResumed _ -> Optional.of("GOES ON");
            case HarnessEntry.FaultWindowOpened e -> Optional.of(e.fault() + " BEGINS");
            case HarnessEntry.FaultWindowClosed e -> Optional.of(e.fault() + " ENDS");
            case HarnessEntry.ClientOutageStarted e -> Optional.of(e.fault() + " of " + e.client() + " BEGINS");
            case HarnessEntry.ClientOutageEnded e -> Optional.of(e.fault() + " of " + e.client() + " ENDS");
            case HarnessEntry.TransactionDisturbed e ->
                Optional.of("%s on %s, %s".formatted(e.fault(), e.node(), e.executed() ? "executed" : "not executed"));
            default -> Optional.empty();
        };
    }

    private Optional<String> entityOf(Entry entry) {
        return Optional.ofNullable(
                switch (entry) {
                    case ClientEntry.OperationSent e -> e.entity();
                    case ClientEntry.UpdateReceived e -> e.entity();
                    case ClientEntry.OperationAnswered e -> storyText.entityOf(e.operation());
                    case DatabaseEntry.Committed e -> e.entity();
                    case DatabaseEntry.EventRecorded e -> e.entity();
                    case ThirdPartyEntry e -> storyText.entityOf(e);
                    case DeliveryEntry e -> entityOfEvent.get(e.event());
                    default -> null;
                });
    }

    private String actor(Entry entry) {
        return switch (entry) {
            case ChannelEntry.HandedOver e -> e.node();
            case ClientEntry _ -> "client";
            case DatabaseEntry _ -> "store";
            case ThirdPartyEntry _ -> "third parties";
            case AttemptEntry e -> nodeOf.getOrDefault(attempt(e), "node");
            case HarnessEntry.NodeStarted e -> e.node();
            case HarnessEntry.NodeStopping e -> e.node();
            case HarnessEntry.NodeKilled e -> e.node();
            case HarnessEntry.NodeDied e -> e.node();
            case HarnessEntry.NodePaused e -> e.node();
            case HarnessEntry.NodeResumed e -> e.node();
            case HarnessEntry.FaultWindowOpened _,
                    HarnessEntry.FaultWindowClosed _,
                    HarnessEntry.ClientOutageStarted _,
                    HarnessEntry.ClientOutageEnded _,
                    HarnessEntry.TransactionDisturbed _ -> "faults";
            default -> "harness";
        };
    }
}
