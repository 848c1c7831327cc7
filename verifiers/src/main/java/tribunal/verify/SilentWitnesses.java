package tribunal.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tribunal.history.AppModel.FunctionTask;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.ClockSampled;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.DatabaseEntry.SettleOutcome;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.ThirdPartyEntry.EffectClosed;
import tribunal.history.ThirdPartyEntry.EffectRequested;
import tribunal.history.Witness;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;

/**
 * Finds the witnesses that recorded nothing although another witness shows that they had something to record. Their
 * files are missing or empty, so no guarantee that needs them can be judged. A witness that had nothing to record is
 * not silent.
 */
final class SilentWitnesses {
    private final RunEvidence run;
    private final Set<String> workingNodes = new TreeSet<>();
    private final Set<String> recordingNodes = new TreeSet<>();
    private boolean hasClient;
    private boolean hasAcknowledgement;
    private boolean hasHandOver;
    private boolean hasDatabase;
    private boolean hasThirdParties;
    private boolean needsThirdParties;

    SilentWitnesses(RunEvidence run) {
        this.run = run;
        run.all(ClockSampled.class).forEach(sample -> recordingNodes.add(sample.node()));
        hasClient = run.subscriptions().size() > 0 || !run.lastPongs().isEmpty();
        hasDatabase = !run.views().isEmpty();
    }

    void add(PartitionEvidence partition) {
        hasClient |= !partition.all(OperationSent.class).isEmpty()
                || !partition.all(OperationAnswered.class).isEmpty()
                || !partition.updates().isEmpty();
        hasAcknowledgement |= partition.all(OperationAnswered.class).stream()
                .anyMatch(answer -> answer.outcome() == Outcome.ACKNOWLEDGED);
        hasDatabase |= !partition.all(Committed.class).isEmpty()
                || !partition.all(EventRecorded.class).isEmpty();
        hasThirdParties |= !partition.all(EffectRequested.class).isEmpty()
                || !partition.all(EffectClosed.class).isEmpty();
        needsThirdParties |= partition.all(AttemptEnded.class).stream()
                .anyMatch(ended -> ended.ending() == Ending.DONE && asksThirdParty(ended.function()));
        hasHandOver |= !partition.all(HandedOver.class).isEmpty();
        for (HandedOver handedOver : partition.all(HandedOver.class)) {
            recordingNodes.add(handedOver.node());
        }
        for (Claimed claim : partition.all(Claimed.class)) {
            if (!workingNodes.contains(claim.node()) && isWorkedOn(partition, claim)) {
                workingNodes.add(claim.node());
            }
        }
    }

    /**
     * Whether a function that has finished has asked a third party. Where the model does not say which functions have
     * effects, those that change the state have.
     */
    private boolean asksThirdParty(String function) {
        Map<String, FunctionTask> functions = run.model().functions();
        return functions.values().stream().allMatch(task -> task.effects().isEmpty())
                ? !run.model().effects().isEmpty() && run.model().changesState(function)
                : Optional.ofNullable(functions.get(function))
                        .filter(task -> !task.effects().isEmpty())
                        .isPresent();
    }

    /** Whether the claim's node settled the delivery after an attempt: its channel then had that attempt to record. */
    private static boolean isWorkedOn(PartitionEvidence partition, Claimed claim) {
        return partition
                .deliveries()
                .find(claim.event(), claim.function())
                .filter(delivery -> delivery.has(
                        Settled.class, s -> s.settledBy() == claim.token() && s.outcome() != SettleOutcome.RELEASED))
                .isPresent();
    }

    /** Which of the files of these witnesses and the database is missing or empty; empty if none is. */
    Optional<String> missingEvidence(Set<Witness> witnesses) {
        List<String> files = new ArrayList<>();
        if (witnesses.contains(Witness.CLIENT) && !hasClient && hasDatabase) {
            files.add("client.jsonl");
        }
        if (isDatabaseSilent()) {
            files.add("database.jsonl");
        }
        if (witnesses.contains(Witness.CHANNEL)) {
            workingNodes.stream()
                    .filter(node -> !recordingNodes.contains(node))
                    .forEach(node -> files.add("channel-" + node + ".jsonl"));
        }
        if (witnesses.contains(Witness.THIRD_PARTIES) && !hasThirdParties && needsThirdParties) {
            files.add("third-parties.jsonl");
        }
        return files.isEmpty()
                ? Optional.empty()
                : Optional.of("its evidence is missing: %s %s missing or empty"
                        .formatted(String.join(" and ", files), files.size() == 1 ? "is" : "are"));
    }

    private boolean isDatabaseSilent() {
        return !hasDatabase && (hasAcknowledgement || hasHandOver || hasThirdParties);
    }
}
