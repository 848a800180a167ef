package dev.mynah.app;

import dev.mynah.access.Actor;
import dev.mynah.access.Principal;
import dev.mynah.api.overview.FleetFigures;
import dev.mynah.conversation.record.KnownDevices;
import dev.mynah.protocol.DeviceId;
import dev.mynah.session.ChannelTickets;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the pages need to know of devices. Thread-safe. */
interface FleetView extends KnownDevices {
    /**
     * The devices somebody may see.
     *
     * @param talking says of a device whether somebody talks with it just now
     */
    FleetFigures figures(Principal watcher, Predicate<DeviceId> talking);

    /** How many devices were given this assistant. */
    int talkingWith(String assistantId);

    /** The assistant a device was given; null when none. */
    @Nullable
    String assistant(DeviceId device);

    /** A ticket for the caller's own virtual device, which is bound when it is not yet. Blocks. */
    ChannelTickets.Ticket virtualDevice(Principal caller, Actor who);
}
