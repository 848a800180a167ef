package dev.mynah.api.live;

import dev.mynah.access.Actor;
import dev.mynah.access.Principal;
import dev.mynah.api.Answer;
import dev.mynah.api.Call;
import dev.mynah.api.Operation;
import dev.mynah.api.Resource;
import dev.mynah.session.ChannelTickets;
import java.time.Instant;
import java.util.Map;
import java.util.function.BiFunction;

/** Lets a browser be a device. Thread-safe. */
public final class VirtualDeviceResource implements Resource {
    private final BiFunction<Principal, Actor, ChannelTickets.Ticket> tickets;

    /** @param tickets for the virtual device of a caller */
    public VirtualDeviceResource(BiFunction<Principal, Actor, ChannelTickets.Ticket> tickets) {
        this.tickets = tickets;
    }

    private record VirtualDeviceView(String deviceId, String path, Instant expiresAt) {}

    @Override
    public Map<String, Operation> operations() {
        return Map.of("openVirtualDevice", this::open);
    }

    private Answer open(Call call) {
        ChannelTickets.Ticket ticket = tickets.apply(call.principal(), call.actor());
        return Answer.ok(new VirtualDeviceView(
                ticket.device().mac(), "/xiaozhi/v1/?ticket=" + ticket.secret(), ticket.expiresAt()));
    }
}
