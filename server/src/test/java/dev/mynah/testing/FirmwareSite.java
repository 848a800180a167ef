package dev.mynah.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.api.contract.Contract;
import dev.mynah.app.RunningServer;
import java.util.Map;

/** Somebody who uploads firmware to a server and says who shall have it, over REST. Close it. */
public final class FirmwareSite implements AutoCloseable {
    private final ContractClient client;
    private final String token;

    /** Makes the server's first owner. */
    public FirmwareSite(RunningServer server) {
        client = new ContractClient("http://127.0.0.1:" + server.port(), Contract.ofServer());
        token = client.firstOwner(server.setupToken());
    }

    /** A call of an operation as the owner. */
    public ContractClient.Request call(String operation) {
        return client.call(operation).as(token);
    }

    /** What shows that a request is the owner's. */
    public String token() {
        return token;
    }

    /** A call of an operation as nobody. */
    public ContractClient.Request stranger(String operation) {
        return client.call(operation);
    }

    /** Tries to upload; texts by the name of their field. */
    public ContractClient.Answer tryUpload(Map<String, String> texts, byte[] image) {
        Multipart form = new Multipart();
        texts.forEach(form::text);
        return call("uploadFirmware")
                .body(Multipart.type(), form.file(image).bytes())
                .send();
    }

    /** Uploads an image for a board; returns its id. */
    public String upload(String board, byte[] image) {
        ContractClient.Answer answer = tryUpload(Map.of("board", board), image);
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(201);
        return answer.data().path("id").asText();
    }

    /** Says who shall have an image; returns the target's id. */
    public String aim(String image, String more) {
        ContractClient.Answer answer = call("setFirmwareTarget")
                .json("{\"firmware_id\":\"" + image + "\"" + more + "}")
                .send();
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(201);
        return answer.data().path("id").asText();
    }

    /** Uploads an image for a board and makes it the one all devices of the board shall have. */
    public String release(String board, byte[] image) {
        String id = upload(board, image);
        aim(id, "");
        return id;
    }

    /** What a device runs and is offered, as people see it. */
    public JsonNode seen(String mac) {
        return call("readDeviceFirmware").path("device_id", mac).send().data();
    }

    @Override
    public void close() {
        client.close();
    }
}
