package dev.mynah.config;

import java.util.List;

/**
 * How often requests may come. Immutable.
 *
 * @param exempt addresses that are not counted
 * @param clients remembered at once
 * @param ota configuration requests of one address
 * @param otaDevice the same of one device
 * @param webSocket connections of one address
 * @param webSocketDevice the same of one device
 * @param rest REST calls of one address
 * @param restCaller the same of one user or API key
 * @param login attempts to log in of one address
 */
public record RequestLimitSettings(
        List<AddressRange> exempt,
        int clients,
        Often ota,
        Often otaDevice,
        Often webSocket,
        Often webSocketDevice,
        Often rest,
        Often restCaller,
        Often login) {
    /**
     * How often something may happen.
     *
     * @param perMinute on the long run; 0 for any number
     * @param burst at once
     */
    public record Often(int perMinute, int burst) {}

    public RequestLimitSettings {
        exempt = List.copyOf(exempt);
    }

    static RequestLimitSettings read(Values values) {
        return new RequestLimitSettings(
                values.value(RequestLimitKeys.EXEMPT),
                values.value(RequestLimitKeys.CLIENTS),
                often(values, RequestLimitKeys.OTA, RequestLimitKeys.OTA_BURST),
                often(values, RequestLimitKeys.OTA_DEVICE, RequestLimitKeys.OTA_DEVICE_BURST),
                often(values, RequestLimitKeys.WEBSOCKET, RequestLimitKeys.WEBSOCKET_BURST),
                often(values, RequestLimitKeys.WEBSOCKET_DEVICE, RequestLimitKeys.WEBSOCKET_DEVICE_BURST),
                often(values, RequestLimitKeys.REST, RequestLimitKeys.REST_BURST),
                often(values, RequestLimitKeys.CALLER, RequestLimitKeys.CALLER_BURST),
                often(values, RequestLimitKeys.LOGIN, RequestLimitKeys.LOGIN_BURST));
    }

    private static Often often(Values values, Key<Integer> perMinute, Key<Integer> burst) {
        return new Often(values.value(perMinute), values.value(burst));
    }
}
