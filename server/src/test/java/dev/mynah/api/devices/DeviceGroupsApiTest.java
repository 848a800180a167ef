package dev.mynah.api.devices;

import static dev.mynah.testing.MemoryFleet.id;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.testing.ContractClient;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Groups, and many devices at once, over REST. */
class DeviceGroupsApiTest extends DevicesOverRest {
    @Test
    void a_group_holds_devices_of_its_owner() {
        household.fleet.bound(1, "u-member");
        household.fleet.bound(2, "u-other");
        String group = made("member", "{\"name\":\"Home\",\"description\":\"all\"}");
        JsonNode added = of("addGroupDevices", group)
                .as("member")
                .json("{\"device_ids\":[\"" + id(1) + "\",\"" + id(2) + "\"]}")
                .send()
                .data();
        assertThat(added.at("/items/0/error").isNull()).isTrue();
        assertThat(added.at("/items/1/error/code").asText()).isEqualTo("NOT_FOUND");
        assertThat(ids(of("listGroupDevices", group).as("member").send())).containsExactly(id(1).mac());
        assertThat(ids(client.call("listDevices")
                        .as("owner")
                        .query("group", group)
                        .send()))
                .containsExactly(id(1).mac());
        assertThat(of("readGroup", group).as("other").send().status()).isEqualTo(404);
        assertThat(of("listGroupDevices", group).as("other").send().status()).isEqualTo(404);
        assertThat(removed(group, 1)).isEqualTo(204);
        assertThat(removed(group, 1)).isEqualTo(404);
    }

    @Test
    void a_group_is_renamed_and_removed() {
        String group = made("member", "{\"name\":\"Home\",\"description\":\"all\"}");
        String tag = of("readGroup", group).as("member").send().header("ETag");
        ContractClient.Answer renamed = of("updateGroup", group)
                .as("member")
                .header("If-Match", tag)
                .json("{\"name\":\"House\"}")
                .send();
        assertThat(renamed.data().path("name").asText()).isEqualTo("House");
        assertThat(renamed.data().path("description").asText()).isEqualTo("all");
        assertThat(of("updateGroup", group)
                        .as("member")
                        .header("If-Match", tag)
                        .json("{\"name\":\"Flat\"}")
                        .send()
                        .status())
                .isEqualTo(412);
        assertThat(of("deleteGroup", group).as("other").send().status()).isEqualTo(404);
        assertThat(of("deleteGroup", group).as("member").send().status()).isEqualTo(204);
        assertThat(ids(client.call("listGroups").as("owner").send())).isEmpty();
    }

    @Test
    void many_groups_come_page_by_page_and_names_do_not_repeat() {
        for (int i = 0; i < 7; i++) {
            client.call("createGroup")
                    .as("owner")
                    .json("{\"name\":\"g" + i + "\"}")
                    .send();
        }
        ContractClient.Answer first =
                client.call("listGroups").as("owner").query("limit", "5").send();
        ContractClient.Answer second = client.call("listGroups")
                .as("owner")
                .query("limit", "5")
                .query("cursor", first.data().path("next_cursor").asText())
                .send();
        assertThat(ids(second)).hasSize(2).doesNotContainAnyElementsOf(ids(first));
        assertThat(client.call("createGroup")
                        .as("owner")
                        .json("{\"name\":\"G1\"}")
                        .send()
                        .error())
                .isEqualTo("CONFLICT");
    }

    @Test
    void many_devices_are_changed_each_for_itself() {
        household.fleet.bound(1, "u-member");
        household.fleet.bound(2, "u-other");
        String ids = "[\"" + id(1) + "\",\"" + id(2) + "\",\"" + id(3) + "\"]";
        JsonNode outcome = client.call("changeDevices")
                .as("member")
                .json("{\"device_ids\":" + ids + ",\"action\":\"update\",\"change\":{\"assistant_id\":\"a-nice\"}}")
                .send()
                .data();
        assertThat(outcome.at("/items/0/error").isNull()).isTrue();
        assertThat(outcome.at("/items/1/error/code").asText()).isEqualTo("NOT_FOUND");
        assertThat(outcome.at("/items/2/error/code").asText()).isEqualTo("NOT_FOUND");
        assertThat(client.call("changeDevices")
                        .as("member")
                        .json("{\"device_ids\":" + ids + ",\"action\":\"update\"}")
                        .send()
                        .place())
                .isEqualTo("body.change");
        for (String action : List.of("rotate_credentials", "revoke_credentials", "delete")) {
            JsonNode items = client.call("changeDevices")
                    .as("owner")
                    .json("{\"device_ids\":" + ids + ",\"action\":\"" + action + "\"}")
                    .send()
                    .data()
                    .path("items");
            assertThat(items.at("/0/error").isNull()).as(action).isTrue();
            assertThat(items.at("/2/error/code").asText()).as(action).isEqualTo("NOT_FOUND");
        }
        assertThat(household.fleet.registry.size()).isZero();
    }

    private String made(String who, String body) {
        return client.call("createGroup")
                .as(who)
                .json(body)
                .send()
                .data()
                .path("id")
                .asText();
    }

    private ContractClient.Request of(String operation, String group) {
        return client.call(operation).path("group_id", group);
    }

    private int removed(String group, int number) {
        return of("removeGroupDevice", group)
                .as("member")
                .path("device_id", id(number).mac())
                .send()
                .status();
    }
}
