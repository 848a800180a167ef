package dev.mynah.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ChannelTicketsTest {
    private static final DeviceId DEVICE = DeviceId.parse("02:00:00:00:00:01").orElseThrow();

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final AtomicInteger numbers = new AtomicInteger();
    private final ChannelTickets tickets =
            new ChannelTickets(Duration.ofSeconds(30), () -> "ticket" + numbers.incrementAndGet(), () -> now);

    @Test
    void a_ticket_is_good_once() {
        ChannelTickets.Ticket ticket = tickets.issue(DEVICE, "client");

        assertThat(tickets.redeem(ticket.secret())).contains(ticket);
        assertThat(tickets.redeem(ticket.secret())).isEmpty();
    }

    @Test
    void a_ticket_is_good_for_half_a_minute() {
        String early = tickets.issue(DEVICE, "client").secret();
        String late = tickets.issue(DEVICE, "client").secret();

        now = now.plusMillis(29_999);
        assertThat(tickets.redeem(early)).isPresent();
        now = now.plusMillis(1);
        assertThat(tickets.redeem(late)).isEmpty();
    }

    @Test
    void what_was_never_given_out_opens_nothing() {
        tickets.issue(DEVICE, "client");

        assertThat(tickets.redeem("")).isEmpty();
        assertThat(tickets.redeem("ticket2")).isEmpty();
    }

    @Test
    void of_very_many_tickets_the_oldest_gives_way() {
        String first = tickets.issue(DEVICE, "client").secret();
        for (int i = 0; i < 1000; i++) {
            tickets.issue(DEVICE, "client");
        }

        assertThat(tickets.redeem(first)).isEmpty();
        assertThat(tickets.redeem("ticket1001")).isPresent();
    }
}
