package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.protocol.DeviceId;
import dev.mynah.simulator.device.DeviceProfile;
import dev.mynah.simulator.device.Provisioning;
import dev.mynah.simulator.net.FirmwareHttp;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Whoever sets a device up sees by which of the server's addresses devices really came. */
class UsedAddressTest extends PeopleOverRest {
    UsedAddressTest() {
        super(RunningServer.withActivation("http.public-url=http://127.0.0.1:1"));
    }

    @Test
    void an_address_is_used_from_the_moment_a_device_came_by_it() throws Exception {
        String token = setUp(server.setupToken()).data().path("access_token").asText();
        assertThat(address(token).path("last_used_at").isNull()).isTrue();
        Instant before = Instant.now();
        new Provisioning(new FirmwareHttp(Duration.ofSeconds(20)))
                .check(DeviceProfile.of(new DeviceId("02:00:00:00:00:01")), server.otaUrl());
        assertThat(Instant.parse(address(token).path("last_used_at").asText())).isAfterOrEqualTo(before);
    }

    private JsonNode address(String token) {
        return call("listSystemAddresses").as(token).send().data().at("/items/0");
    }
}
