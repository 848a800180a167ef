package dev.mynah.app;

import dev.mynah.access.Actor;
import dev.mynah.access.Principal;
import dev.mynah.api.overview.FleetFigures;
import dev.mynah.device.Device;
import dev.mynah.device.KnownDevice;
import dev.mynah.device.Scope;
import dev.mynah.error.ErrorCode;
import dev.mynah.error.RefusedException;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.ota.DeviceReports;
import dev.mynah.provisioning.Binding;
import dev.mynah.provisioning.Standing;
import dev.mynah.session.ChannelTickets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the pages need to know of the devices that are registered. Thread-safe; answers from memory. */
final class BoundFleet implements FleetView {
    private final Fleet fleet;
    private final ChannelTickets tickets;

    BoundFleet(Fleet fleet, ChannelTickets tickets) {
        this.fleet = fleet;
        this.tickets = tickets;
    }

    @Override
    public String name(DeviceId device) {
        return fleet.registry().find(device).map(Device::name).orElse(device.mac());
    }

    @Override
    public @Nullable String owner(DeviceId device) {
        return fleet.registry()
                .find(device)
                .map(known -> known.arrangement().ownerId())
                .orElse(null);
    }

    @Override
    public FleetFigures figures(Principal watcher, Predicate<DeviceId> talking) {
        List<KnownDevice> seen = seenBy(watcher).toList();
        Map<String, Integer> versions = new TreeMap<>();
        seen.forEach(known -> versions.merge(known.device().reported().firmware(), 1, Integer::sum));
        return new FleetFigures(
                seen.size(),
                (int) seen.stream().filter(known -> known.presence().online()).count(),
                (int) seen.stream()
                        .filter(known -> talking.test(known.device().id()))
                        .count(),
                watcher.ownOnly() ? 0 : fleet.activations().all().size(),
                versions.entrySet().stream()
                        .map(entry -> new FleetFigures.Version(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private Stream<KnownDevice> seenBy(Principal watcher) {
        return fleet.registry().all().filter(known -> {
            String owner = known.device().arrangement().ownerId();
            return !watcher.ownOnly() || (owner != null && watcher.sees(owner));
        });
    }

    @Override
    public int talkingWith(String assistantId) {
        return (int) fleet.registry()
                .all()
                .filter(known -> assistantId.equals(known.device().arrangement().assistantId()))
                .count();
    }

    @Override
    public @Nullable String assistant(DeviceId device) {
        return fleet.registry()
                .find(device)
                .map(known -> known.arrangement().assistantId())
                .orElse(null);
    }

    @Override
    public ChannelTickets.Ticket virtualDevice(Principal caller, Actor who) {
        VirtualIdentity identity = VirtualIdentity.of(caller.owner());
        Map<String, String> headers = Map.of(
                "Device-Id", identity.device().mac(),
                "Client-Id", identity.clientId(),
                "User-Agent", "browser/0.0.0");
        Standing standing =
                fleet.standings().of(identity.device(), DeviceReports.read(headers::get, ""), who.address());
        switch (standing) {
            case Standing.Admitted bound -> {}
            case Standing.Waiting waiting ->
                fleet.binding()
                        .bind(
                                waiting.activation().code(),
                                who,
                                new Binding.Wish(
                                        caller.ownOnly() ? Scope.ownedBy(caller.owner()) : Scope.ALL,
                                        caller.owner(),
                                        "Browser of " + caller.name(),
                                        null,
                                        List.of()));
            case Standing.Crowded crowded ->
                throw new RefusedException(
                        ErrorCode.UNAVAILABLE, "Too many devices wait for their code; try again in a while.");
        }
        return tickets.issue(identity.device(), identity.clientId());
    }
}
