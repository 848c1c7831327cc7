package tribunal.report;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tribunal.history.file.EntryCodec;

/**
 * A page in a headless Chromium, spoken to by its DevTools protocol over the process's own streams: it ends with them,
 * however the test's process ends.
 */
final class Browser implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final JsonMapper JSON = EntryCodec.json();

    private final Process process;
    private final InputStream in;
    private final OutputStream out;
    private final List<String> errors = new ArrayList<>();
    private String session = "";
    private boolean loaded;
    private int calls;

    private Browser(Process process) {
        this.process = process;
        in = new BufferedInputStream(process.getInputStream());
        out = process.getOutputStream();
    }

    /**
     * Starts it with an empty page.
     *
     * @param folder for its profile
     * @throws AssertionError where no Chromium is installed
     */
    static Browser start(Path folder) throws IOException {
        String chromium = installed()
                .orElseThrow(
                        () -> new AssertionError(
                                "no Chromium in the PATH (" + String.join(", ", NAMES)
                                        + "): install it, for the report is looked at in a real browser (Debian: apt-get install chromium)"));
        String command =
                "exec \"$0\" --headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --hide-scrollbars"
                        + " --no-first-run --remote-debugging-pipe --user-data-dir=\"$1\" 3<&0 4>&1 </dev/null >/dev/null 2>/dev/null";
        Browser browser = new Browser(new ProcessBuilder("sh", "-c", command, chromium, folder.toString()).start());
        String target = browser.call(
                        "Target.createTarget", JSON.createObjectNode().put("url", "about:blank"))
                .path("targetId")
                .asString();
        browser.session = browser.call(
                        "Target.attachToTarget",
                        JSON.createObjectNode().put("targetId", target).put("flatten", true))
                .path("sessionId")
                .asString();
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            browser.call(domain + ".enable", JSON.createObjectNode());
        }
        return browser;
    }

    private static Optional<String> installed() {
        return NAMES.stream()
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /** Shows a file once it is loaded. */
    void open(Path file) throws IOException {
        loaded = false;
        call("Page.navigate", JSON.createObjectNode().put("url", file.toUri().toString()));
        while (!loaded) {
            event(read());
        }
    }

    void size(int width, int height) throws IOException {
        call(
                "Emulation.setDeviceMetricsOverride",
                JSON.createObjectNode()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", false));
    }

    /** {@code light} or {@code dark}. */
    void scheme(String scheme) throws IOException {
        ObjectNode media = JSON.createObjectNode();
        media.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", scheme);
        call("Emulation.setEmulatedMedia", media);
    }

    void press(String key) throws IOException {
        for (String type : List.of("keyDown", "keyUp")) {
            call(
                    "Input.dispatchKeyEvent",
                    JSON.createObjectNode().put("type", type).put("key", key).put("code", key));
        }
    }

    /** What an expression, or the promise that it is, comes to. */
    JsonNode evaluate(String expression) throws IOException {
        JsonNode answer = call(
                "Runtime.evaluate",
                JSON.createObjectNode()
                        .put("expression", expression)
                        .put("returnByValue", true)
                        .put("awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** By how many pixels the page is wider than the window. */
    int overflow() throws IOException {
        return evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                .asInt();
    }

    /** Waits until all changes are drawn: the page is notified of them with the next frame. */
    void nextFrame() throws IOException {
        evaluate("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
    }

    /** As it comes out of a printer. */
    byte[] pdf() throws IOException {
        JsonNode printed = call("Page.printToPDF", JSON.createObjectNode().put("printBackground", false));
        return Base64.getDecoder().decode(printed.path("data").asString());
    }

    /** What the console has complained about, and every request for something other than the page itself. */
    List<String> errors() {
        return List.copyOf(errors);
    }

    private JsonNode call(String method, ObjectNode parameters) throws IOException {
        int id = ++calls;
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", parameters);
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        out.write(JSON.writeValueAsBytes(message));
        out.write(0);
        out.flush();
        JsonNode answer = read();
        while (answer.path("id").asInt(0) != id) {
            event(answer);
            answer = read();
        }
        if (answer.has("error")) {
            throw new AssertionError(method + ": " + answer.path("error"));
        }
        return answer.path("result");
    }

    private void event(JsonNode message) {
        JsonNode params = message.path("params");
        switch (message.path("method").asString("")) {
            case "Page.loadEventFired" -> loaded = true;
            case "Runtime.exceptionThrown" -> errors.add(params.toString());
            case "Runtime.consoleAPICalled" -> errors.add(params.toString());
            case "Log.entryAdded" -> logged(params.path("entry"));
            case "Network.requestWillBeSent" -> asked(params);
            default -> {}
        }
    }

    /** A warning is about this test: that it reads pictures back. */
    private void logged(JsonNode entry) {
        if (entry.path("level").asString().equals("error")) {
            errors.add(entry.toString());
        }
    }

    private void asked(JsonNode request) {
        if (!request.path("type").asString().equals("Document")) {
            errors.add("asked for " + request.path("request").path("url").asString());
        }
    }

    /** The next message; each ends with a zero byte. */
    private JsonNode read() throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        int next = in.read();
        while (next > 0) {
            message.write(next);
            next = in.read();
        }
        if (next < 0) {
            throw new IOException("Chromium has ended");
        }
        return JSON.readTree(message.toString(StandardCharsets.UTF_8));
    }

    /** Ends it, and waits until its profile can be deleted. */
    @Override
    public void close() throws IOException, InterruptedException {
        out.close();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
