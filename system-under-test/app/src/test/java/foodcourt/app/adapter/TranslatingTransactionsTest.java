package foodcourt.app.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foodcourt.port.StoreException;
import foodcourt.port.Transactions;
import foodcourt.port.Tx;
import java.util.function.Function;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class TranslatingTransactionsTest {
    private final RuntimeException struck = new UnsupportedOperationException("struck");

    private static Transactions throwing(RuntimeException thrown) {
        return new TranslatingTransactions(new Transactions() {
            @Override
            public <T> T transact(Function<Tx, T> work) {
                throw thrown;
            }
        });
    }

    private static final class Sound implements Transactions {
        @Override
        public <T> T transact(Function<Tx, T> work) {
            return work.apply(null);
        }
    }

    @Test
    void what_fails_before_the_work_has_begun_has_not_committed() {
        assertThatExceptionOfType(StoreException.NotCommitted.class)
                .isThrownBy(() -> throwing(struck).transact(_ -> 1))
                .withCause(struck);
    }

    @Test
    void what_the_work_throws_is_its_own() {
        assertThatThrownBy(() -> new TranslatingTransactions(new Sound()).transact(_ -> {
                    throw struck;
                }))
                .isSameAs(struck);
    }

    @Test
    void what_is_typed_or_a_misuse_stays_as_it_is() {
        RuntimeException unknown = new StoreException.OutcomeUnknown("cut", struck);
        RuntimeException nested = new IllegalStateException("a transaction is open already");
        assertThatThrownBy(() -> throwing(unknown).transact(_ -> 1)).isSameAs(unknown);
        assertThatThrownBy(() -> throwing(nested).transact(_ -> 1)).isSameAs(nested);
        int sound = new TranslatingTransactions(new Sound()).transact(_ -> 1);
        assertThat(sound).isEqualTo(1);
    }
}
