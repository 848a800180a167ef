package dev.mynah.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The list of devices of somebody who has ten thousand. What is printed here is in docs/evidence/dashboard.md. */
@Tag("long")
@ExtendWith(Stage.Set.class)
class ManyDevicesTest {
    private static final int DEVICES = 10_000;

    /** Notes frames and long tasks until it is stopped. */
    private static final String WATCH = """
            () => {
              const seen = { gaps: [], tasks: [], rows: 0 };
              const observer = new PerformanceObserver((list) => list.getEntries().forEach((one) => seen.tasks.push(one.duration)));
              observer.observe({ type: 'longtask' });
              let last = performance.now();
              let on = true;
              const frame = (now) => {
                seen.gaps.push(now - last);
                last = now;
                seen.rows = Math.max(seen.rows, document.querySelectorAll('tbody tr').length);
                if (on) requestAnimationFrame(frame);
              };
              requestAnimationFrame(frame);
              window.__stop = () => {
                on = false;
                observer.disconnect();
                const gaps = seen.gaps.slice(1).sort((a, b) => a - b);
                const at = (share) => Math.round(gaps[Math.floor((gaps.length - 1) * share)]);
                return JSON.stringify({ frames: gaps.length, p50: at(0.5), p99: at(0.99), longest: at(1),
                  over100: gaps.filter((gap) => gap > 100).length, tasks: seen.tasks.length,
                  longestTask: Math.round(Math.max(0, ...seen.tasks)), rows: seen.rows });
              };
            }""";

    /** Scrolls on as a wheel does, until for half a second nothing more came below. */
    private static final String SCROLL = """
            () => new Promise((done) => {
              let still = 0;
              const step = () => {
                scrollBy(0, 240);
                const more = document.querySelector('.more');
                const atEnd = !more && innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
                still = atEnd ? still + 1 : 0;
                if (still > 30) done();
                else requestAnimationFrame(step);
              };
              step();
            })""";

    private final Stage stage;

    ManyDevicesTest(Stage stage) {
        this.stage = stage;
    }

    @Test
    void ten_thousand_devices_are_listed_and_searched_with_few_rows_drawn() throws Exception {
        try (LiveServer server = LiveServer.start("devices.activation=false", "devices.transport=websocket");
                Person person = new Person(stage.chromium().browser(), server.url(), Person.Look.DESK)) {
            Map<String, String> owner =
                    Map.of("token", server.setupToken(), "username", Stage.OWNER, "password", Stage.PASSWORD);
            person.context()
                    .request()
                    .post(
                            person.address("/api/v1/setup"),
                            RequestOptions.create().setData(owner));
            meet(server);
            Page page = person.page();
            person.loggedIn(Stage.OWNER, Stage.PASSWORD).open("/devices");
            assertThat(page.locator("tbody tr").first()).isVisible();

            JsonObject scrolled = watched(page, "scrolling", () -> page.evaluate(SCROLL));
            assertThat(page.locator("table")).hasAttribute("aria-rowcount", String.valueOf(DEVICES + 1));
            assertThat(page.locator("tbody tr[aria-rowindex='" + (DEVICES + 1) + "']"))
                    .isVisible();
            assertThat(scrolled.get("rows").getAsInt()).isLessThan(250);

            JsonObject searched = watched(page, "searching", () -> {
                page.evaluate("() => scrollTo(0, 0)");
                page.getByPlaceholder("Name, id or board")
                        .pressSequentially(
                                "27:0f", new com.microsoft.playwright.Locator.PressSequentiallyOptions().setDelay(80));
                assertThat(page.locator("tbody tr")).hasCount(1);
            });
            assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("270f")))
                    .isVisible();
            assertThat(searched.get("rows").getAsInt()).isLessThan(250);
            assertThat(person.complaints()).isEmpty();
        }
    }

    private static JsonObject watched(Page page, String what, Runnable doing) {
        page.evaluate(WATCH);
        doing.run();
        String seen = (String) page.evaluate("() => window.__stop()");
        System.out.println(what + ": " + seen);
        return JsonParser.parseString(seen).getAsJsonObject();
    }

    /** All devices ask once for their configuration, as after a power cut. */
    private static void meet(LiveServer server) throws Exception {
        URI ota = URI.create(server.url() + "/xiaozhi/ota/");
        try (HttpClient client = HttpClient.newHttpClient();
                ExecutorService askers = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int number = 0; number < DEVICES; number++) {
                String mac = "02:00:00:01:%02x:%02x".formatted(number >> 8, number & 0xff);
                answers.add(askers.submit(() -> client.send(request(ota, mac), HttpResponse.BodyHandlers.discarding())
                        .statusCode()));
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
    }

    private static HttpRequest request(URI ota, String mac) {
        return HttpRequest.newBuilder(ota)
                .header("Device-Id", mac)
                .header("Client-Id", mac)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"application\":{\"version\":\"2.4.2\"},\"board\":{\"name\":\"bread-compact-wifi\"}}"))
                .build();
    }
}
