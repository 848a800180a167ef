package dev.mynah.provisioning;

import dev.mynah.device.Reported;
import dev.mynah.protocol.DeviceId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The devices that wait for somebody to enter their code, in memory: a device whose code was lost in a restart asks again
 * within half a minute and gets a new one. Thread-safe; nothing waits. Bounded.
 */
public final class Activations {
    private static final int CODES = 1_000_000;
    private static final int CHALLENGE_BYTES = 16;
    /** A device that was flashed anew has one more client id; further ones are somebody's attempts. */
    private static final int MAX_OF_ONE_ADDRESS = 3;

    private final Duration timeToLive;
    private final int limit;
    private final LongSupplier nanoTime;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Consumer<Activation> begun;
    /** By code, the oldest first; since all live equally long they end in this order. */
    private final LinkedHashMap<String, Waiting> byCode = new LinkedHashMap<>();

    private final Map<DeviceId, List<Waiting>> byDevice = new HashMap<>();

    private static final class Waiting {
        private final Activation activation;
        private final long endNanos;
        private @Nullable String provenSerial;
        private boolean claimed;
        private Instant asked;

        private Waiting(Activation activation, long endNanos) {
            this.activation = activation;
            this.endNanos = endNanos;
            this.asked = activation.since();
        }
    }

    /**
     * @param timeToLive of a code
     * @param limit most that wait at once
     * @param nanoTime by which codes end; unlike the clock it is never set
     * @param begun told of every device that begins to wait; must not wait itself
     */
    public Activations(
            Duration timeToLive,
            int limit,
            LongSupplier nanoTime,
            InstantSource clock,
            SecureRandom random,
            Consumer<Activation> begun) {
        this.timeToLive = timeToLive;
        this.limit = limit;
        this.nanoTime = nanoTime;
        this.clock = clock;
        this.random = random;
        this.begun = begun;
    }

    /**
     * The activation of a device: the one it has as long as its code lives, else a new one; empty when there are as many
     * as there may be.
     */
    synchronized Optional<Activation> begin(DeviceId device, String clientId, Reported reported, String address) {
        dropExpired();
        Optional<Waiting> present = waiting(device, clientId);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (present.isPresent()) {
            present.get().asked = now;
            return present.map(waiting -> waiting.activation);
        }
        List<Waiting> others = byDevice.getOrDefault(device, List.of());
        if (others.size() >= MAX_OF_ONE_ADDRESS) {
            drop(others.getFirst());
        }
        if (byCode.size() >= limit) {
            return Optional.empty();
        }
        Activation activation = new Activation(
                device, clientId, newCode(), newChallenge(), reported, address, now, now.plus(timeToLive));
        Waiting waiting = new Waiting(activation, nanoTime.getAsLong() + timeToLive.toNanos());
        byCode.put(activation.code(), waiting);
        byDevice.computeIfAbsent(device, first -> new ArrayList<>()).add(waiting);
        begun.accept(activation);
        return Optional.of(activation);
    }

    /** The activation a device has under way. */
    synchronized Optional<Activation> of(DeviceId device, String clientId) {
        dropExpired();
        return waiting(device, clientId).map(waiting -> waiting.activation);
    }

    /** All that wait, the oldest first. */
    public synchronized List<Activation> all() {
        dropExpired();
        return byCode.values().stream().map(waiting -> waiting.activation).toList();
    }

    /** Notes that the device signed its challenge with the key of that serial number. */
    synchronized void proven(Activation activation, String serial) {
        Waiting waiting = byCode.get(activation.code());
        if (waiting != null && waiting.activation.equals(activation)) {
            waiting.provenSerial = serial;
        }
    }

    /**
     * Takes the code out of circulation while somebody binds its device, so that two who enter it do not both succeed;
     * empty when no such code lives. {@link Claim#settle} or {@link Claim#giveBack} must follow.
     */
    synchronized Optional<Claim> claim(String code) {
        dropExpired();
        return Optional.ofNullable(byCode.get(code)).flatMap(this::claim);
    }

    /** The same for a device that binds itself again. */
    synchronized Optional<Claim> claim(Activation activation) {
        dropExpired();
        return Optional.ofNullable(byCode.get(activation.code()))
                .filter(waiting -> waiting.activation.equals(activation))
                .flatMap(this::claim);
    }

    private Optional<Claim> claim(Waiting waiting) {
        if (waiting.claimed) {
            return Optional.empty();
        }
        waiting.claimed = true;
        return Optional.of(new Claim(waiting));
    }

    /** A code that somebody has entered. Thread-safe. */
    final class Claim {
        private final Waiting waiting;

        private Claim(Waiting waiting) {
            this.waiting = waiting;
        }

        Activation activation() {
            return waiting.activation;
        }

        /** The serial number the device proved to have, if it did. */
        Optional<String> provenSerial() {
            synchronized (Activations.this) {
                return Optional.ofNullable(waiting.provenSerial);
            }
        }

        /** When the device last asked for its configuration. */
        Instant asked() {
            synchronized (Activations.this) {
                return waiting.asked;
            }
        }

        /** The device is bound: nothing waits any more under its address. */
        void settle() {
            synchronized (Activations.this) {
                List.copyOf(byDevice.getOrDefault(waiting.activation.device(), List.of()))
                        .forEach(Activations.this::drop);
            }
        }

        /** The device could not be bound: the code holds as before. */
        void giveBack() {
            synchronized (Activations.this) {
                waiting.claimed = false;
            }
        }
    }

    private Optional<Waiting> waiting(DeviceId device, String clientId) {
        return byDevice.getOrDefault(device, List.of()).stream()
                .filter(waiting -> waiting.activation.clientId().equals(clientId))
                .findFirst();
    }

    private void dropExpired() {
        long now = nanoTime.getAsLong();
        while (!byCode.isEmpty() && byCode.firstEntry().getValue().endNanos - now <= 0) {
            drop(byCode.firstEntry().getValue());
        }
    }

    private void drop(Waiting waiting) {
        byCode.remove(waiting.activation.code(), waiting);
        byDevice.computeIfPresent(waiting.activation.device(), (device, all) -> {
            List<Waiting> left = new ArrayList<>(all);
            left.remove(waiting);
            return left.isEmpty() ? null : left;
        });
    }

    private String newCode() {
        String code;
        do {
            code = "%06d".formatted(random.nextInt(CODES));
        } while (byCode.containsKey(code));
        return code;
    }

    private String newChallenge() {
        byte[] challenge = new byte[CHALLENGE_BYTES];
        random.nextBytes(challenge);
        return HexFormat.of().formatHex(challenge);
    }
}
