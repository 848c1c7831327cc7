package tribunal.verify.guarantee.subscription;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tribunal.history.AppModel;
import tribunal.history.ClientEntry.ViewReceived;
import tribunal.history.DatabaseEntry.ViewRead;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry.Drained;
import tribunal.history.Phase;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.evidence.SubscriptionEvidence;
import tribunal.verify.evidence.SubscriptionUpdates;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * Checks views. Revisions never go back, one revision shows the same cells to everybody, and a live subscriber's last
 * frame is the view as read at the end. The cells may leave out a state without entities.
 */
final class ViewUpdateCheck {
    /** The cells of a revision when it was first shown, and the entry that showed them. */
    private record Shown(SortedMap<String, Long> cells, Entry proof) {}

    private final RunEvidence run;
    private final Findings findings;
    private final Map<SubscriptionEvidence, ViewReceived> last = new HashMap<>();

    ViewUpdateCheck(RunEvidence run, Findings findings) {
        this.run = run;
        this.findings = findings;
    }

    void judge(PartitionEvidence evidence) {
        long storm = run.phases().started(Phase.STORM).orElse(Long.MIN_VALUE);
        Map<String, Shown> revisions = new HashMap<>();
        for (ViewRead read : run.views().values()) {
            revisions.put(id(read.view(), read.key(), read.revision()), new Shown(positive(read.cells()), read));
        }
        for (SubscriptionUpdates updates : evidence.updates()) {
            List<ViewReceived> frames = updates.frames();
            if (!frames.isEmpty()) {
                findings.countChecked(frames.getFirst().view() + " updates", frames.size());
                findings.countOpportunities(
                        frames.stream().filter(frame -> frame.at() >= storm).count());
                checkForwards(frames);
                frames.forEach(frame -> checkSameCells(frame, revisions));
                last.put(updates.subscription(), frames.getLast());
            }
        }
    }

    /** Checks the last frames, once all partitions have been read. */
    void atEnd() {
        run.subscriptions().stream()
                .forEach(subscription -> run.viewOf(subscription.topic()).ifPresent(view -> atEnd(subscription, view)));
    }

    private void checkForwards(List<ViewReceived> frames) {
        ViewReceived newest = frames.getFirst();
        for (ViewReceived frame : frames) {
            if (frame.revision() < newest.revision()) {
                String sentence = "a subscriber saw the %s at revision %d, and then at revision %d"
                        .formatted(FindingText.view(frame.view(), frame.key()), newest.revision(), frame.revision());
                findings.report(frame.view() + " going back", sentence, null, List.of(newest, frame));
                return;
            }
            newest = frame;
        }
    }

    private void checkSameCells(ViewReceived frame, Map<String, Shown> revisions) {
        Shown here = new Shown(positive(frame.cells()), frame);
        Shown first = revisions.putIfAbsent(id(frame.view(), frame.key(), frame.revision()), here);
        if (first != null && !first.cells().equals(here.cells())) {
            String sentence = "revision %d of the %s was %s here and %s there"
                    .formatted(
                            frame.revision(), FindingText.view(frame.view(), frame.key()), first.cells(), here.cells());
            findings.report(frame.view() + " with two faces", sentence, null, List.of(first.proof(), frame));
        }
    }

    /** Judges only a run that drained: an outstanding delivery may have changed a view after it was read. */
    private void atEnd(SubscriptionEvidence subscription, String view) {
        Optional<ViewRead> read = Optional.ofNullable(run.views().get(view));
        Optional<ViewReceived> frame = Optional.ofNullable(last.get(subscription));
        if (read.isPresent() && isLive(subscription)) {
            findings.countChecked(FindingText.plural(AppModel.typeOf(view)) + " live at the end", 1);
            long revision = frame.map(ViewReceived::revision).orElse(-1L);
            if (revision != read.get().revision()) {
                reportStale(subscription, frame, read.get());
            }
        }
    }

    private boolean isLive(SubscriptionEvidence subscription) {
        long catchUp = run.limits().catchUp().toNanos();
        return run.kinds()
                .first(Drained.class)
                .filter(drained -> subscription.subscribed().at() + catchUp <= drained.at())
                .filter(drained ->
                        subscription.ended().filter(at -> at <= drained.at()).isEmpty())
                .filter(_ -> run.pongedAfterHeal(subscription))
                .isPresent();
    }

    private void reportStale(SubscriptionEvidence subscription, Optional<ViewReceived> shown, ViewRead read) {
        String sentence = "a live subscriber of the %s held %s in the end, but it was at revision %d"
                .formatted(
                        FindingText.view(read.view(), read.key()),
                        shown.map(f -> "revision " + f.revision()).orElse("nothing"),
                        read.revision());
        List<Entry> proof = new ArrayList<>(List.of(subscription.subscribed(), read));
        shown.ifPresent(proof::add);
        findings.reportAbsence(read.view() + " without its last revision", sentence, null, proof);
    }

    private static String id(String view, String key, long revision) {
        return view + ":" + key + "#" + revision;
    }

    private static SortedMap<String, Long> positive(SortedMap<String, Long> counts) {
        SortedMap<String, Long> positive = new TreeMap<>(counts);
        positive.values().removeIf(n -> n == 0);
        return positive;
    }
}
