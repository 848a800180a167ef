package dev.mynah.ota;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {
    @Test
    void the_port_is_written_out_because_devices_take_the_first_colon_for_it() {
        assertThat(ServerAddress.ofHost("mynah.example", false).orElseThrow().webSocketUrl())
                .isEqualTo("ws://mynah.example:80/xiaozhi/v1/");
        assertThat(ServerAddress.ofHost("192.0.2.7:8002", false).orElseThrow().otaUrl())
                .isEqualTo("http://192.0.2.7:8002/xiaozhi/ota/");
        assertThat(ServerAddress.ofHost("mynah.example", true).orElseThrow().webSocketUrl())
                .isEqualTo("wss://mynah.example:443/xiaozhi/v1/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[::1]:8000", "", ":8000", "a b", "host:0", "host:65536", "host:x", "h/p", "h?q", "h\r\nX: y"})
    void a_host_no_device_could_use_gives_no_address(String host) {
        assertThat(ServerAddress.ofHost(host, false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.org/mynah", "https://example.org/mynah/"})
    void what_a_proxy_puts_before_the_paths_is_kept(String url) {
        ServerAddress address = ServerAddress.ofUrl(URI.create(url));
        assertThat(address.webSocketUrl()).isEqualTo("wss://example.org:443/mynah/xiaozhi/v1/");
        assertThat(address.otaUrl()).isEqualTo("https://example.org:443/mynah/xiaozhi/ota/");
    }
}
