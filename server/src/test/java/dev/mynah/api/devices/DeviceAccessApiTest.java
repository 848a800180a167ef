package dev.mynah.api.devices;

import static dev.mynah.testing.MemoryFleet.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.provisioning.Household;
import dev.mynah.testing.ContractClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of devices is there for whom. */
class DeviceAccessApiTest extends DevicesOverRest {
    @ParameterizedTest
    @CsvSource({"owner, 201", "admin, 201", "operator, 201", "member, 201", "viewer, 403"})
    void who_may_bind(String role, int status) {
        String code = household.waiting(id(1), "c").code();
        assertThat(client.call("bindDevice")
                        .as(role)
                        .json("{\"code\":\"" + code + "\"}")
                        .send()
                        .status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "readDevice",
                "updateDevice",
                "deleteDevice",
                "rotateDeviceCredentials",
                "revokeDeviceCredentials",
                "listDeviceTools",
                "callDeviceTool",
                "sayOnDevice",
            })
    void d11_the_device_of_somebody_else_is_not_found(String operation) {
        household.fleet.bound(1, "u-other");
        household.fleet.bound(2, null);
        for (int number : new int[] {1, 2, 3}) {
            ContractClient.Answer answer = touch(operation, number, "member");
            assertThat(answer.status()).as("%s of %d", operation, number).isEqualTo(404);
            assertThat(answer.json().toString()).doesNotContain("u-other");
        }
        assertThat(household.fleet.registry.find(id(1)).orElseThrow().pairing()).isNotNull();
        assertThat(household.fleet.audit.entries()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "listDevices",
                "bindDevice",
                "changeDevices",
                "readDevice",
                "updateDevice",
                "deleteDevice",
                "rotateDeviceCredentials",
                "revokeDeviceCredentials",
                "listDeviceTools",
                "callDeviceTool",
                "sayOnDevice",
                "listActivations",
                "listGroups",
                "createGroup",
                "listSerials",
                "importSerials",
            })
    void d23_and_j18_nothing_about_devices_is_there_without_credentials(String operation) {
        household.fleet.bound(1, "u-owner");
        for (String cookie : List.of("", "mynah_session=", "session=owner; token=owner", "satoken=1")) {
            ContractClient.Request request = request(operation, 1);
            if (!cookie.isEmpty()) {
                request.header("Cookie", cookie);
            }
            assertThat(request.send().status())
                    .as("%s with %s", operation, cookie)
                    .isEqualTo(401);
        }
    }

    @Test
    void a_member_lists_own_devices_only_and_an_owner_all_of_them() {
        household.fleet.bound(1, "u-member");
        household.fleet.bound(2, "u-other");
        household.fleet.bound(3, null);
        assertThat(ids(client.call("listDevices").as("member").send())).containsExactly(id(1).mac());
        assertThat(ids(client.call("listDevices").as("viewer").send())).hasSize(3);
        assertThat(client.call("listDevices")
                        .as("owner")
                        .send()
                        .data()
                        .path("total")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void nothing_that_is_answered_opens_a_channel() {
        household.bound(id(1), "client-secret", dev.mynah.testing.MemoryFleet.MEMBER, Household.MEMBERS_WISH);
        String token = household.token(id(1), "client-secret");
        household.waiting(id(2), "c");
        String all = read(1, "owner").json().toString()
                + client.call("listDevices").as("owner").send().json()
                + client.call("listActivations").as("owner").send().json();
        assertThat(all)
                .doesNotContain(token)
                .doesNotContain(token.substring(0, 22))
                .doesNotContain("client-secret")
                .doesNotContain(household.waiting(id(2), "c").code())
                .doesNotContain(household.waiting(id(2), "c").challenge());
    }

    @Test
    void devices_that_wait_are_listed_for_those_who_see_all_devices() {
        for (int i = 0; i < 12; i++) {
            household.waiting(id(i), "c");
        }
        ContractClient.Answer first = client.call("listActivations")
                .as("operator")
                .query("limit", "10")
                .send();
        ContractClient.Answer second = client.call("listActivations")
                .as("operator")
                .query("limit", "10")
                .query("cursor", first.data().path("next_cursor").asText())
                .send();
        assertThat(ids(first, "device_id")).hasSize(10);
        assertThat(ids(second, "device_id")).hasSize(2).doesNotContainAnyElementsOf(ids(first, "device_id"));
        assertThat(first.data().at("/items/0/address").asText()).isEqualTo("192.0.2.3");
        assertThat(ids(client.call("listActivations").as("member").send(), "device_id"))
                .isEmpty();
    }
}
