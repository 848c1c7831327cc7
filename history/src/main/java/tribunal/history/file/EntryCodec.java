package tribunal.history.file;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;
import tribunal.history.ClientEntry.ViewReceived;
import tribunal.history.DatabaseEntry.ViewRead;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry.CanaryStarted;

/** Converts entries to JSON, one object per line, and provides the mapper for the other records of a run directory. */
public final class EntryCodec {
    /** Names of kinds in histories of version 1. Their components have the old names as {@code @JsonAlias}. */
    private static final Map<String, Class<?>> OLD_NAMES = Map.of(
            "BoardUpdateReceived", ViewReceived.class,
            "BoardRead", ViewRead.class,
            "CanaryPlaced", CanaryStarted.class);

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            // Histories older than a record's component lack that component.
            .withConfigOverride(
                    List.class, list -> list.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .registerSubtypes(
                    kinds().map(k -> new NamedType(k, k.getSimpleName())).toArray(NamedType[]::new))
            .registerSubtypes(OLD_NAMES.entrySet().stream()
                    .map(old -> new NamedType(old.getValue(), old.getKey()))
                    .toArray(NamedType[]::new))
            .build();

    private EntryCodec() {}

    /** Every record type that a history can contain. */
    public static Stream<Class<?>> kinds() {
        return Arrays.stream(Entry.class.getPermittedSubclasses())
                .flatMap(witness -> Arrays.stream(witness.getPermittedSubclasses()));
    }

    /** The mapper for this module's records; other modules may derive theirs from it. */
    public static JsonMapper json() {
        return JSON;
    }

    /** The entry as one line, without a line feed. */
    public static String write(Entry entry) {
        return JSON.writerFor(Entry.class).writeValueAsString(entry);
    }

    /**
     * Reads a line written by {@link #write}.
     *
     * @throws IllegalArgumentException if the line is not an entry; the message gives the reason
     */
    public static Entry read(String line) {
        try {
            return JSON.readValue(line, Entry.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }
}
