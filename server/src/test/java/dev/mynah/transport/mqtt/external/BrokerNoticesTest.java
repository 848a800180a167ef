package dev.mynah.transport.mqtt.external;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.transport.mqtt.external.BrokerNotices.Notice;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerNoticesTest {
    private static final String ID = "GID_default@@@02_00_00_00_00_01@@@0b1e";
    private static final String LOG = "$SYS/broker/log/N";

    private static @Nullable Notice read(String topic, String text) {
        return BrokerNotices.read(topic, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void mosquitto_tells_it_in_its_log() {
        assertThat(read(
                        LOG,
                        "1764090000: New client connected from 192.0.2.7:50000 as " + ID + " (p2, c1, k240, u'x')."))
                .isEqualTo(new Notice(ID, true));
        assertThat(read(LOG, "1764090000: New client connected from 192.0.2.7:50000 as " + ID + " (p5, c0, k60)."))
                .isEqualTo(new Notice(ID, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "disconnected.",
                "closed its connection.",
                "has exceeded timeout, disconnecting.",
                "disconnected: Protocol error."
            })
    void however_a_client_goes_it_is_gone(String how) {
        assertThat(read(LOG, "1764090000: Client " + ID + " " + how)).isEqualTo(new Notice(ID, false));
    }

    @Test
    void emqx_has_a_topic_for_each() {
        assertThat(read("$SYS/brokers/emqx@node/clients/" + ID + "/connected", "{}"))
                .isEqualTo(new Notice(ID, true));
        assertThat(read("$SYS/brokers/emqx@node/clients/" + ID + "/disconnected", "{}"))
                .isEqualTo(new Notice(ID, false));
    }

    @Test
    void a_take_over_is_no_departure() {
        assertThat(read(LOG, "1764090000: Client " + ID + " already connected, closing old connection."))
                .isEqualTo(new Notice("", false));
    }

    @Test
    void other_topics_are_messages_of_clients() {
        assertThat(read("xiaozhi/status/02:00:00:00:00:01", "Client " + ID + " disconnected."))
                .isNull();
    }
}
