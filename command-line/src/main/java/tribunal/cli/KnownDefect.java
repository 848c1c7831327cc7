package tribunal.cli;

import foodcourt.defect.Defects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tribunal.scenario.BadInput;
import tribunal.scenario.Nearest;

/** The defect that an option names. */
final class KnownDefect {
    private KnownDefect() {}

    /** @throws BadInput if there is none of that name */
    static Optional<String> of(@Nullable String name) {
        Optional<String> wanted = Optional.ofNullable(name);
        wanted.filter(n -> Defects.named(n).isEmpty()).ifPresent(n -> {
            throw new BadInput("no defect is called " + n + ": expected one of " + String.join(", ", Defects.names())
                    + Nearest.hint(n, Defects.names()));
        });
        return wanted;
    }
}
