package tribunal.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The parts of every page: style, script, and the policy that lets a browser run only that script and load nothing. */
final class PageAssets {
    private static final String WEBJAR = "/META-INF/resources/webjars/uplot/1.6.30/";
    private static final String STYLE = "\n" + read(WEBJAR + "dist/uPlot.min.css") + "\n" + read("report.css");
    /** Includes uPlot's licence, which must accompany every copy of uPlot. */
    private static final String SCRIPT = "\n/*\n" + read(WEBJAR + "LICENSE") + "\n*/\n"
            + read(WEBJAR + "dist/uPlot.iife.min.js") + "\n" + read("report.js");

    private PageAssets() {}

    static Html style() {
        return new Html("<style>" + STYLE + "</style>");
    }

    static Html script() {
        return new Html("<script>" + SCRIPT + "</script>");
    }

    /** Allows the script by its hash, so that no script that data might contain can run. */
    static Html policy() {
        return new Html("<meta>")
                .with("http-equiv", "Content-Security-Policy")
                .with(
                        "content",
                        "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-" + hash(SCRIPT) + "'");
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads a resource with the line ends that a browser uses, since otherwise the hash would differ. */
    private static String read(String name) {
        try (InputStream in = PageAssets.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
