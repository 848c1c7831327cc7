package tribunal.fault.key;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes the key of a scenario file that sets a record's component: the one place of its name, type, range and
 * meaning. The reader, its messages and the JSON Schema follow from it. A key is required unless it has a default or
 * its component is an {@code Optional}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
public @interface ScenarioKey {
    /** The meaning. */
    String value();

    /** The name in files, if it is not the component's name in lower case with hyphens. */
    String name() default "";

    /** The value if the key is absent, as files write it. */
    String defaultValue() default "";

    /** The texts that are allowed; a name such as {@code functions} means a list that the reader knows. */
    String[] oneOf() default {};

    /** The pattern that a text matches as a whole. */
    String pattern() default "";

    /** A text that matches the pattern. */
    String example() default "";

    /** The smallest number or time, or the smallest number of items of a list; as files write it. */
    String min() default "";

    /** The largest number or time. */
    String max() default "";

    /** The exclusive lower bound of a time: the longest time that is too short. */
    String above() default "";

    /** The exclusive upper bound of a time: the shortest time that is too long. */
    String below() default "";

    /** Whether a number is a rate, written {@code 20/s}, and not a ratio. */
    boolean perSecond() default false;

    /** What is expected instead of a bad value, if the type alone does not say it. */
    String expected() default "";
}
