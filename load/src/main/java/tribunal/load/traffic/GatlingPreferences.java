package tribunal.load.traffic;

import java.util.prefs.AbstractPreferences;
import java.util.prefs.Preferences;
import java.util.prefs.PreferencesFactory;
import org.jspecify.annotations.Nullable;

/**
 * Preferences that stop Gatling from looking for its newest release. Before each simulation, Gatling asks a public
 * server for it, unless its stored preferences say that it did so lately. A name server that does not answer then
 * blocks the start for a minute. These preferences always say so, and store nothing.
 */
public final class GatlingPreferences implements PreferencesFactory {
    /** Key of the time of the last look, in milliseconds since 1970. Without a stored result, it counts as failed. */
    private static final String LAST_CHECK = "lastCheckTimestamp";

    /** Makes them the preferences of this JVM; to be called before anything reads preferences. */
    static void install() {
        System.setProperty(PreferencesFactory.class.getName(), GatlingPreferences.class.getName());
    }

    @Override
    public Preferences systemRoot() {
        return Node.ROOT;
    }

    @Override
    public Preferences userRoot() {
        return Node.ROOT;
    }

    private static final class Node extends AbstractPreferences {
        // Not in the outer class: the JDK chooses its factory as soon as a node is created.
        private static final Preferences ROOT = new Node(null, "");

        Node(@Nullable AbstractPreferences parent, String name) {
            super(parent, name);
        }

        @Override
        protected @Nullable String getSpi(String key) {
            return key.equals(LAST_CHECK) ? Long.toString(System.currentTimeMillis()) : null;
        }

        @Override
        protected void putSpi(String key, String value) {}

        @Override
        protected void removeSpi(String key) {}

        @Override
        protected void removeNodeSpi() {}

        @Override
        protected String[] keysSpi() {
            return new String[] {LAST_CHECK};
        }

        @Override
        protected String[] childrenNamesSpi() {
            return new String[0];
        }

        @Override
        protected AbstractPreferences childSpi(String name) {
            return new Node(this, name);
        }

        @Override
        protected void syncSpi() {}

        @Override
        protected void flushSpi() {}
    }
}
