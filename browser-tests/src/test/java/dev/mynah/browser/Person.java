package dev.mynah.browser;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.RequestOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Somebody at a browser, who notes what the browser complains about and what questions pop up. For one thread; close it.
 */
final class Person implements AutoCloseable {
    /** A desk or a phone. */
    record Look(int width, int height, String language, ColorScheme colours) {
        static final Look DESK = new Look(1360, 860, "en", ColorScheme.LIGHT);
        static final Look PHONE = new Look(390, 844, "en", ColorScheme.LIGHT);

        Look in(String other) {
            return new Look(width, height, other, colours);
        }

        Look dark() {
            return new Look(width, height, language, ColorScheme.DARK);
        }
    }

    private final String server;
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    Person(Browser browser, String server, Look look) {
        this.server = server;
        context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(look.width(), look.height())
                .setLocale(look.language().equals("zh") ? "zh-CN" : "en-GB")
                .setTimezoneId("Europe/Berlin")
                .setColorScheme(look.colours())
                .setReducedMotion(ReducedMotion.REDUCE));
        context.addInitScript("localStorage.setItem('mynah.language', localStorage.getItem('mynah.language') ?? '"
                + look.language() + "')");
        page = context.newPage();
        page.setDefaultTimeout(20_000);
        page.onPageError(error -> complaints.add(error));
        page.onDialog(dialog -> {
            complaints.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")
                    || message.text().contains("[Vue warn]")) {
                complaints.add(message.text());
            }
        });
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /** Errors of scripts, violations of the policy, and dialogs of markup that ran. */
    List<String> complaints() {
        return complaints;
    }

    String address(String path) {
        return server + path;
    }

    void open(String path) {
        page.navigate(server + path);
    }

    /** Logs in without the page, so that a test begins where it wants. */
    Person loggedIn(String username, String password) {
        call("POST", "/auth/login", Map.of("username", username, "password", password));
        return this;
    }

    /** Calls the REST interface as the one who is logged in here. */
    JsonObject call(String method, String path, Object body) {
        // A connection kept from before the server was restarted is refused, and not only once.
        RequestOptions options = RequestOptions.create().setMethod(method).setMaxRetries(3);
        if (!path.equals("/auth/login")) {
            JsonObject me = data(context.request()
                    .get(server + "/api/v1/auth/me", RequestOptions.create().setMaxRetries(3)));
            options.setHeader("X-CSRF-Token", me.get("csrf_token").getAsString());
        }
        if (method.equals("PATCH")) {
            options.setHeader("If-Match", "*");
        }
        if (!method.equals("GET") && !method.equals("DELETE")) {
            options.setData(body);
        }
        return data(context.request().fetch(server + "/api/v1" + path, options));
    }

    /** Uploads a firmware image as the one who is logged in here. */
    JsonObject upload(String path, String board, String notes, byte[] image) {
        JsonObject me = data(context.request().get(server + "/api/v1/auth/me"));
        FormData form = FormData.create()
                .set("board", board)
                .set("notes", notes)
                .set("file", new FilePayload("xiaozhi.bin", "application/octet-stream", image));
        RequestOptions options = RequestOptions.create()
                .setHeader("X-CSRF-Token", me.get("csrf_token").getAsString())
                .setMultipart(form);
        return data(context.request().post(server + "/api/v1" + path, options));
    }

    private static JsonObject data(APIResponse response) {
        String text = response.text();
        if (!response.ok()) {
            throw new AssertionError(response.url() + " answered " + response.status() + ": " + text);
        }
        if (text.isEmpty()) {
            return new JsonObject();
        }
        return JsonParser.parseString(text).getAsJsonObject().getAsJsonObject("data");
    }

    @Override
    public void close() {
        context.close();
    }
}
