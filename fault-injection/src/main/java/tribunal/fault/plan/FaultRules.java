package tribunal.fault.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The faults that a scenario configures.
 *
 * @param faultsPerDeliveryMax the maximum number of faults of one delivery, which prevents accidental dead letters;
 *     poison does not count, since its dead letters are declared; {@code injuries} in the files of runs
 */
public record FaultRules(@JsonProperty("injuries") int faultsPerDeliveryMax, List<FaultRule> rules) {}
