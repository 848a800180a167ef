package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.protocol.DeviceId;
import dev.mynah.simulator.device.DeviceProfile;
import dev.mynah.simulator.device.Provisioning;
import dev.mynah.simulator.net.FirmwareHttp;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What becomes of the devices of somebody who is removed. */
class DepartedUserTest extends PeopleOverRest {
    private static final DeviceId ID = new DeviceId("02:00:00:00:00:01");

    DepartedUserTest() {
        super(RunningServer.withActivation());
    }

    @Test
    void devices_stay_and_are_nobodys() throws Exception {
        String owner = setUp(server.setupToken()).data().path("access_token").asText();
        String bob = createUser(owner, "bob", "member").data().path("id").asText();
        bind(login("bob", "nine green parrots").data().path("access_token").asText());
        assertThat(ownerOfTheDevice(owner)).isEqualTo(bob);
        assertThat(call("deleteUser").path("user_id", bob).as(owner).send().status())
                .isEqualTo(204);
        assertThat(ownerOfTheDevice(owner)).isEqualTo("null");
    }

    @Test
    void the_audit_log_knows_by_name_what_is_there_and_what_is_gone() throws Exception {
        String owner = setUp(server.setupToken()).data().path("access_token").asText();
        String bob = createUser(owner, "bob", "member").data().path("id").asText();
        bind(login("bob", "nine green parrots").data().path("access_token").asText());
        String group = call("createGroup")
                .as(owner)
                .json("{\"name\":\"Attic\"}")
                .send()
                .data()
                .path("id")
                .asText();
        update(owner, "{\"name\":\"Lamp\",\"groups\":[\"" + group + "\"]}");
        update(owner, "{\"name\":\"Lantern\"}");
        call("deleteGroup").path("group_id", group).as(owner).send();
        call("deleteUser").path("user_id", bob).as(owner).send();

        JsonNode renamed = latest(owner, "device.changed", 1);
        assertThat(renamed.path("subject_name").asText()).isEqualTo("Lamp");
        assertThat(renamed.path("subject_kind").asText()).isEqualTo("device");
        assertThat(renamed.path("subject_exists").asBoolean()).isTrue();
        JsonNode joined = latest(owner, "device.changed", 2);
        assertThat(joined.path("names").path(group).asText())
                .as("a group that is gone")
                .isEqualTo("Attic");
        JsonNode removed = latest(owner, "user.removed", 0);
        assertThat(removed.path("subject_name").asText()).isEqualTo("bob");
        assertThat(removed.path("subject_exists").asBoolean()).isFalse();
        assertThat(latest(owner, "owner.created", 0).path("subject_exists").asBoolean())
                .isTrue();
        assertThat(latest(owner, "session.begun", 0).at("/names/" + bob).asText())
                .isEqualTo("bob");
    }

    private void update(String token, String change) {
        call("updateDevice")
                .path("device_id", ID.mac())
                .as(token)
                .header("If-Match", "*")
                .json(change)
                .send();
    }

    /** The entry that has so many of the same action after it. */
    private JsonNode latest(String token, String action, int later) {
        return call("listAudit")
                .as(token)
                .query("action", action)
                .send()
                .data()
                .path("items")
                .path(later);
    }

    private void bind(String token) throws Exception {
        var activation = new Provisioning(new FirmwareHttp(Duration.ofSeconds(20)))
                .check(DeviceProfile.of(ID), server.otaUrl())
                .activation();
        String code = Objects.requireNonNull(activation).code();
        assertThat(call("bindDevice")
                        .as(token)
                        .json("{\"code\":\"" + code + "\"}")
                        .send()
                        .status())
                .isEqualTo(201);
    }

    private String ownerOfTheDevice(String token) {
        return call("readDevice")
                .path("device_id", ID.mac())
                .as(token)
                .send()
                .data()
                .path("owner_id")
                .asText();
    }
}
