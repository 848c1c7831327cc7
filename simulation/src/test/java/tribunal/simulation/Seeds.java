package tribunal.simulation;

import foodcourt.defect.Defect;
import java.util.List;
import java.util.Optional;
import tribunal.history.Limits;
import tribunal.history.Model;
import tribunal.scenario.Catalogue;
import tribunal.scenario.Overrides;

/** Trials of the catalogue's scenarios, for tests. */
final class Seeds {
    static final Model MODEL = Catalogue.model();
    static final Limits LIMITS = Catalogue.limits();

    /** As many as the tests need; the judge is not here. */
    private static final List<String> GUARANTEES = List.of(
            "atomicity",
            "at-least-once",
            "idempotent-outcomes",
            "order-independence",
            "subscription",
            "no-overlap",
            "recovery",
            "amplification",
            "coverage");

    private Seeds() {}

    static Trial sound(String scenario, long seed) {
        return trials(scenario, Optional.empty()).of(seed);
    }

    static Trial broken(String scenario, long seed, Defect defect) {
        return trials(scenario, Optional.of(defect)).of(seed);
    }

    private static Trials trials(String scenario, Optional<Defect> defect) {
        return new Trials(new Catalogue(GUARANTEES).read(scenario, Overrides.none()), defect);
    }

    static Simulated run(Trial trial) throws InterruptedException {
        return SimulatedRun.run(trial, MODEL, LIMITS);
    }
}
