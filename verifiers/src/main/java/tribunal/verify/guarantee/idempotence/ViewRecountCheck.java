package tribunal.verify.guarantee.idempotence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tribunal.history.AppModel;
import tribunal.history.AppModel.View;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.ViewRead;
import tribunal.history.Entry;
import tribunal.verify.evidence.EntityEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * Checks views: compares each with a recount of its entities. A view is left out if one of its entities has anything
 * missing, lost, dead or outstanding. All are left out if no view was read.
 */
final class ViewRecountCheck {
    private static final int SHOWN = 20;

    private final RunEvidence run;
    private final SortedMap<String, Recount> recounts = new TreeMap<>();

    ViewRecountCheck(RunEvidence run) {
        this.run = run;
        run.views().keySet().forEach(this::recount);
    }

    /** The entities of one view: how many are in each state, and the first of each state by id. */
    private static final class Recount {
        private boolean complete = true;
        private final SortedMap<String, Long> counts = new TreeMap<>();
        private final Map<String, TreeMap<String, Committed>> first = new TreeMap<>();

        void add(Committed current) {
            counts.merge(current.state(), 1L, Long::sum);
            TreeMap<String, Committed> ofState = first.computeIfAbsent(current.state(), _ -> new TreeMap<>());
            ofState.put(current.entity(), current);
            if (ofState.size() > SHOWN) {
                ofState.pollLastEntry();
            }
        }
    }

    private Recount recount(String view) {
        return recounts.computeIfAbsent(view, _ -> new Recount());
    }

    void gather(PartitionEvidence evidence) {
        if (run.views().isEmpty()) {
            return;
        }
        for (EntityEvidence entity : evidence.entities().values()) {
            entity.current()
                    .ifPresent(current -> run.viewsOf(current).forEach(view -> {
                        Recount recount = recount(view);
                        recount.complete &= evidence.isComplete(entity);
                        recount.add(current);
                    }));
        }
    }

    void judge(Findings findings) {
        recounts.forEach((view, recount) -> {
            View declared = run.model().views().get(AppModel.typeOf(view));
            if (recount.complete && declared != null) {
                findings.countChecked(FindingText.plural(AppModel.typeOf(view)) + " recounted", 1);
                compare(view, declared, recount, findings);
            }
        });
    }

    private void compare(String view, View declared, Recount recounted, Findings findings) {
        Optional<ViewRead> read = Optional.ofNullable(run.views().get(view));
        SortedMap<String, Long> shown = new TreeMap<>(read.map(ViewRead::cells).orElseGet(TreeMap::new));
        shown.values().removeIf(n -> n == 0);
        if (!shown.equals(recounted.counts)) {
            String sentence = "the %s of %s %s shows %s, but its %s are %s"
                    .formatted(
                            AppModel.typeOf(view),
                            declared.by(),
                            AppModel.keyOf(view),
                            shown,
                            FindingText.plural(declared.shows()),
                            recounted.counts);
            List<Entry> proof = new ArrayList<>(differing(recounted, shown));
            read.ifPresent(proof::add);
            findings.report(AppModel.typeOf(view) + " wrong", sentence, null, proof);
        }
    }

    /** The entities in the states whose counts differ. */
    private static List<Committed> differing(Recount recounted, SortedMap<String, Long> shown) {
        return recounted.first.entrySet().stream()
                .filter(s -> !Objects.equals(recounted.counts.get(s.getKey()), shown.get(s.getKey())))
                .flatMap(s -> s.getValue().values().stream())
                .sorted(Comparator.comparing(Committed::entity))
                .limit(SHOWN)
                .toList();
    }
}
