package foodcourt.port;

/** A function's name, such as {@code ChargePayment}. */
public record FunctionName(String value) implements Comparable<FunctionName> {
    @Override
    public int compareTo(FunctionName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
