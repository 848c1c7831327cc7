package tribunal.verify.evidence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tribunal.history.AppModel;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.Answered;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.DatabaseEntry.SettleOutcome;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.DeliveryId;
import tribunal.history.Entry;
import tribunal.verify.verdict.FindingText;

/** The evidence on one delivery. */
public final class DeliveryEvidence {
    private final DeliveryId id;
    private final Optional<EventRecorded> recorded;
    private final AppModel model;
    private final List<Entry> entries = new ArrayList<>(8);

    /**
     * The entries by kind, made when first needed. A list suffices in place of {@link EntriesByKind}, since a delivery
     * has few kinds.
     */
    private List<KindEntries> kinds = List.of();

    /** The entries of one kind, by time. */
    private record KindEntries(Class<?> kind, List<Entry> entries) {}

    /** @param model says whether the history shows claims and settles; without settles, a completed delivery is done */
    DeliveryEvidence(DeliveryId id, Optional<EventRecorded> recorded, AppModel model) {
        this.id = id;
        this.recorded = recorded;
        this.model = model;
    }

    /** Adds an entry that is not older than those before. */
    void add(Entry entry) {
        entries.add(entry);
        kinds = List.of();
    }

    public DeliveryId id() {
        return id;
    }

    /**
     * Its event, if it was written to the log and the model assigns its type to this function. A delivery without a
     * recorded event is a phantom.
     */
    public Optional<EventRecorded> recorded() {
        return recorded;
    }

    /** Its entries without its event, by time. */
    public List<Entry> entries() {
        return Collections.unmodifiableList(entries);
    }

    /** The first time that the function completed it, as original or as duplicate. */
    public Optional<AttemptEnded> completion() {
        return first(AttemptEnded.class, ended -> ended.ending() == Ending.DONE);
    }

    public boolean isCompleted() {
        return completion().isPresent();
    }

    public boolean isSettled(SettleOutcome outcome) {
        return has(Settled.class, settled -> settled.outcome() == outcome);
    }

    /** The first answer after this hand-over; an attempt of an earlier hand-over may have the same number. */
    public Optional<Answered> answer(HandedOver handed) {
        return first(Answered.class, a -> a.attempt() == handed.attempt() && a.at() >= handed.at());
    }

    /** The entries that made it a dead letter: at most one, unless it was redriven. */
    public List<Settled> deadLetterings() {
        return isSettled(SettleOutcome.DEAD)
                ? ListQueries.all(all(Settled.class), s -> s.outcome() == SettleOutcome.DEAD)
                : List.of();
    }

    /** Whether it is a dead letter that has not been claimed again. */
    public boolean isDead() {
        return last(Settled.class)
                .filter(last -> last.outcome() == SettleOutcome.DEAD)
                .filter(last -> !has(Claimed.class, c -> c.at() > last.at()))
                .isPresent();
    }

    /** How many attempts were done after longer than a lease, without another claim in between. */
    public long leasesRenewed(Duration lease) {
        return ListQueries.count(all(HandedOver.class), handed -> isLeaseRenewed(handed, lease));
    }

    private boolean isLeaseRenewed(HandedOver handed, Duration lease) {
        return answer(handed)
                .filter(answer -> answer.answer() == Answer.DONE && answer.at() - handed.at() > lease.toNanos())
                .filter(answer -> !has(Claimed.class, c -> c.at() > handed.at() && c.at() < answer.at()))
                .isPresent();
    }

    /** When it was completed and settled, or last became a dead letter, in nanoseconds; empty if outstanding. */
    public Optional<Long> finishedAt() {
        if (isOutstanding()) {
            return Optional.empty();
        }
        long completed = completion().map(AttemptEnded::at).orElse(Long.MIN_VALUE);
        return first(Settled.class, s -> s.outcome() == SettleOutcome.DONE)
                .or(() -> last(Settled.class))
                .map(s -> Math.max(completed, s.at()))
                .or(() -> completion().map(AttemptEnded::at));
    }

    /** Describes it: {@code OrderPlaced of order 7f3a1b2c for ChargePayment}. */
    public String description() {
        return recorded.map(event -> "%s of %s for %s"
                        .formatted(event.eventType(), FindingText.entity(event.entity()), id.function()))
                .orElseGet(() -> "event %s for %s".formatted(FindingText.shortId(id.event()), id.function()));
    }

