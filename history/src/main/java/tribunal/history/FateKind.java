package tribunal.history;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The kinds of fates that an attempt can meet: the one list that verifiers and reports read. Histories name a kind by
 * its label, and may name others that this version does not know.
 */
public enum FateKind {
    DUPLICATE("duplicate", "duplicated", "delivered again", "the delivery to %s was duplicated", SuccessImpact.NONE),
    DELAY("delay", "delayed", "delayed", "the delivery to %s was held back", SuccessImpact.NONE),
    REORDER("reorder", "reordered", "met reorder", "the delivery to %s was overtaken", SuccessImpact.NONE),
    DROP("drop", "dropped", "dropped", "the delivery to %s was dropped", SuccessImpact.PREVENTS_SUCCESS),
    LOSE_ANSWER(
            "lose-answer", "answers lost", "answer lost", "the answer of %s was lost", SuccessImpact.PREVENTS_SUCCESS),
    LOSE_SETTLE(
            "lose-settle",
            "settles lost",
            "settle lost",
            "the note that %s had answered was lost",
            SuccessImpact.PREVENTS_SUCCESS),
    CRASH("crash", "crashes", "crashed by the injector", "%s crashed", SuccessImpact.PREVENTS_SUCCESS),
    FAIL("fail", "failed", "met fail", "%s was made to fail", SuccessImpact.ANSWERS_INSTEAD),
    HANG("hang", "hung", "met hang", "%s did not answer in time", SuccessImpact.PREVENTS_SUCCESS),
    THIRD_PARTY_SLOW(
            "third-party-slow",
            "third parties slow",
            "met third-party-slow",
            "the third party was slow to answer %s",
            SuccessImpact.PREVENTS_SUCCESS),
    THIRD_PARTY_FAILS(
            "third-party-fails",
            "third parties failing",
            "met third-party-fails",
            "the third party failed %s",
            SuccessImpact.PREVENTS_SUCCESS),
    THIRD_PARTY_SILENT(
            "third-party-silent",
            "third parties silent",
            "met third-party-silent",
            "the third party did not answer %s",
            SuccessImpact.PREVENTS_SUCCESS),
    POISON("poison", "attempts poisoned", "met poison", "%s was made to fail", SuccessImpact.ANSWERS_INSTEAD);

    /** What a fate does to the success of its attempt. */
    private enum SuccessImpact {
        NONE,
        PREVENTS_SUCCESS,
        ANSWERS_INSTEAD
    }

    private static final Map<String, FateKind> BY_LABEL =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(FateKind::label, Function.identity()));

    private final String label;
    private final String countPhrase;
    private final String entryText;
    private final String storySentence;
    private final SuccessImpact successImpact;

    FateKind(String label, String counted, String entry, String sentence, SuccessImpact successImpact) {
        this.label = label;
        this.countPhrase = counted;
        this.entryText = entry;
        this.storySentence = sentence;
        this.successImpact = successImpact;
    }

    /** Returns the kind that histories and scenario files name so; empty for an unknown one. */
    public static Optional<FateKind> ofLabel(String label) {
        return Optional.ofNullable(BY_LABEL.get(label));
    }

    /** Its name in histories and scenario files: {@code lose-answer}. */
    public String label() {
        return label;
    }

    /** What follows a count of it: {@code answers lost}. */
    public String countPhrase() {
        return countPhrase;
    }

    /** What an entry of the history says of it: {@code answer lost}. */
    public String entryText() {
        return entryText;
    }

    /** What a story says of it: {@code the answer of ChargePayment was lost}. */
    public String storySentence(String function) {
        return storySentence.formatted(function);
    }

    /** Whether the attempt does not succeed, or its result is not stored: another attempt is needed. */
    public boolean preventsSuccess() {
        return successImpact != SuccessImpact.NONE;
    }

    /** Whether it happens only if something else does: the n-th call of a port, or a later event. */
    public boolean needsOccasion() {
        return this == CRASH || this == REORDER;
    }

    /** Whether the injector answers in the function's place. */
    public boolean answersInstead() {
        return successImpact == SuccessImpact.ANSWERS_INSTEAD;
    }
}
