package dev.mynah.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypesTest {
    @ParameterizedTest
    @CsvSource({"700ms,700", "10s,10000", "5m,300000", "1h,3600000", "0ms,0"})
    void times_are_read_and_written_alike(String text, long millis) {
        assertThat(DurationText.parse(text)).isEqualTo(Duration.ofMillis(millis));
        assertThat(DurationText.of(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "-5s", "5 minutes", "1.5s", "PT5S", "9999999999s"})
    void other_forms_of_time_are_refused(String text) {
        assertThatThrownBy(() -> DurationText.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sizes_have_units() {
        ValueType<Integer> size = Types.size(1, 1 << 20);
        assertThat(size.parse(List.of("64KiB"))).isEqualTo(65_536);
        assertThat(size.parse(List.of("1MiB"))).isEqualTo(1 << 20);
        assertThat(size.parse(List.of("17"))).isEqualTo(17);
        assertThatThrownBy(() -> size.parse(List.of("999999999MiB"))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host", "host:8000", "http://", "http://host/?a=b", "http://host#a", "http://a b"})
    void an_address_has_a_known_scheme_a_host_and_no_query(String text) {
        assertThatThrownBy(() -> Types.address("http", "https").parse(List.of(text)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,10.255.0.1,true",
        "10.0.0.0/8,11.0.0.1,false",
        "192.168.1.128/25,192.168.1.127,false",
        "192.168.1.128/25,192.168.1.200,true",
        "192.168.1.7,192.168.1.7,true",
        "192.168.1.7,192.168.1.6,false",
        "0.0.0.0/0,8.8.8.8,true",
        "fd00::/8,fd12::1,true",
        "fd00::/8,10.0.0.1,false"
    })
    void a_range_contains_what_shares_its_prefix(String range, String address, boolean contained) {
        assertThat(AddressRange.parse(range).contains(InetAddress.ofLiteral(address)))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "::1/129"})
    void other_forms_of_a_range_are_refused(String text) {
        assertThatThrownBy(() -> AddressRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_nearest_name_is_found_only_when_it_is_near() {
        List<String> known = List.of("http.ports", "http.host", "log.level");
        assertThat(Nearest.to("http.port", known)).contains("http.ports");
        assertThat(Nearest.to("htpt.host", known)).contains("http.host");
        assertThat(Nearest.to("something.else", known)).isEmpty();
        assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
    }
}
