package dev.mynah.api.devices;

import static dev.mynah.testing.MemoryFleet.id;

import dev.mynah.provisioning.Household;
import dev.mynah.testing.ApiServer;
import dev.mynah.testing.ContractClient;
import dev.mynah.voice.LiveConversation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;

/** What the tests of devices over REST have in common; every answer is held against the contract. */
abstract class DevicesOverRest {
    static final String KEY = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    final Household household = new Household();
    final Map<String, LiveConversation> live = new ConcurrentHashMap<>();
    final List<String> said = new ArrayList<>();
    final ApiServer server = ApiServer.with(
            new DevicesResource(household.fleet.devices, household.binding, household.activations),
            new BulkResource(household.fleet.devices, household.fleet.groups, household.binding),
            new DeviceGroupsResource(household.fleet.groups),
            new LiveDevicesResource(household.fleet.devices, device -> Optional.ofNullable(live.get(device.mac()))),
            new SerialsResource(household.serials));
    final ContractClient client = server.client();

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    ContractClient.Answer read(int number, String who) {
        return touch("readDevice", number, who);
    }

    ContractClient.Answer update(int number, String who, String tag, String body) {
        return client.call("updateDevice")
                .as(who)
                .path("device_id", id(number).mac())
                .header("If-Match", tag)
                .json(body)
                .send();
    }

    ContractClient.Answer touch(String operation, int number, String who) {
        return request(operation, number).as(who).send();
    }

    /** A request that follows the contract. */
    ContractClient.Request request(String operation, int number) {
        ContractClient.Request request = client.call(operation)
                .path("device_id", id(number).mac())
                .path("tool_name", "self.audio_speaker.set_volume")
                .path("group_id", "g1")
                .path("serial", "SN-1");
        return switch (operation) {
            case "updateDevice" -> request.header("If-Match", "*").json("{\"name\":\"x\"}");
            case "bindDevice" -> request.json("{\"code\":\"123456\"}");
            case "changeDevices" -> request.json("{\"device_ids\":[\"" + id(number) + "\"],\"action\":\"delete\"}");
            case "callDeviceTool" -> request.json("{\"arguments\":{\"volume\":40}}");
            case "sayOnDevice" -> request.json("{\"text\":\"Dinner is ready.\"}");
            case "createGroup" -> request.json("{\"name\":\"x\"}");
            case "importSerials" -> request.body("text/csv", ("SN-1," + KEY).getBytes(StandardCharsets.UTF_8));
            default -> request;
        };
    }

    static List<String> ids(ContractClient.Answer page) {
        return ids(page, "id");
    }

    static List<String> ids(ContractClient.Answer page, String name) {
        return StreamSupport.stream(page.data().path("items").spliterator(), false)
                .map(item -> item.path(name).asText())
                .toList();
    }
}
