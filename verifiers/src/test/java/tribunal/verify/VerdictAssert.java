package tribunal.verify;

import static org.assertj.core.api.Assertions.assertThat;

import tribunal.verify.verdict.Verdict;
import tribunal.verify.verdict.VerdictStatus;
import tribunal.verify.verdict.Violation;

/** Says what a verdict is expected to be. */
public final class VerdictAssert {
    private final Verdict verdict;

    private VerdictAssert(Verdict verdict) {
        this.verdict = verdict;
    }

    public static VerdictAssert assertThatVerdict(Verdict verdict) {
        return new VerdictAssert(verdict);
    }

    public VerdictAssert isValid() {
        assertThat(verdict.violations()).isEmpty();
        return is(VerdictStatus.VALID);
    }

    public VerdictAssert isNotExercised() {
        return is(VerdictStatus.NOT_EXERCISED);
    }

    public VerdictAssert isUnknown(String why) {
        assertThat(verdict.reason()).contains(why);
        return is(VerdictStatus.UNKNOWN);
    }

    /** For this reason alone, word for word. */
    public VerdictAssert isUnknownBecause(String reason) {
        assertThat(verdict.reason()).isEqualTo(reason);
        return is(VerdictStatus.UNKNOWN);
    }

    /** Exactly one violation, in these words. */
    public VerdictAssert isInvalid(String sentence) {
        assertThat(verdict.violations()).extracting(Violation::sentence).containsExactly(sentence);
        assertThat(verdict.total()).isEqualTo(1);
        assertThat(verdict.reason()).isNull();
        return is(VerdictStatus.INVALID);
    }

    public VerdictAssert isProvenBy(String... kinds) {
        assertThat(verdict.violations().getFirst().proof())
                .extracting(entry -> entry.getClass().getSimpleName())
                .containsExactly(kinds);
        return this;
    }

    public VerdictAssert summarises(String line) {
        assertThat(verdict.summary()).isEqualTo(line);
        return this;
    }

    public VerdictAssert checked(String what, long n) {
        assertThat(verdict.checked()).containsEntry(what, n);
        return this;
    }

    public VerdictAssert hadOpportunities(long n) {
        assertThat(verdict.opportunities()).isEqualTo(n);
        return this;
    }

    private VerdictAssert is(VerdictStatus status) {
        assertThat(verdict.status()).as("%s", verdict).isEqualTo(status);
        return this;
    }
}
