package tribunal.scenario.schedule;

import java.time.Duration;
import tribunal.scenario.Scenario;
import tribunal.scenario.TrafficProfile;

/**
 * How many orders are to be expected by when: the integral of a rate that is even through the warm-up and then rises
 * evenly through the storm. In seconds and orders per second.
 */
public record ArrivalProcess(double warmUp, double storm, double rate, double riseTo) {
    static ArrivalProcess of(Scenario scenario) {
        TrafficProfile traffic = scenario.traffic();
        return new ArrivalProcess(
                seconds(scenario.phases().warmUp()),
                seconds(scenario.phases().storm()),
                traffic.ratePerSecond(),
                traffic.riseToPerSecond());
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    /** Until the storm's end. */
    public double expectedInAll() {
        return warmUp * rate + storm * (rate + riseTo) / 2;
    }

    /** When so many orders are to be expected, since the warm-up's beginning. */
    public Duration reached(double expected) {
        double inStorm = expected - warmUp * rate;
        double at = inStorm < 0 ? expected / rate : warmUp + sinceStorm(inStorm);
        return Duration.ofNanos((long) (at * 1e9));
    }

    /** The root of {@code rise/2 t² + rate t = orders}, in the form that also holds where nothing rises. */
    private double sinceStorm(double orders) {
        double rise = (riseTo - rate) / storm;
        return 2 * orders / (rate + Math.sqrt(rate * rate + 2 * rise * orders));
    }
}
