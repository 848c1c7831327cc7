package tribunal.scenario.schedule;

import java.time.Duration;
import tribunal.scenario.Scenario;
import tribunal.scenario.TrafficProfile;

/**
 * The expected number of orders over time: the integral of a rate that is constant in the warm-up and then rises evenly
 * through the storm. Times are in seconds, rates in orders per second.
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

    /** Returns the expected number of orders until the storm's end. */
    public double expectedTotal() {
        return warmUp * rate + storm * (rate + riseTo) / 2;
    }

    /** Returns the time, since the warm-up's beginning, at which this number of orders is expected. */
    public Duration timeWhenExpected(double expected) {
        double inStorm = expected - warmUp * rate;
        double at = inStorm < 0 ? expected / rate : warmUp + sinceStorm(inStorm);
        return Duration.ofNanos((long) (at * 1e9));
    }

    /** Returns the root of {@code rise/2 t² + rate t = orders}, in the form that also holds for a constant rate. */
    private double sinceStorm(double orders) {
        double rise = (riseTo - rate) / storm;
        return 2 * orders / (rate + Math.sqrt(rate * rate + 2 * rise * orders));
    }
}
