package dev.mynah.simulator.cli;

/** WebSocket with one of the three binary framings, or MQTT with audio over UDP. */
enum Transport {
    ws1,
    ws2,
    ws3,
    mqtt;

    /** 0 where there is no framing. */
    int framingVersion() {
        return switch (this) {
            case ws1 -> 1;
            case ws2 -> 2;
            case ws3 -> 3;
            case mqtt -> 0;
        };
    }

    /** What to ask the server for. */
    String wish() {
        return switch (this) {
            case ws1, ws2, ws3 -> "websocket";
            case mqtt -> "mqtt";
        };
    }
}
