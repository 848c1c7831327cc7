package foodcourt.defect;

import foodcourt.port.Transactions;
import foodcourt.port.Tx;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Sound transactions, each wrapped by a defect. */
record WrappedTransactions(Transactions sound, UnaryOperator<Tx> wrapping) implements Transactions {
    @Override
    public <T> T transact(Function<Tx, T> work) {
        return sound.transact(tx -> work.apply(wrapping.apply(tx)));
    }
}
