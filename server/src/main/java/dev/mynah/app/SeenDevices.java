package dev.mynah.app;

import dev.mynah.access.Actor;
import dev.mynah.access.Principal;
import dev.mynah.api.overview.FleetFigures;
import dev.mynah.protocol.DeviceId;
import dev.mynah.session.ChannelTickets;
import dev.mynah.session.SessionRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Devices as far as their channels tell. Thread-safe. */
final class SeenDevices implements FleetView {
    private final SessionRegistry sessions;
    private final ChannelTickets tickets;

    SeenDevices(SessionRegistry sessions, ChannelTickets tickets) {
        this.sessions = sessions;
        this.tickets = tickets;
    }

    @Override
    public String name(DeviceId device) {
        return device.mac();
    }

    @Override
    public @Nullable String owner(DeviceId device) {
        return null;
    }

    @Override
    public FleetFigures figures(Principal watcher) {
        int open = sessions.size();
        return new FleetFigures(open, open, 0, 0, List.of());
    }

    @Override
    public int talkingWith(String assistantId) {
        return 0;
    }

    @Override
    public @Nullable String assistant(DeviceId device) {
        return null;
    }

    @Override
    public ChannelTickets.Ticket virtualDevice(Principal caller, Actor who) {
        VirtualIdentity identity = VirtualIdentity.of(caller.owner());
        return tickets.issue(identity.device(), identity.clientId());
    }
}
