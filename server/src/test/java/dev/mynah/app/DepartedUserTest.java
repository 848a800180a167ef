package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

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
