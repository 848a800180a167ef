package dev.mynah.access.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.testing.VirtualTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The limits as they are by default, against what devices of good health do. */
class RequestLimitsTest {
    private static final String NAT = "203.0.113.1";

    private final VirtualTime time = new VirtualTime();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final RequestLimits limits = new RequestLimits(
            new Rates(
                    new Rate(2000, 4000),
                    new Rate(40, 40),
                    new Rate(2000, 4000),
                    new Rate(60, 60),
                    new Rate(60_000, 10_000),
                    new Rate(36_000, 6000),
                    new Rate(60, 60)),
            100_000,
            address -> address.equals("127.0.0.1"),
            time::nanoTime,
            metrics);

    private static String mac(int number) {
        return "02:00:00:00:%02x:%02x".formatted(number >> 8, number & 0xff);
    }

    @Test
    void a_device_that_waits_for_its_code_asks_twenty_times_a_minute_for_as_long_as_it_likes() {
        for (int i = 0; i < 20 * 60; i++) {
            assertThat(limits.ota(NAT, mac(1))).isZero();
            time.pass(Duration.ofSeconds(3));
        }
    }

    @Test
    void a_thousand_devices_of_one_network_come_back_after_a_power_cut() {
        for (int device = 0; device < 1000; device++) {
            assertThat(limits.ota(NAT, mac(device))).isZero();
            assertThat(limits.ota(NAT, mac(device)))
                    .as("once more, because the answer was late")
                    .isZero();
            assertThat(limits.upgrade(NAT, mac(device))).isZero();
        }
    }

    @Test
    void a_device_gone_mad_is_held_back_before_it_holds_back_its_neighbours() {
        int granted = 0;
        for (int i = 0; i < 100_000; i++) {
            granted += limits.ota(NAT, mac(1)).isZero() ? 1 : 0;
        }
        assertThat(granted).isEqualTo(40);
        assertThat(limits.ota(NAT, mac(2))).isZero();
    }

    @Test
    void made_up_devices_do_not_help_an_address() {
        int granted = 0;
        for (int i = 0; i < 60_000; i++) {
            granted += limits.ota(NAT, mac(i)).isZero() ? 1 : 0;
        }
        assertThat(granted).isEqualTo(4000);
        assertThat(limits.ota("198.51.100.1", mac(1))).as("another address").isZero();
    }

    @Test
    void addresses_of_one_network_in_ipv6_are_one() {
        int granted = 0;
        for (int i = 0; i < 1000; i++) {
            granted += limits.login("2001:db8:1:2::" + Integer.toHexString(i)).isZero() ? 1 : 0;
        }
        assertThat(granted).isEqualTo(60);
        assertThat(limits.login("2001:db8:1:3::1")).isZero();
    }

    @Test
    void exempt_addresses_are_not_counted() {
        for (int i = 0; i < 100_000; i++) {
            assertThat(limits.rest("127.0.0.1")).isZero();
            assertThat(limits.caller("127.0.0.1", "USER u1")).isZero();
        }
    }

    @Test
    void what_is_refused_is_counted() {
        for (int i = 0; i < 100; i++) {
            limits.login(NAT);
        }
        assertThat(metrics.get("mynah.limits.refused")
                        .tag("limit", "login")
                        .counter()
                        .count())
                .isEqualTo(40);
        assertThat(metrics.get("mynah.limits.clients")
                        .tag("limit", "login")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }
}
