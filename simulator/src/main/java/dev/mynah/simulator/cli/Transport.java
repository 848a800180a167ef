package dev.mynah.simulator.cli;

/** How a virtual device reaches the server. */
enum Transport {
    /** WebSocket with the first of the three binary framings. */
    ws1("ws1"),
    ws2("ws2"),
    ws3("ws3"),
    /** MQTT with audio over encrypted UDP. */
    mqtt("mqtt"),
    /** The JSON dialect of apps and home-made devices. */
    json("json"),
    /** WebSocket, but the microphone's packets go in plain datagrams. */
    udpPlain("udp-plain");

    private final String label;

    Transport(String label) {
        this.label = label;
    }

    /** The framing of WebSocket; 0 where there is none. */
    int framingVersion() {
        return switch (this) {
            case ws1, udpPlain, json -> 1;
            case ws2 -> 2;
            case ws3 -> 3;
            case mqtt -> 0;
        };
    }

    /** What to ask the server for. */
    String wish() {
        return switch (this) {
            case ws1, ws2, ws3, json, udpPlain -> "websocket";
            case mqtt -> "mqtt";
        };
    }

    @Override
    public String toString() {
        return label;
    }
}
