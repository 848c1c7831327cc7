package tribunal.cli;

import foodcourt.defect.Defects;
import java.util.Optional;
import tribunal.scenario.input.BadInputException;
import tribunal.scenario.input.Suggestion;

/** Checks the option {@code --defect}, which names a defect. */
final class DefectOption {
    private DefectOption() {}

    /** @throws BadInputException if there is no defect of that name */
    static Optional<String> checked(Optional<String> name) {
        name.filter(n -> Defects.named(n).isEmpty()).ifPresent(n -> {
            throw new BadInputException("no defect is called " + n + ": expected one of "
                    + String.join(", ", Defects.names()) + Suggestion.hint(n, Defects.names()));
        });
        return name;
    }
}
