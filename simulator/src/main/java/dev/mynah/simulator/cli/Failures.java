package dev.mynah.simulator.cli;

import dev.mynah.protocol.DeviceId;
import dev.mynah.simulator.net.HttpRefusal;

/** What to tell a person when a device could not do its part. */
final class Failures {
    private Failures() {}

    static CommandFailure configuration(String base, HttpRefusal refusal) {
        return new CommandFailure(
                switch (refusal.why()) {
                    case UNREACHABLE ->
                        "No server answers at " + base + ". Start it with './mynah start', or correct --server.";
                    case TIMEOUT -> "The server at " + base + " does not answer: " + refusal.getMessage();
                    case STATUS, REDIRECT, MALFORMED, CHUNKED, NO_CONTENT_LENGTH, ENCODED, TOO_LARGE, TRUNCATED ->
                        "A device could not read the configuration that " + base + " answers: " + refusal.getMessage()
                                + ". Is this a Mynah server?";
                });
    }

    static CommandFailure otherWire(DeviceId device, Transport transport) {
        return new CommandFailure(
                transport == Transport.mqtt
                        ? "The server has no broker for the device " + device + ": set mqtt.enabled to true there."
                        : "The server tells the device " + device
                                + " to use MQTT, though it asked for WebSocket. Is this a Mynah server?");
    }
}
