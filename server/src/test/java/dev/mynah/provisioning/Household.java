package dev.mynah.provisioning;

import dev.mynah.access.Actor;
import dev.mynah.device.Device;
import dev.mynah.device.Scope;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.ota.DeviceReport;
import dev.mynah.protocol.ota.DeviceReports;
import dev.mynah.secret.MasterKeys;
import dev.mynah.secret.PurposeKeys;
import dev.mynah.secret.SecretSealer;
import dev.mynah.testing.MemoryFleet;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that provisions devices, over stores in memory and time that stands still. */
public final class Household {
    public static final Scope MEMBERS = Scope.ownedBy("u-member");
    public static final Binding.Wish MEMBERS_WISH = new Binding.Wish(MEMBERS, "u-member", "", null, List.of());
    public static final Binding.Wish OWNERS_WISH = new Binding.Wish(Scope.ALL, "u-owner", "", null, List.of());

    public final MemoryFleet fleet = new MemoryFleet();
    public final SecureRandom random = new SecureRandom();
    public final PurposeKeys keys;
    public final Tokens tokens;
    public final Activations activations;
    public final Standings standings;
    public final DeviceGate gate;
    public final SerialKeys serials;
    public final Binding binding;
    public final ActivationRequests requests;
    public final List<Activation> begun = new ArrayList<>();

    public Household() {
        this(MasterKeys.fresh(new SecureRandom()), true, "Bearer", 1000);
    }

    public Household(MasterKeys masters, boolean activation, String scheme, int codes) {
        this.keys = new PurposeKeys(masters);
        this.tokens = new Tokens(keys.claim("device.token"), scheme, Duration.ofDays(30), fleet.clock, random);
        this.activations =
                new Activations(Duration.ofMinutes(5), codes, fleet.time::nanoTime, fleet.clock, random, begun::add);
        this.standings = new Standings(fleet.registry, activations, tokens, activation, codes);
        this.gate = new DeviceGate(standings, tokens, fleet.registry);
        this.serials = new SerialKeys(
                fleet.serialStore,
                fleet.transactions,
                new SecretSealer(keys.claim("device.serial-key"), random),
                fleet.audit,
                fleet.clock,
                100);
        this.binding = new Binding(
                fleet.registry,
                activations,
                new Guesses(fleet.time::nanoTime),
                tokens,
                fleet.audit,
                fleet.rules,
                fleet.shut::add,
                fleet.news,
                fleet.clock);
        this.requests = new ActivationRequests(standings, activations, serials, binding, fleet.registry);
    }

    /** A device asks for its configuration. */
    public Standing ask(DeviceId id, @Nullable String clientId) {
        Map<String, String> headers = new HashMap<>(Map.of("Device-Id", id.mac()));
        if (clientId != null) {
            headers.put("Client-Id", clientId);
        }
        DeviceReport report = DeviceReports.read(
                headers::get, "{\"application\":{\"version\":\"2.4.2\"},\"board\":{\"name\":\"bread-compact-wifi\"}}");
        return standings.of(id, report, "192.0.2.3");
    }

    /** The code it gets. */
    public Activation waiting(DeviceId id, @Nullable String clientId) {
        return ((Standing.Waiting) ask(id, clientId)).activation();
    }

    /** The token it gets. */
    public String token(DeviceId id, String clientId) {
        return ((Standing.Admitted) ask(id, clientId)).token();
    }

    /** Somebody enters the code it shows. */
    public Device bound(DeviceId id, String clientId, Actor who, Binding.Wish wish) {
        return binding.bind(waiting(id, clientId).code(), who, wish);
    }
}
