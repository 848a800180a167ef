package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.protocol.DeviceId;
import dev.mynah.storage.testing.Until;
import dev.mynah.testing.AppImages;
import dev.mynah.testing.ContractClient.Answer;
import dev.mynah.testing.FirmwareSite;
import dev.mynah.testing.Multipart;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Firmware over REST, on the whole server. */
class FirmwareRestTest {
    private static final String BOARD = "bread-compact-wifi";
    private static final int MOST = 16 << 20;

    private final RunningServer server = RunningServer.withFakes();
    private final FirmwareSite people = new FirmwareSite(server);

    @AfterEach
    void stop() {
        people.close();
        server.close();
    }

    @Test
    void an_image_is_taken_in_shown_and_deleted() throws Exception {
        byte[] image = AppImages.of("2.4.3", 100_000);
        Answer made = people.tryUpload(Map.of("board", BOARD, "version", "2.4.3", "notes", "Quieter"), image);

        assertThat(made.status()).isEqualTo(201);
        String id = made.data().path("id").asText();
        assertThat(made.header("Location")).isEqualTo("/api/v1/firmware/" + id);
        assertThat(made.data().path("sha256").asText()).isEqualTo(HexFormat.of().formatHex(AppImages.sha256(image)));
        assertThat(made.data().path("size").asInt()).isEqualTo(image.length);
        assertThat(made.data().path("chip").asText()).isEqualTo("esp32s3");
        assertThat(made.data().path("project").asText()).isEqualTo("xiaozhi");
        assertThat(made.data().path("uploaded_by").asText()).isEqualTo("ada");
        assertThat(files()).containsExactly(id + ".bin");
        assertThat(Files.readAllBytes(folder().resolve(id + ".bin"))).isEqualTo(image);
        assertThat(people.call("readFirmware").path("firmware_id", id).send().data())
                .isEqualTo(made.data());

        assertThat(people.call("deleteFirmware").path("firmware_id", id).send().status())
                .isEqualTo(204);

        assertThat(files()).isEmpty();
        assertThat(people.call("readFirmware").path("firmware_id", id).send().status())
                .isEqualTo(404);
        assertThat(server.actions()).endsWith("firmware.uploaded", "firmware.deleted");
    }

    @Test
    void what_is_wrong_with_a_file_is_said_and_nothing_of_it_stays() throws Exception {
        byte[] image = AppImages.of("2.4.3", 100_000);
        Map<String, String> board = Map.of("board", BOARD);

        assertThat(reason(people.tryUpload(board, new byte[100]))).contains("E9");
        assertThat(reason(people.tryUpload(board, Arrays.copyOf(image, 70_000))))
                .contains("cut off");
        assertThat(reason(people.tryUpload(Map.of("board", BOARD, "version", "2.4.4"), image)))
                .contains("the image says it is 2.4.3");
        assertThat(reason(people.tryUpload(Map.of(), image))).contains("board");
        assertThat(reason(people.tryUpload(Map.of("board", BOARD, "notes", "a\u0000b"), image)))
                .contains("notes");
        assertThat(reason(people.tryUpload(Map.of("board", "a\u202Eb"), image))).contains("board");
        assertThat(reason(people.tryUpload(Map.of("board", BOARD, "colour", "red"), image)))
                .contains("colour");
        assertThat(files()).isEmpty();
    }

    @Test
    void a_version_of_a_board_is_taken_once() {
        people.upload(BOARD, AppImages.of("2.4.3", 5000));

        assertThat(people.tryUpload(Map.of("board", BOARD), AppImages.of("2.4.3", 6000))
                        .error())
                .isEqualTo("CONFLICT");
        people.upload("another-board", AppImages.of("2.4.3", 5000));
    }

    @Test
    void what_has_more_than_16_mib_is_refused_by_name_and_what_has_that_is_taken() throws Exception {
        byte[] largest = AppImages.silent(MOST);
        Map<String, String> texts = Map.of("board", BOARD, "version", "9.9");

        Answer tooLarge = people.tryUpload(texts, AppImages.silent(MOST + 1));
        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(tooLarge.error()).isEqualTo("TOO_LARGE");
        assertThat(files()).isEmpty();

        assertThat(people.tryUpload(texts, largest).status()).isEqualTo(201);
    }

