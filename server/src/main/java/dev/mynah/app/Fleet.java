package dev.mynah.app;

import dev.mynah.api.Resource;
import dev.mynah.api.devices.BulkResource;
import dev.mynah.api.devices.DeviceGroupsResource;
import dev.mynah.api.devices.DevicesResource;
import dev.mynah.api.devices.LiveDevicesResource;
import dev.mynah.api.devices.SerialsResource;
import dev.mynah.config.Configuration;
import dev.mynah.config.DeviceSettings;
import dev.mynah.config.LimitSettings;
import dev.mynah.device.ArrangementRules;
import dev.mynah.device.Device;
import dev.mynah.device.DeviceRegistry;
import dev.mynah.device.Devices;
import dev.mynah.device.FleetNews;
import dev.mynah.device.Group;
import dev.mynah.device.GroupStore;
import dev.mynah.device.Groups;
import dev.mynah.event.LiveEvents;
import dev.mynah.protocol.DeviceId;
import dev.mynah.provisioning.ActivationRequests;
import dev.mynah.provisioning.Activations;
import dev.mynah.provisioning.Binding;
import dev.mynah.provisioning.DeviceGate;
import dev.mynah.provisioning.Guesses;
import dev.mynah.provisioning.SerialKeys;
import dev.mynah.provisioning.Standings;
import dev.mynah.provisioning.Tokens;
import dev.mynah.secret.PurposeKeys;
import dev.mynah.secret.SecretSealer;
import dev.mynah.session.Gate;
import dev.mynah.session.SessionEnd;
import dev.mynah.session.SessionRegistry;
import dev.mynah.support.RandomIds;
import dev.mynah.support.Scheduler;
import dev.mynah.voice.LiveConversations;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Everything that knows devices and decides about them, put together. Loaded at the start, closed at the end. */
final class Fleet implements AutoCloseable {
    private static final int GROUP_ID_BYTES = 10;

    private final SecureRandom random = new SecureRandom();
    private final Surroundings around;
    private final SessionRegistry sessions;
    private final DeviceRegistry registry;
    private final Devices devices;
    private final Groups groups;
    private final GroupStore groupStore;
    private final Activations activations;
    private final Standings standings;
    private final DeviceGate gate;
    private final SerialKeys serials;
    private final Binding binding;
    private final ActivationRequests requests;
    private volatile Consumer<DeviceId> removed = device -> {};

    /**
     * What devices have to do with.
     *
     * @param keys of the server
     * @param users whether there is a user of that id
     * @param assistants whether there is an assistant of that id
     * @param threads starts a thread that may wait for each task
     * @param events where what becomes of devices is told
     */
    record Surroundings(
            Stores stores,
            PurposeKeys keys,
            Predicate<String> users,
            Predicate<String> assistants,
            SessionRegistry sessions,
            Scheduler scheduler,
            Executor threads,
            InstantSource clock,
            LiveEvents events) {}

    Fleet(Configuration configuration, Surroundings around) {
        this.around = around;
        Stores stores = around.stores();
        InstantSource clock = around.clock();
        LimitSettings limits = configuration.limits();
        DeviceSettings settings = configuration.devices();
        FleetEvents news = new FleetEvents(around.events());
        sessions = around.sessions();
        registry = registry(limits, around);
        activations = new Activations(
                settings.codeTimeToLive(),
                limits.activations(),
                around.scheduler()::nanoTime,
                clock,
                random,
                news::waiting);
        Tokens tokens = new Tokens(
                around.keys().claim("device.token"), settings.tokenScheme(), settings.tokenOverlap(), clock, random);
        standings = new Standings(registry, activations, tokens, settings.activation(), limits.activations());
        gate = new DeviceGate(standings, tokens, registry);
        serials = serials(limits, around);
        ArrangementRules rules = new ArrangementRules(stores.groups()::find, around.users(), around.assistants());
        Guesses guesses = new Guesses(around.scheduler()::nanoTime);
        binding = new Binding(registry, activations, guesses, tokens, stores.audit(), rules, this::shut, news, clock);
        requests = new ActivationRequests(standings, activations, serials, binding, registry);
        groupStore = stores.groups();
        groups = groups(limits, news, around);
        devices = new Devices(registry, rules, stores.audit(), this::removed, news);
    }

    private static DeviceRegistry registry(LimitSettings limits, Surroundings around) {
        return new DeviceRegistry(
                around.stores().devices(),
                around.stores().transactions(),
                around.scheduler(),
                around.threads(),
                around.clock(),
                limits.devices());
    }

    private SerialKeys serials(LimitSettings limits, Surroundings around) {
        return new SerialKeys(
                around.stores().serials(),
                around.stores().transactions(),
                new SecretSealer(around.keys().claim("device.serial-key"), random),
                around.stores().audit(),
                around.clock(),
                limits.serials());
    }

    private Groups groups(LimitSettings limits, FleetNews news, Surroundings around) {
        return new Groups(
                around.stores().groups(),
                around.stores().transactions(),
                registry,
                around.stores().audit(),
                news,
                new RandomIds("", GROUP_ID_BYTES, random),
                around.clock(),
                limits.groups());
    }

    /**
     * Reads what is stored. Blocks.
     *
     * @throws dev.mynah.storage.StorageException when it cannot be read
     */
    void load() {
        registry.load();
        serials.load();
    }

    /** What devices have to do with. */
    Surroundings surroundings() {
        return around;
    }

    DeviceRegistry registry() {
        return registry;
    }

    Devices devices() {
        return devices;
    }

    /** The groups a device is in. */
    Set<String> groupsOf(DeviceId device) {
        return registry.find(device)
                .map(known -> Set.<String>copyOf(known.arrangement().groups()))
                .orElse(Set.of());
    }

    Groups groups() {
        return groups;
    }

    /** What the device of that address is called. */
    Optional<String> deviceName(String mac) {
        return DeviceId.parse(mac).flatMap(registry::find).map(Device::name);
    }

    /** What the group of that id is called; blocks. */
    Optional<String> groupName(String id) {
        return groupStore.find(id).map(Group::name);
    }

    Activations activations() {
        return activations;
    }

    SessionRegistry sessions() {
        return sessions;
    }

    Standings standings() {
        return standings;
    }

    /** Who may open a channel, on every wire. */
    Gate gate() {
        return gate;
    }

    SerialKeys serials() {
        return serials;
    }

    Binding binding() {
        return binding;
    }

    ActivationRequests requests() {
        return requests;
    }

    /** What people do with devices over REST. */
    List<Resource> resources(LiveConversations live) {
        return List.of(
                new DevicesResource(devices, binding, activations),
                new BulkResource(devices, groups, binding),
                new DeviceGroupsResource(groups),
                new LiveDevicesResource(devices, live),
                new SerialsResource(serials));
    }

    @Override
    public void close() {
        registry.close();
    }

    /** Who is told of devices and groups that are no more; may block. */
    void onRemoval(Consumer<DeviceId> devicesGone, Consumer<String> groupsGone) {
        removed = devicesGone;
        groups.onRemoval(groupsGone);
    }

    private void removed(Device device) {
        shut(device.id());
        removed.accept(device.id());
    }

    private void shut(DeviceId device) {
        sessions.of(device).ifPresent(session -> session.close(SessionEnd.UNBOUND));
    }
}
