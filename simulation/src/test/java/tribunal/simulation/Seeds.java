package tribunal.simulation;

import foodcourt.defect.Defect;
import java.util.List;
import java.util.Optional;
import tribunal.history.AppModel;
import tribunal.history.JudgeLimits;
import tribunal.scenario.ScenarioOverrides;
import tribunal.scenario.file.ScenarioCatalogue;
import tribunal.simulation.decision.SeedInputs;
import tribunal.simulation.decision.SimulationInput;

/** Trials of the catalogue's scenarios, for tests. */
public final class Seeds {
    public static final AppModel MODEL = ScenarioCatalogue.model();
    public static final JudgeLimits LIMITS = JudgeLimits.DEFAULT;

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

    public static SimulationInput sound(String scenario, long seed) {
        return trials(scenario, Optional.empty()).of(seed);
    }

    static SimulationInput broken(String scenario, long seed, Defect defect) {
        return trials(scenario, Optional.of(defect)).of(seed);
    }

    private static SeedInputs trials(String scenario, Optional<Defect> defect) {
        return new SeedInputs(new ScenarioCatalogue(GUARANTEES).read(scenario, ScenarioOverrides.none()), defect);
    }

    public static SimulationResult run(SimulationInput trial) throws InterruptedException {
        return SimulatedRun.run(trial, MODEL, LIMITS);
    }
}
