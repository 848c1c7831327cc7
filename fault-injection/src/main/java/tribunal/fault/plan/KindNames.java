package tribunal.fault.plan;

import java.util.Locale;

/** A cache of the kind of each record type. */
final class KindNames extends ClassValue<String> {
    static final KindNames NAMES = new KindNames();

    private KindNames() {}

    @Override
    protected String computeValue(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
