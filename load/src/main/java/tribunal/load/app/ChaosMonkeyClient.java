package tribunal.load.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import tribunal.history.file.EntryCodec;
import tribunal.load.harness.LoadFailureException;
import tribunal.scenario.ChaosMonkeySettings;

/**
 * Controls Chaos Monkey for Spring Boot inside one node, over that node's actuator. Chaos Monkey is idle until {@link
 * #begin} and after {@link #end}. If the harness dies, the node dies too.
 *
 * @param port of the actuator on the loopback interface
 */
public record ChaosMonkeyClient(String node, int port, ChaosMonkeySettings plan) {
    private static final List<String> ASSAULTS = List.of("latency", "exception", "cpu", "memory");
    private static final Duration ANSWER_BOUND = Duration.ofSeconds(10);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    Map<String, String> properties() {
        return Map.of(
                "spring.profiles.active", "chaos-monkey",
                "management.server.port", Integer.toString(port),
                "chaos.monkey.watcher.beans", String.join(",", plan.beans()));
    }

    /** Starts the assaults; those on processor and memory last for the storm. Fails if the node refuses them. */
    public void begin(Duration storm) {
        post("chaosmonkey/assaults", EntryCodec.json().writeValueAsString(assaults(storm)));
        post("chaosmonkey/enable", "");
        if (plan.cpu().isPresent() || plan.memory().isPresent()) {
            // The node answers this request only when the assault is over.
            var _ = HTTP.sendAsync(request("chaosmonkey/assaults/runtime/attack", ""), BodyHandlers.ofString());
        }
    }

    /** Ends the assaults; returns how often each kind struck. Fails if the node does not accept this. */
    public SortedMap<String, Long> end() {
        post("chaosmonkey/disable", "");
        SortedMap<String, Long> strikes = new TreeMap<>();
        ASSAULTS.forEach(assault -> strikes.put(assault, count("chaos.monkey.assault." + assault + ".count")));
        return strikes;
    }

    /**
     * The settings of all assaults, always complete: Chaos Monkey answers 500 if parts of the exception are missing.
     */
    private Map<String, Object> assaults(Duration storm) {
        Map<String, Object> assaults = new LinkedHashMap<>();
        assaults.put("level", plan.every());
        assaults.put("deterministic", true);
        assaults.put("latencyActive", !plan.latencyMax().isZero());
        assaults.put("latencyRangeStart", Math.max(1, plan.latencyMin().toMillis()));
        assaults.put("latencyRangeEnd", Math.max(1, plan.latencyMax().toMillis()));
        assaults.put("exceptionsActive", plan.exceptions());
        Map<String, ?> exception = Map.of(
                "type", "java.lang.IllegalStateException",
                "method", "<init>",
                "arguments", List.of(Map.of("type", "java.lang.String", "value", "struck by Chaos Monkey")));
        assaults.put("exception", exception);
        assaults.put("killApplicationActive", false);
        assaults.put("cpuActive", plan.cpu().isPresent());
        plan.cpu().ifPresent(load -> {
            assaults.put("cpuLoadTargetFraction", load);
            assaults.put("cpuMillisecondsHoldLoad", storm.toMillis());
        });
        assaults.put("memoryActive", plan.memory().isPresent());
        plan.memory().ifPresent(share -> {
            assaults.put("memoryFillTargetFraction", share);
            assaults.put("memoryFillIncrementFraction", Math.clamp(share / 4, 0.01, 1));
            assaults.put("memoryMillisecondsHoldFilledMemory", storm.toMillis());
            assaults.put("memoryMillisecondsWaitNextIncrease", 200);
        });
        return assaults;
    }

    private HttpRequest request(String path, String json) {
        return HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + "/actuator/" + path);
    }

    private void post(String path, String json) {
        HttpResponse<String> answer = send(request(path, json), path);
        if (answer.statusCode() != 200) {
            throw failure(path, "answered " + answer.statusCode() + ": " + answer.body());
        }
    }

    /** Reads a meter; 0 if nothing was counted yet, because then the meter does not exist. */
    private long count(String meter) {
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(uri("metrics/" + meter)).build(), meter);
        return answer.statusCode() == 200
                ? Math.round(EntryCodec.json()
                        .readTree(answer.body())
                        .at("/measurements/0/value")
                        .asDouble(0))
                : 0;
    }

    private HttpResponse<String> send(HttpRequest request, String what) {
        try {
            return HTTP.sendAsync(request, BodyHandlers.ofString())
                    .orTimeout(ANSWER_BOUND.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            throw failure(what, String.valueOf(e.getCause()));
        }
    }

    private LoadFailureException failure(String what, String why) {
        return new LoadFailureException("Chaos Monkey of " + node + ", " + what + ": " + why, new IOException(why));
    }
}