    @Nullable
    public String entity() {
        return recorded.map(EventRecorded::entity).orElse(null);
    }

    /** All entries that concern it, including its event. */
    public List<Entry> allEntries() {
        return withEvent(entries);
    }

    /** These entries and its event, if that was recorded. */
    public List<Entry> withEvent(List<? extends Entry> chosen) {
        return Stream.<Entry>concat(chosen.stream(), recorded.stream()).toList();
    }

    /** Whether it still has to be completed or settled. Meaningful only for deliveries with a recorded event. */
    public boolean isOutstanding() {
        return !(isCompleted() && (!model.observesSettles() || isSettled(SettleOutcome.DONE))) && !isDead();
    }

    /** Whether its first attempt did not end in {@code DONE}, or other attempts followed. */
    public boolean isRetried() {
        return count(HandedOver.class) > 1
                || first(Answered.class).filter(a -> a.answer() != Answer.DONE).isPresent();
    }

    /** How often the function began it, including duplicates. */
    public long executions() {
        return count(AttemptStarted.class);
    }

    /** Time of its latest entry or due time; the commit of its event if there is no entry. */
    public long lastActivity() {
        long latest = recorded.map(EventRecorded::at).orElse(Long.MIN_VALUE);
        for (Entry entry : entries) {
            latest = Math.max(latest, entry instanceof HandedOver h ? Math.max(h.at(), h.due()) : entry.at());
        }
        return latest;
    }

    /** The first missing step at this time, with the reason of the last answer if it has one. */
    public String progressAt(long time) {
        return missingStep(time)
                + ListQueries.first(all(Answered.class).reversed(), a -> a.at() <= time)
                        .map(Answered::why)
                        .map(why -> ", last answer: " + why)
                        .orElse("");
    }

    /**
     * The first missing step: {@code never claimed}, {@code never started}, {@code never finished} or
     * {@code never settled}.
     */
    public String missingStep(long time) {
        if (model.observesClaims() && !hasUntil(time, Claimed.class) && !hasUntil(time, HandedOver.class)) {
            return "never claimed";
        }
        if (!hasUntil(time, AttemptStarted.class)) {
            return "never started";
        }
        return completion().filter(e -> e.at() <= time).isPresent() ? "never settled" : "never finished";
    }

    private boolean hasUntil(long time, Class<? extends Entry> kind) {
        return has(kind, e -> e.at() <= time);
    }

    /** Its entries of exactly this class, by time; not copied. */
    @SuppressWarnings("unchecked") // each list holds only entries of its kind
    public <E extends Entry> List<E> all(Class<E> kind) {
        if (kinds.isEmpty()) {
            kinds = byKind();
        }
        for (KindEntries found : kinds) {
            if (found.kind() == kind) {
                return (List<E>) found.entries();
            }
        }
        return List.of();
    }

    private List<KindEntries> byKind() {
        List<KindEntries> found = new ArrayList<>(8);
        for (Entry entry : entries) {
            KindEntries kind =
                    ListQueries.first(found, k -> k.kind() == entry.getClass()).orElse(null);
            if (kind == null) {
                kind = new KindEntries(entry.getClass(), new ArrayList<>(2));
                found.add(kind);
            }
            kind.entries().add(entry);
        }
        return found;
    }

    public int count(Class<? extends Entry> kind) {
        return all(kind).size();
    }

    public <E extends Entry> Optional<E> first(Class<E> kind) {
        List<E> all = all(kind);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getFirst());
    }

    public <E extends Entry> Optional<E> first(Class<E> kind, Predicate<E> condition) {
        return ListQueries.first(all(kind), condition);
    }

    <E extends Entry> Optional<E> last(Class<E> kind) {
        List<E> all = all(kind);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /** The end of the attempt, or of the copy, that began so. */
    public Optional<AttemptEnded> endOf(AttemptStarted started) {
        return first(AttemptEnded.class, e -> e.attempt() == started.attempt() && e.copy() == started.copy());
    }

    /** The first settle of the claim with this token. */
    public Optional<Settled> settledBy(long token) {
        return first(Settled.class, s -> s.settledBy() == token);
    }

    public <E extends Entry> boolean has(Class<E> kind, Predicate<E> condition) {
        return ListQueries.any(all(kind), condition);
    }
}
