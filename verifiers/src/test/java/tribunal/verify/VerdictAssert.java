package tribunal.verify;

import static org.assertj.core.api.Assertions.assertThat;

/** Says what a verdict is expected to be. */
final class VerdictAssert {
    private final Verdict verdict;

    private VerdictAssert(Verdict verdict) {
        this.verdict = verdict;
    }

    static VerdictAssert assertThatVerdict(Verdict verdict) {
        return new VerdictAssert(verdict);
    }

    VerdictAssert isValid() {
        assertThat(verdict.violations()).isEmpty();
        return is(Ruling.VALID);
    }

    VerdictAssert isNotExercised() {
        return is(Ruling.NOT_EXERCISED);
    }

    VerdictAssert isUnknown(String why) {
        assertThat(verdict.reason()).contains(why);
        return is(Ruling.UNKNOWN);
    }

    /** For this reason alone, word for word. */
    VerdictAssert isUnknownBecause(String reason) {
        assertThat(verdict.reason()).isEqualTo(reason);
        return is(Ruling.UNKNOWN);
    }

    /** Exactly one violation, in these words. */
    VerdictAssert isInvalid(String sentence) {
        assertThat(verdict.violations()).extracting(Violation::sentence).containsExactly(sentence);
        assertThat(verdict.total()).isEqualTo(1);
        assertThat(verdict.reason()).isNull();
        return is(Ruling.INVALID);
    }

    VerdictAssert isProvenBy(String... kinds) {
        assertThat(verdict.violations().getFirst().proof())
                .extracting(entry -> entry.getClass().getSimpleName())
                .containsExactly(kinds);
        return this;
    }

    VerdictAssert summarises(String line) {
        assertThat(verdict.summary()).isEqualTo(line);
        return this;
    }

    VerdictAssert checked(String what, long n) {
        assertThat(verdict.checked()).containsEntry(what, n);
        return this;
    }

    VerdictAssert hadOpportunities(long n) {
        assertThat(verdict.opportunities()).isEqualTo(n);
        return this;
    }

    private VerdictAssert is(Ruling ruling) {
        assertThat(verdict.ruling()).as("%s", verdict).isEqualTo(ruling);
        return this;
    }
}