    @Test
    void what_is_no_form_is_refused() {
        assertThat(people.call("uploadFirmware").json("{}").send().error()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
        assertThat(people.call("uploadFirmware").send().place()).isEqualTo("body");
        assertThat(people.call("uploadFirmware")
                        .body("multipart/form-data", new byte[10])
                        .send()
                        .place())
                .isEqualTo("header.Content-Type");
        assertThat(people.call("uploadFirmware")
                        .body(
                                Multipart.type(),
                                new Multipart().text("board", BOARD).bytes())
                        .send()
                        .place())
                .isEqualTo("body.file");
    }

    @Test
    void nobody_sends_a_body_who_may_not() {
        byte[] form = new Multipart()
                .text("board", BOARD)
                .file(AppImages.of("2.4.3", 5000))
                .bytes();

        Answer refused =
                people.stranger("uploadFirmware").body(Multipart.type(), form).send();

        assertThat(refused.status()).isEqualTo(401);
        assertThat(files()).isEmpty();
    }

    @Test
    void who_sends_slowly_is_waited_for_and_who_breaks_off_leaves_nothing() throws Exception {
        byte[] image = new byte[900_000];
        new Random(3).nextBytes(image);
        image[0] = (byte) 0xE9;
        byte[] form = new Multipart()
                .text("board", BOARD)
                .text("version", "2.4.3")
                .file(image)
                .bytes();

        try (RunningServer hasty = RunningServer.withFakes("limits.handshake-timeout=300ms");
                FirmwareSite others = new FirmwareSite(hasty)) {
            try (Socket socket = sending(hasty, others.token(), form.length)) {
                OutputStream out = socket.getOutputStream();
                for (int third = 0; third < 3; third++) {
                    out.write(form, third * 300_000, 300_000);
                    out.flush();
                    untilAnIdleConnectionIsCut(hasty);
                }
                out.write(form, 900_000, form.length - 900_000);
                assertThat(status(socket)).isEqualTo("HTTP/1.1 201 Created");
            }
            try (Socket socket = sending(hasty, others.token(), form.length)) {
                socket.getOutputStream().write(form, 0, 500_000);
                Until.so("it is coming in", () -> files(hasty).size() == 2);
            }
            Until.so("nothing of it stays", () -> files(hasty).size() == 1);
        }
    }

    @Test
    void who_sends_nothing_any_more_is_told_so_and_leaves_nothing() throws Exception {
        try (RunningServer hasty = RunningServer.withFakes("firmware.stall=200ms");
                FirmwareSite others = new FirmwareSite(hasty)) {
            byte[] form = new Multipart()
                    .text("board", BOARD)
                    .file(AppImages.of("2.4.3", 90_000))
                    .bytes();
            try (Socket socket = sending(hasty, others.token(), form.length)) {
                socket.getOutputStream().write(form, 0, 50_000);

                assertThat(status(socket)).isEqualTo("HTTP/1.1 400 Bad Request");
            }
            Until.so("nothing of it stays", () -> files(hasty).isEmpty());
        }
    }

    @Test
    void an_image_stays_while_it_is_a_target_and_targets_can_be_taken_away() {
        String image = people.upload(BOARD, AppImages.of("2.4.3", 5000));
        String target = people.aim(image, "");

        assertThat(people.call("deleteFirmware")
                        .path("firmware_id", image)
                        .send()
                        .status())
                .isEqualTo(409);
        assertThat(items("listFirmwareTargets")).hasSize(1);
        assertThat(people.call("clearFirmwareTarget")
                        .path("target_id", target)
                        .send()
                        .status())
                .isEqualTo(204);
        assertThat(people.call("clearFirmwareTarget")
                        .path("target_id", target)
                        .send()
                        .status())
                .isEqualTo(404);
        assertThat(people.call("deleteFirmware")
                        .path("firmware_id", image)
                        .send()
                        .status())
                .isEqualTo(204);
        assertThat(server.actions()).contains("firmware.aimed", "firmware.cleared");
    }

    @Test
    void targets_name_devices_and_groups_that_are_there_and_fit() {
        String image = people.upload(BOARD, AppImages.of("2.4.3", 5000));

        assertThat(aim(image, "\"device_id\":\"02:00:00:00:00:09\"").status()).isEqualTo(404);
        assertThat(aim(image, "\"group_id\":\"g_nothing\"").status()).isEqualTo(404);
        assertThat(aim("f_nothing", "\"force\":false").status()).isEqualTo(404);
        DeviceId device = known("02:00:00:00:00:01", "2.4.2", "other-board");
        assertThat(reason(aim(image, "\"device_id\":\"" + device + "\""))).contains("other-board");
    }

    @Test
    void the_targets_of_a_device_or_group_that_is_removed_go_with_it() {
        String image = people.upload(BOARD, AppImages.of("2.4.3", 5000));
        DeviceId device = known("02:00:00:00:00:01", "2.4.2", BOARD);
        String group = people.call("createGroup")
                .json("{\"name\":\"Kitchen\"}")
                .send()
                .data()
                .path("id")
                .asText();
        people.aim(image, ",\"device_id\":\"" + device + "\"");
        people.aim(image, ",\"group_id\":\"" + group + "\"");
        assertThat(items("listFirmwareTargets")).hasSize(2);

        people.call("deleteGroup").path("group_id", group).send();
        server.remove(device);

        assertThat(items("listFirmwareTargets")).isEmpty();
    }

    @Test
    void people_see_what_each_device_is_offered_page_by_page() {
        String image = people.release(BOARD, AppImages.of("2.4.3", 5000));
        known("02:00:00:00:00:01", "2.4.2", BOARD);
        known("02:00:00:00:00:02", "2.4.3", BOARD);
        known("02:00:00:00:00:03", "2.4.2", "other-board");

        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            var call = people.call("listDeviceFirmware").query("limit", "2");
            JsonNode page = (cursor.isEmpty() ? call : call.query("cursor", cursor))
                    .send()
                    .data();
            page.path("items")
                    .forEach(item -> seen.add(item.path("firmware").asText() + " "
                            + item.path("state").asText() + " "
                            + item.path("version").asText()));
            cursor = page.path("next_cursor").asText("");
        } while (!cursor.isEmpty() && !cursor.equals("null"));

        assertThat(seen)
                .containsExactlyInAnyOrder("2.4.2 offered 2.4.3", "2.4.3 up_to_date 2.4.3", "2.4.2 no_target null");
        assertThat(items("listFirmware").getFirst().path("targets").asInt()).isEqualTo(1);
        assertThat(image).isNotEmpty();
    }

