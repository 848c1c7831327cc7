package tribunal.history;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tribunal.history.AppModel.Account;
import tribunal.history.AppModel.Effect;
import tribunal.history.AppModel.Engine;
import tribunal.history.AppModel.FunctionTask;
import tribunal.history.AppModel.Operation;
import tribunal.history.AppModel.Race;
import tribunal.history.AppModel.Resource;
import tribunal.history.AppModel.Topic;
import tribunal.history.AppModel.View;

/** Builds a model from nothing or from another model. Each method replaces one part of it; see {@link AppModel}. */
public final class AppModelBuilder {
    private final String name;
    private SortedMap<String, EntityType> entities = new TreeMap<>();
    private SortedMap<String, Operation> operations = new TreeMap<>();
    private SortedMap<String, FunctionTask> functions = new TreeMap<>();
    private SortedMap<String, Effect> effects = new TreeMap<>();
    private SortedMap<String, Account> accounts = new TreeMap<>();
    private SortedMap<String, Resource> resources = new TreeMap<>();
    private SortedMap<String, View> views = new TreeMap<>();
    private SortedMap<String, Race> races = new TreeMap<>();
    private SortedMap<String, Topic> topics = new TreeMap<>();
    private @Nullable Engine engine;
    private @Nullable JudgeLimits limits;

    /** Begins with a model that promises nothing. */
    public AppModelBuilder(String name) {
        this.name = name;
    }

    /** Begins with all parts of a model. */
    public AppModelBuilder(AppModel model) {
        name = model.name();
        entities = model.entities();
        operations = model.operations();
        functions = model.functions();
        effects = model.effects();
        accounts = model.accounts();
        resources = model.resources();
        views = model.views();
        races = model.races();
        topics = model.topics();
        engine = model.engine();
        limits = model.limits();
    }

    public AppModelBuilder entities(Map<String, EntityType> types) {
        entities = new TreeMap<>(types);
        return this;
    }

    public AppModelBuilder operations(Map<String, Operation> byName) {
        operations = new TreeMap<>(byName);
        return this;
    }

    public AppModelBuilder functions(Map<String, FunctionTask> byName) {
        functions = new TreeMap<>(byName);
        return this;
    }

    public AppModelBuilder effects(Map<String, Effect> kinds) {
        effects = new TreeMap<>(kinds);
        return this;
    }

    public AppModelBuilder accounts(Map<String, Account> byName) {
        accounts = new TreeMap<>(byName);
        return this;
    }

    public AppModelBuilder resources(Map<String, Resource> byName) {
        resources = new TreeMap<>(byName);
        return this;
    }

    public AppModelBuilder views(Map<String, View> byName) {
        views = new TreeMap<>(byName);
        return this;
    }

    public AppModelBuilder races(Map<String, Race> byName) {
        races = new TreeMap<>(byName);
        return this;
    }

    public AppModelBuilder topics(Map<String, Topic> byName) {
        topics = new TreeMap<>(byName);
        return this;
    }

    public AppModelBuilder engine(@Nullable Engine declared) {
        engine = declared;
        return this;
    }

    public AppModelBuilder limits(@Nullable JudgeLimits declared) {
        limits = declared;
        return this;
    }

    public AppModel build() {
        return new AppModel(
                name,
                entities,
                operations,
                functions,
                effects,
                accounts,
                resources,
                views,
                races,
                topics,
                engine,
                limits);
    }
}
