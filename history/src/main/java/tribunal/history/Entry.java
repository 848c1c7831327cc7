package tribunal.history;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * One fact of a run's history, told by one witness.
 *
 * <p>Times are nanoseconds since the run's origin (a reading of the host's monotonic clock, negative before it); money is
 * in cents; ids are the app's own, as text. {@code docs/history.md} describes every entry for readers outside Java.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonIgnoreProperties(value = "witness", allowGetters = true)
public sealed interface Entry permits HarnessEntry, ClientEntry, DatabaseEntry, ChannelEntry, ThirdPartyEntry {
    /** When it happened, in nanoseconds since the run's origin. */
    long at();

    /** Who tells it. */
    @JsonProperty
    Witness witness();
}
