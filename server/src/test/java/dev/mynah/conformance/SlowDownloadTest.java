package dev.mynah.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mynah.app.RunningServer;
import dev.mynah.protocol.Transcript;
import dev.mynah.testing.AppImages;
import dev.mynah.testing.FirmwareSite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** C25: devices that fetch slowly, and those that do not read at all. */
class SlowDownloadTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String USUAL =
            Transcript.read("ota", "bound-device").msgs().getFirst().text() + "";

    @Test
    void c25_a_device_that_pauses_longer_than_others_may_wait_gets_the_last_byte() throws Exception {
        try (RunningServer server = RunningServer.withFakes("limits.handshake-timeout=200ms");
                FirmwareSite people = new FirmwareSite(server)) {
            byte[] image = AppImages.of("2.4.3", 2_000_000);
            people.release("bread-compact-wifi", image);
            ByteArrayOutputStream flash = new ByteArrayOutputStream();

            try (Socket socket = RawDownload.begin(server.port(), "GET", url(server))) {
                InputStream in = socket.getInputStream();
                RawDownload.head(in);
                while (flash.size() < image.length) {
                    flash.writeBytes(in.readNBytes(400_000));
                    pauseUntilAnIdleConnectionIsCut(server);
                }
                assertThat(in.read()).as("nothing comes behind it").isEqualTo(-1);
            }

            assertThat(flash.toByteArray()).isEqualTo(image);
        }
    }

    @Test
    void a_device_that_reads_nothing_any_more_is_let_go_and_makes_room() throws Exception {
        try (RunningServer server = RunningServer.withFakes("firmware.stall=200ms", "firmware.downloads=1");
                FirmwareSite people = new FirmwareSite(server)) {
            byte[] image = AppImages.of("2.4.3", 3_000_000);
            people.release("bread-compact-wifi", image);
            String url = url(server);

            try (Socket socket = RawDownload.begin(server.port(), "GET", url)) {
                RawDownload.head(socket.getInputStream());
                Eventually.holds("it is let go", () -> underWay(server) == 0);
                assertThat(takenAll(socket)).isLessThan(image.length);
            }

            assertThat(RawDownload.get(server.port(), url).body()).isEqualTo(image);
        }
    }

    @Test
    void when_as_many_fetch_as_may_the_next_one_is_told_to_come_back() throws Exception {
        try (RunningServer server = RunningServer.withFakes("firmware.downloads=1");
                FirmwareSite people = new FirmwareSite(server)) {
            people.release("bread-compact-wifi", AppImages.of("2.4.3", 3_000_000));
            String url = url(server);

            try (Socket first = RawDownload.begin(server.port(), "GET", url)) {
                RawDownload.head(first.getInputStream());
                RawDownload second = RawDownload.get(server.port(), url);

                assertThat(second.statusLine()).startsWith("HTTP/1.1 503 ");
                assertThat(second.headers()).contains("Retry-After: 60", "Content-Length: " + second.body().length);
            }
            Eventually.holds("whoever hangs up makes room", () -> underWay(server) == 0);
        }
    }

    @Test
    @Tag("long")
    void c25_at_20_kb_a_second_with_pauses_of_10_s_the_connection_stays_up_to_the_last_byte() throws Exception {
        try (RunningServer server = RunningServer.withFakes();
                FirmwareSite people = new FirmwareSite(server)) {
            byte[] image = AppImages.of("2.4.3", 1_000_000);
            people.release("bread-compact-wifi", image);
            ByteArrayOutputStream flash = new ByteArrayOutputStream();
            CountDownLatch never = new CountDownLatch(1);

            try (Socket socket = RawDownload.begin(server.port(), "GET", url(server))) {
                InputStream in = socket.getInputStream();
                RawDownload.head(in);
                for (int second = 1; flash.size() < image.length; second++) {
                    flash.writeBytes(in.readNBytes(20_000));
                    assertThat(never.await(second % 10 == 0 ? 10 : 1, TimeUnit.SECONDS))
                            .isFalse();
                }
            }

            assertThat(flash.toByteArray()).isEqualTo(image);
        }
    }

    /** As long as the server waits for a request that never comes. */
    private static void pauseUntilAnIdleConnectionIsCut(RunningServer server) throws IOException {
        try (Socket idle = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            idle.setSoTimeout(20_000);
            assertThat(idle.getInputStream().read()).isEqualTo(-1);
        }
    }

    private static long takenAll(Socket socket) {
        long taken = 0;
        byte[] block = new byte[64 * 1024];
        try {
            InputStream in = socket.getInputStream();
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                taken += read;
            }
        } catch (IOException reset) {
            return taken;
        }
        return taken;
    }

    private static double underWay(RunningServer server) {
        return server.metrics().get("mynah.firmware.downloads").gauge().value();
    }

    private static String url(RunningServer server) throws IOException {
        RawHttp answer =
                RawHttp.post(server.port(), "/xiaozhi/ota/", "127.0.0.1:" + server.port(), RawHttp.DEVICE, USUAL);
        return MAPPER.readTree(answer.body()).at("/firmware/url").asText();
    }
}
