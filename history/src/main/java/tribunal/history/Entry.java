package tribunal.history;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * One observation in a run's history, recorded by one witness.
 *
 * <p>Times are nanoseconds since the run's origin (a reading of the host's monotonic clock, negative before it). Amounts
 * are in hundredths, such as cents. Ids are the app's own, as text. {@code docs/history.md} describes every entry for readers outside Java.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonIgnoreProperties(value = "witness", allowGetters = true)
public sealed interface Entry permits HarnessEntry, ClientEntry, DatabaseEntry, ChannelEntry, ThirdPartyEntry {
    /** The time of the observation, in nanoseconds since the run's origin. */
    long at();

    /** The source of the entry. */
    @JsonProperty
    Witness witness();
}
