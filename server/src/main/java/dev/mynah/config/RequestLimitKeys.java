package dev.mynah.config;

import java.util.List;

/** The keys about how often requests may come. */
final class RequestLimitKeys {
    static final Key<List<AddressRange>> EXEMPT = Key.of(
            "limits.exempt",
            Types.listOf(Types.addressRange(), 0, "addresses or blocks such as 10.0.0.0/8"),
            "127.0.0.0/8,::1",
            "Addresses whose requests are not counted. Behind a proxy on this machine set http.trusted-proxies, else nobody's are.");
    static final Key<Integer> CLIENTS = Key.of(
            "limits.clients",
            Types.whole(100, 10_000_000),
            "100000",
            "Most addresses, devices and callers whose requests are counted at once; further ones share one rate.");
    static final Key<Integer> OTA = perMinute("ota", "Configuration requests and activations", "address", 2000);
    static final Key<Integer> OTA_BURST = burst("ota", 4000);
    static final Key<Integer> OTA_DEVICE =
            perMinute("ota-device", "Configuration requests and activations", "device", 40);
    static final Key<Integer> OTA_DEVICE_BURST = burst("ota-device", 40);
    static final Key<Integer> WEBSOCKET = perMinute("websocket", "WebSocket connections", "address", 2000);
    static final Key<Integer> WEBSOCKET_BURST = burst("websocket", 4000);
    static final Key<Integer> WEBSOCKET_DEVICE = perMinute("websocket-device", "WebSocket connections", "device", 60);
    static final Key<Integer> WEBSOCKET_DEVICE_BURST = burst("websocket-device", 60);
    static final Key<Integer> REST = perMinute("rest", "REST calls", "address", 60_000);
    static final Key<Integer> REST_BURST = burst("rest", 10_000);
    static final Key<Integer> CALLER = perMinute("rest-caller", "REST calls", "user or API key", 36_000);
    static final Key<Integer> CALLER_BURST = burst("rest-caller", 6000);
    static final Key<Integer> LOGIN = perMinute("login", "Attempts to log in", "address", 60);
    static final Key<Integer> LOGIN_BURST = burst("login", 60);

    static final List<Key<?>> ALL = List.of(
            EXEMPT,
            CLIENTS,
            OTA,
            OTA_BURST,
            OTA_DEVICE,
            OTA_DEVICE_BURST,
            WEBSOCKET,
            WEBSOCKET_BURST,
            WEBSOCKET_DEVICE,
            WEBSOCKET_DEVICE_BURST,
            REST,
            REST_BURST,
            CALLER,
            CALLER_BURST,
            LOGIN,
            LOGIN_BURST);

    private RequestLimitKeys() {}

    private static Key<Integer> perMinute(String name, String what, String whose, int fallback) {
        return Key.of(
                "limits." + name + ".per-minute",
                Types.whole(0, 10_000_000),
                String.valueOf(fallback),
                what + " of one " + whose + " in a minute, on the long run; 0 for any number.");
    }

    private static Key<Integer> burst(String name, int fallback) {
        return Key.of(
                "limits." + name + ".burst",
                Types.whole(1, 10_000_000),
                String.valueOf(fallback),
                "The same at once, after a while of nothing.");
    }
}
