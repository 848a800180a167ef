package dev.mynah.api.devices;

import static dev.mynah.testing.MemoryFleet.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.provisioning.Household;
import dev.mynah.testing.ContractClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Devices over REST: bound, read, changed and removed. */
class DevicesApiTest extends DevicesOverRest {
    @Test
    void a_device_is_bound_by_the_code_it_shows_and_can_be_read() {
        String code = household.waiting(id(1), "c").code();
        ContractClient.Answer bound = client.call("bindDevice")
                .as("member")
                .json("{\"code\":\"" + code + "\",\"name\":\"Kitchen\"}")
                .send();

        assertThat(bound.status()).isEqualTo(201);
        assertThat(bound.header("Location")).isEqualTo("/api/v1/devices/" + id(1).mac());
        assertThat(bound.data().path("owner_id").asText()).isEqualTo("u-member");
        ContractClient.Answer read = read(1, "member");
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.data()).isEqualTo(bound.data());
        assertThat(read.header("ETag")).isEqualTo(bound.header("ETag"));
        assertThat(read.data().path("status").asText()).isEqualTo("offline");
        assertThat(read.data().path("credentials").path("state").asText()).isEqualTo("current");
    }

    @Test
    void d13_a_wrong_code_is_named_and_guessing_ends_in_429() {
        household.waiting(id(1), "c");
        for (int i = 0; i < 10; i++) {
            ContractClient.Answer wrong = client.call("bindDevice")
                    .as("member")
                    .json("{\"code\":\"00000" + i + "\"}")
                    .send();
            assertThat(wrong.error()).isEqualTo("WRONG_CODE");
            assertThat(wrong.status()).isEqualTo(404);
        }
        ContractClient.Answer stopped = client.call("bindDevice")
                .as("member")
                .json("{\"code\":\"123456\"}")
                .send();
        assertThat(stopped.status()).isEqualTo(429);
        assertThat(stopped.header("Retry-After")).isEqualTo("3601");
    }

    @Test
    void a_list_goes_on_page_by_page_under_the_same_filters() {
        for (int i = 0; i < 25; i++) {
            household.fleet.bound(i, "u-owner");
        }
        List<String> all = new ArrayList<>();
        String cursor = null;
        do {
            ContractClient.Request request = client.call("listDevices")
                    .as("owner")
                    .query("limit", "10")
                    .query("sort", "created")
                    .query("order", "desc")
                    .query("q", "bread");
            ContractClient.Answer page = (cursor == null ? request : request.query("cursor", cursor)).send();
            assertThat(page.data().path("total").asInt()).isEqualTo(25);
            all.addAll(ids(page));
            cursor = page.data().path("next_cursor").isNull()
                    ? null
                    : page.data().path("next_cursor").asText();
        } while (cursor != null);
        assertThat(all).hasSize(25).doesNotHaveDuplicates();
        assertThat(client.call("listDevices")
                        .as("owner")
                        .query("cursor", "bm90IG91cnM")
                        .send()
                        .error())
                .isEqualTo("INVALID_REQUEST");
    }

    @Test
    void an_update_needs_the_version_that_was_read() {
        household.fleet.bound(1, "u-member");
        String tag = read(1, "member").header("ETag");
        assertThat(client.call("updateDevice")
                        .as("member")
                        .path("device_id", id(1).mac())
                        .json("{\"name\":\"x\"}")
                        .send()
                        .status())
                .isEqualTo(428);
        ContractClient.Answer changed = update(1, "member", tag, "{\"name\":\"Hall\",\"notes\":\"by the door\"}");
        assertThat(changed.data().path("name").asText()).isEqualTo("Hall");
        assertThat(update(1, "member", tag, "{\"name\":\"Attic\"}").status()).isEqualTo(412);
        assertThat(read(1, "member").data().path("name").asText()).isEqualTo("Hall");
        assertThat(update(1, "member", "*", "{\"assistant_id\":\"a-nice\"}")
                        .data()
                        .path("assistant_id")
                        .asText())
                .isEqualTo("a-nice");
        assertThat(update(1, "member", "*", "{\"assistant_id\":null}")
                        .data()
                        .path("assistant_id")
                        .isNull())
                .isTrue();
    }

    @Test
    void what_is_wrong_in_an_update_is_named() {
        household.fleet.bound(1, "u-member");
        assertThat(update(1, "member", "*", "{\"assistant_id\":\"none\"}").place())
                .isEqualTo("body.assistant_id");
        assertThat(update(1, "member", "*", "{\"groups\":[\"none\"]}").place()).isEqualTo("body.groups");
        assertThat(update(1, "member", "*", "{\"name\":\"a\\u0007\"}").place()).isEqualTo("body.name");
        assertThat(update(1, "member", "*", "{\"owner_id\":\"u-owner\"}").error())
                .isEqualTo("FORBIDDEN");
        assertThat(update(1, "owner", "*", "{\"owner_id\":\"u-nobody\"}").place())
                .isEqualTo("body.owner_id");
    }

    @Test
    void a_removed_device_is_gone_and_one_with_new_credentials_says_so() {
        household.bound(id(1), "c", dev.mynah.testing.MemoryFleet.MEMBER, Household.MEMBERS_WISH);
        assertThat(touch("rotateDeviceCredentials", 1, "member")
                        .data()
                        .at("/credentials/state")
                        .asText())
                .isEqualTo("rotating");
        ContractClient.Answer revoked = touch("revokeDeviceCredentials", 1, "member");
        assertThat(revoked.data().path("status").asText()).isEqualTo("revoked");
        assertThat(revoked.data().path("activated").asBoolean()).isFalse();
        assertThat(touch("rotateDeviceCredentials", 1, "member").error()).isEqualTo("CONFLICT");
        assertThat(touch("deleteDevice", 1, "member").status()).isEqualTo(204);
        assertThat(read(1, "owner").status()).isEqualTo(404);
        assertThat(household.fleet.audit.actions())
                .containsExactly("device.bound", "device.token_rotated", "device.token_revoked", "device.removed");
    }

    @Test
    void when_the_database_is_away_reading_works_and_changing_says_so() {
        household.fleet.bound(1, "u-member");
        String code = household.waiting(id(2), "c").code();
        household.fleet.transactions.goDown();
        assertThat(read(1, "member").status()).isEqualTo(200);
        assertThat(client.call("listDevices").as("owner").send().status()).isEqualTo(200);
        assertThat(update(1, "member", "*", "{\"name\":\"x\"}").error()).isEqualTo("UNAVAILABLE");
        assertThat(client.call("bindDevice")
                        .as("member")
                        .json("{\"code\":\"" + code + "\"}")
                        .send()
                        .status())
                .isEqualTo(503);
        household.fleet.transactions.comeBack();
        assertThat(client.call("bindDevice")
                        .as("member")
                        .json("{\"code\":\"" + code + "\"}")
                        .send()
                        .status())
                .isEqualTo(201);
    }
}
