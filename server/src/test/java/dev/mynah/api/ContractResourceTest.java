package dev.mynah.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mynah.api.contract.Contract;
import dev.mynah.api.contract.OperationContract;
import dev.mynah.testing.ApiServer;
import dev.mynah.testing.ContractClient;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The contract as it is given out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractResourceTest {
    private final Contract contract = Contract.ofServer();
    private final ApiServer server = ApiServer.with(new ContractResource(contract));
    private final ContractClient client = server.client();

    @AfterAll
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void strangers_get_no_map() {
        assertThat(client.call("readContract").send().status()).isEqualTo(401);
        assertThat(client.call("readDocs").send().status()).isEqualTo(401);
    }

    @Test
    void the_contract_is_given_to_who_is_logged_in_as_it_is() throws Exception {
        ContractClient.Answer answer = client.call("readContract").as("member").send();
        JsonNode given = new ObjectMapper().readTree(answer.bytes());
        assertThat(given.path("openapi").asText()).startsWith("3.1");
        assertThat(given)
                .isEqualTo(new ObjectMapper().readTree(contract.document().toString()));
    }

    @Test
    void another_reader_of_openapi_finds_the_contract_well_formed() throws Exception {
        // Its own limits: it knows neither relative servers nor most media types, though OpenAPI does.
        String text = contract.document()
                .toString()
                .replace("\"url\":\"/api/v1\"", "\"url\":\"http://localhost/api/v1\"")
                .replaceAll("\"(?!application/json)[a-z]+/[a-z0-9.+-]+\":", "\"application/octet-stream\":");
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
        try {
            OpenAPIContract read =
                    OpenAPIContract.from(vertx, new JsonObject(text)).await(60, TimeUnit.SECONDS);
            assertThat(read.operations()).hasSameSizeAs(contract.operations());
        } finally {
            vertx.close().await(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void the_page_tells_of_every_operation_and_every_shape() {
        String page = page();
        for (OperationContract operation : contract.operations()) {
            assertThat(page).contains("id=\"" + operation.id() + "\"");
        }
        Matcher links = Pattern.compile("href=\"#([^\"]+)\"").matcher(page);
        int found = 0;
        while (links.find()) {
            assertThat(page).contains("id=\"" + links.group(1) + "\"");
            found++;
        }
        assertThat(found).isGreaterThan(100);
    }

    @Test
    void the_page_runs_nothing_and_loads_nothing() throws Exception {
        String page = page();
        assertThat(page)
                .doesNotContain("<script", "<link", "<img", "@import", "url(", "onclick", "src=", "href=\"http");
        String style = page.substring(page.indexOf("<style>") + 7, page.indexOf("</style>"));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
        assertThat(client.call("readDocs").as("member").send().headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains(
                        "default-src 'none'",
                        "style-src 'sha256-" + Base64.getEncoder().encodeToString(digest) + "'")
                .doesNotContain("unsafe");
    }

    @Test
    void every_tag_of_the_page_is_closed() {
        for (String tag :
                new String[] {"details", "section", "table", "tr", "td", "code", "pre", "p", "a", "summary"}) {
            assertThat(count(page(), "<" + tag + "[ >]")).as(tag).isEqualTo(count(page(), "</" + tag + ">"));
        }
    }

    private String page() {
        return new String(client.call("readDocs").as("member").send().bytes(), StandardCharsets.UTF_8);
    }

    private static int count(String text, String regex) {
        return (int) Pattern.compile(regex).matcher(text).results().count();
    }
}
