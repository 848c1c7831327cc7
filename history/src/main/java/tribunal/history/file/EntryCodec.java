package tribunal.history.file;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;
import tribunal.history.Entry;

/** Entries, one JSON object a line, and the other records of a run directory as JSON. */
public final class EntryCodec {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            // A history that is older than a component of its record says nothing of it.
            .withConfigOverride(
                    List.class, list -> list.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .registerSubtypes(
                    kinds().map(k -> new NamedType(k, k.getSimpleName())).toArray(NamedType[]::new))
            .build();

    private EntryCodec() {}

    /** Every record that can stand in a history. */
    public static Stream<Class<?>> kinds() {
        return Arrays.stream(Entry.class.getPermittedSubclasses())
                .flatMap(witness -> Arrays.stream(witness.getPermittedSubclasses()));
    }

    /** The mapper for this module's records; others may derive theirs from it. */
    public static JsonMapper json() {
        return JSON;
    }

    /** One line, without its end. */
    public static String write(Entry entry) {
        return JSON.writerFor(Entry.class).writeValueAsString(entry);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if the line is no entry; the message says why
     */
    public static Entry read(String line) {
        try {
            return JSON.readValue(line, Entry.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }
}
