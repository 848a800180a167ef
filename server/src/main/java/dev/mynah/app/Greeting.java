package dev.mynah.app;

import dev.mynah.config.Configuration;
import dev.mynah.config.RunFile;
import dev.mynah.doctor.AddressCheck;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.URI;

/** What the start tells a person: where to look, what to enter in a device, and what is not as it should be. */
final class Greeting {
    private final Configuration configuration;
    private final RunFile run;
    private final String voices;

    Greeting(Configuration configuration, RunFile run, String voices) {
        this.configuration = configuration;
        this.run = run;
        this.voices = voices;
    }

    void print(PrintStream out) {
        out.println("Mynah " + Version.CURRENT + " is ready.");
        out.println("  Enter in a device:  " + otaUrl());
        out.println("  Listening on:       HTTP and WebSocket " + run.http() + broker());
        out.println("  Speech:             " + voices);
        out.println("  Data:               " + configuration.data());
        out.println("  Try it:             ./mynah talk \"what time is it\"");
        if (!configuration.devices().activation()) {
            out.println();
            out.println("  WARNING: every device that reaches this server is trusted (devices.activation is false).");
            out.println("           Run it only in a network whose devices are all yours.");
        }
        out.flush();
    }

    private String broker() {
        return run.mqtt() == 0 ? "" : ", MQTT " + run.mqtt() + ", audio over UDP " + run.udp();
    }

    private String otaUrl() {
        URI publicUrl = configuration.http().publicUrl();
        if (publicUrl != null) {
            return publicUrl + (publicUrl.toString().endsWith("/") ? "" : "/") + "xiaozhi/ota/";
        }
        // Deployed devices have 8002 or 8003 burnt in, but a person types the first port.
        String address = AddressCheck.reachable(configuration.http())
                .map(InetAddress::getHostAddress)
                .orElse("localhost");
        return "http://" + address + ":" + run.http().getFirst() + "/xiaozhi/ota/";
    }
}
