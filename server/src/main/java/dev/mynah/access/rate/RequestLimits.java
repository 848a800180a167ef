package dev.mynah.access.rate;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * How often requests may come, each kind by its own rates. An address that asks too often is told before anything else is
 * done for it. Thread-safe.
 */
public final class RequestLimits {
    private final Limit ota;
    private final Limit otaDevice;
    private final Limit upgrade;
    private final Limit upgradeDevice;
    private final Limit rest;
    private final Limit caller;
    private final Limit login;
    private final Predicate<String> exempt;

    private record Limit(RateLimiter limiter, Counter refused) {
        Duration take(String key) {
            Duration wait = limiter.take(key);
            if (wait.isPositive()) {
                refused.increment();
            }
            return wait;
        }
    }

    /**
     * @param most clients remembered for each rate
     * @param exempt addresses that may ask as often as they like
     * @param nanoTime as {@link dev.mynah.support.Scheduler#nanoTime}
     */
    public RequestLimits(
            Rates rates, int most, Predicate<String> exempt, LongSupplier nanoTime, MeterRegistry metrics) {
        this.exempt = exempt;
        this.ota = limit("ota", rates.ota(), most, nanoTime, metrics);
        this.otaDevice = limit("ota_device", rates.otaDevice(), most, nanoTime, metrics);
        this.upgrade = limit("websocket", rates.upgrade(), most, nanoTime, metrics);
        this.upgradeDevice = limit("websocket_device", rates.upgradeDevice(), most, nanoTime, metrics);
        this.rest = limit("rest", rates.rest(), most, nanoTime, metrics);
        this.caller = limit("rest_caller", rates.caller(), most, nanoTime, metrics);
        this.login = limit("login", rates.login(), most, nanoTime, metrics);
    }

    /** None at all. */
    public static RequestLimits none(MeterRegistry metrics) {
        Rate any = Rate.UNLIMITED;
        return new RequestLimits(new Rates(any, any, any, any, any, any, any), 1, address -> true, () -> 0, metrics);
    }

    private static Limit limit(String name, Rate rate, int most, LongSupplier nanoTime, MeterRegistry metrics) {
        RateLimiter limiter = new RateLimiter(rate, most, nanoTime);
        metrics.gauge("mynah.limits.clients", Tags.of("limit", name), limiter, RateLimiter::size);
        return new Limit(limiter, metrics.counter("mynah.limits.refused", "limit", name));
    }

    /**
     * A configuration request or an activation.
     *
     * @param device as the request names itself; empty when it does not. It can be made up, so it only counts within its
     *     address
     * @return how long the sender has to wait; zero when it need not
     */
    public Duration ota(String address, String device) {
        return device(ota, otaDevice, address, device);
    }

    /** A WebSocket connection; as {@link #ota}. */
    public Duration upgrade(String address, String device) {
        return device(upgrade, upgradeDevice, address, device);
    }

    private Duration device(Limit ofAddress, Limit ofDevice, String address, String device) {
        if (exempt.test(address)) {
            return Duration.ZERO;
        }
        String network = Network.of(address);
        // The device first: one that has gone mad must not use up what its neighbours need.
        Duration wait = device.isEmpty() ? Duration.ZERO : ofDevice.take(network + " " + device);
        return wait.isZero() ? ofAddress.take(network) : wait;
    }

    /** A call of the REST interface, before it is known who calls. */
    public Duration rest(String address) {
        return exempt.test(address) ? Duration.ZERO : rest.take(Network.of(address));
    }

    /** A call that tries passwords, tokens or codes. */
    public Duration login(String address) {
        return exempt.test(address) ? Duration.ZERO : login.take(Network.of(address));
    }

    /** A call of a user or API key. */
    public Duration caller(String address, String who) {
        return exempt.test(address) ? Duration.ZERO : caller.take(who);
    }
}
