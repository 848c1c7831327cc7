package tribunal.history.file;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.node.ObjectNode;
import tribunal.history.Entry;

/** Converts entries to JSON, one object per line, and provides the mapper for the other records of a run directory. */
public final class EntryCodec {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            // Histories older than a record's component lack that component.
            .withConfigOverride(
                    List.class, list -> list.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .registerSubtypes(
                    kinds().map(k -> new NamedType(k, k.getSimpleName())).toArray(NamedType[]::new))
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
     * Reads a line written by {@link #write}, or by its counterpart of version 1.
     *
     * @throws IllegalArgumentException if the line is not an entry; the message gives the reason
     */
    public static Entry read(String line) {
        try {
            return JSON.readValue(upgraded(line), Entry.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    /**
     * Returns the line with the names of version 2; the same line if it has them.
     *
     * @throws JacksonException if a line that looks like version 1 is no JSON
     */
    public static String upgraded(String line) {
        if (VersionOne.mayBe(line) && JSON.readTree(line) instanceof ObjectNode entry) {
            VersionOne.upgrade(entry);
            return entry.toString();
        }
        return line;
    }
}
