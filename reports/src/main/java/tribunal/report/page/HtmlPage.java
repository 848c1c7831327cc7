package tribunal.report.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import tribunal.report.text.NumberText;
import tribunal.verify.verdict.VerdictStatus;

/** Fills the templates of {@code src/main/jte}, which escape all text; a page contains its style and its script. */
public final class HtmlPage {
    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(
            null, ContentType.Html, HtmlPage.class.getClassLoader(), "tribunal.report.template");

    private static final String WEBJAR = "/META-INF/resources/webjars/uplot/1.6.30/";
    public static final String STYLE = "\n" + read(WEBJAR + "dist/uPlot.min.css") + "\n" + read("report.css");
    /** Includes uPlot's licence, which must accompany every copy of uPlot. */
    public static final String SCRIPT = "\n/*\n" + read(WEBJAR + "LICENSE") + "\n*/\n"
            + read(WEBJAR + "dist/uPlot.iife.min.js") + "\n" + read("report.js");

    private HtmlPage() {}

    /** Returns a template filled with its only parameter, without characters that a page may not contain. */
    public static String fill(String template, Object parameter) {
        StringOutput page = new StringOutput();
        TEMPLATES.render(template, parameter, page);
        return NumberText.legal(page.toString());
    }

    /** Returns the style class of a conclusion with this exit code. */
    public static String colour(int exit) {
        return switch (exit) {
            case 0 -> "valid";
            case 2 -> "unknown";
            default -> "invalid";
        };
    }

    /** Returns the style class of a verdict or of a budget's result. */
    public static String colour(VerdictStatus status) {
        return switch (status) {
            case VALID -> "valid";
            case INVALID -> "invalid";
            case UNKNOWN -> "unknown";
            case NOT_EXERCISED -> "muted";
        };
    }

    /** Returns the SHA-256 of the script, by which the page's policy allows it. */
    public static String scriptHash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(SCRIPT.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads a resource with the line ends that a browser uses, since otherwise the hash would differ. */
    private static String read(String name) {
        try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