    @Test
    void images_come_page_by_page_the_latest_first() {
        for (int i = 0; i < 5; i++) {
            people.upload(BOARD, AppImages.of("2.4." + i, 5000));
        }
        JsonNode first = people.call("listFirmware").query("limit", "3").send().data();
        JsonNode second = people.call("listFirmware")
                .query("limit", "3")
                .query("cursor", first.path("next_cursor").asText())
                .send()
                .data();

        assertThat(first.at("/items/0/version").asText()).isEqualTo("2.4.4");
        assertThat(first.path("items")).hasSize(3);
        assertThat(second.path("items")).hasSize(2);
        assertThat(second.path("next_cursor").isNull()).isTrue();
    }

    private Answer aim(String image, String more) {
        return people.call("setFirmwareTarget")
                .json("{\"firmware_id\":\"" + image + "\"," + more + "}")
                .send();
    }

    private List<JsonNode> items(String operation) {
        List<JsonNode> items = new ArrayList<>();
        people.call(operation).send().data().path("items").forEach(items::add);
        return items;
    }

    /** A device that reported itself, which is enough where all devices are trusted. */
    private DeviceId known(String mac, String version, String board) {
        DeviceId id = new DeviceId(mac);
        server.fleet().registry().met(id);
        server.fleet().registry().describes(id, board, "esp32s3", version);
        return id;
    }

    private static String reason(Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        return answer.json().at("/error/message").asText();
    }

    private static Socket sending(RunningServer server, String token, int length) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write(("POST /api/v1/firmware HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer " + token
                                + "\r\nContent-Type: " + Multipart.type() + "\r\nContent-Length: " + length
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String status(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\r'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString();
    }

    private static void untilAnIdleConnectionIsCut(RunningServer server) throws IOException {
        try (Socket idle = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            idle.setSoTimeout(20_000);
            assertThat(idle.getInputStream().read()).isEqualTo(-1);
        }
    }

    private Path folder() {
        return server.data().resolve("firmware");
    }

    private List<String> files() {
        return files(server);
    }

    private static List<String> files(RunningServer server) {
        Path folder = server.data().resolve("firmware");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
