package dev.mynah.simulator.cli;

/** WebSocket with one of the three binary framings. */
enum Transport {
    ws1,
    ws2,
    ws3;

    int framingVersion() {
        return switch (this) {
            case ws1 -> 1;
            case ws2 -> 2;
            case ws3 -> 3;
        };
    }
}
