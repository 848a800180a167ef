package dev.mynah.app;

import dev.mynah.access.FirstOwner;
import dev.mynah.config.Configuration;
import dev.mynah.config.RunFile;
import dev.mynah.doctor.AddressCheck;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;

/** What the start tells a person: where to look, what to enter in a device, and what is not as it should be. */
final class Greeting {
    private final Configuration configuration;
    private final RunFile run;
    private final String voices;
    private final Optional<String> setupToken;

    Greeting(Configuration configuration, RunFile run, String voices, Optional<String> setupToken) {
        this.configuration = configuration;
        this.run = run;
        this.voices = voices;
        this.setupToken = setupToken;
    }

    void print(PrintStream out) {
        out.println("Mynah " + Version.CURRENT + " is ready.");
        out.println("  Dashboard:          " + url(""));
        if (configuration.http().publicUrl() == null && !url("").contains("localhost")) {
            out.println("                      http://localhost:" + run.http().getFirst()
                    + "/ on this machine: browsers give the microphone only to that or to https");
        }
        out.println("  Enter in a device:  " + url("xiaozhi/ota/"));
        out.println("  Listening on:       HTTP and WebSocket " + run.http() + broker());
        if (!run.https().isEmpty()) {
            out.println("  With TLS:           the same on " + run.https() + "; for whom, says ./mynah doctor");
        }
        out.println("  Speech:             " + voices);
        out.println("  Data:               " + configuration.data());
        out.println("  Try it:             ./mynah talk \"what time is it\"");
        setupToken.ifPresent(token -> {
            out.println();
            out.println("  This server has no owner yet. Open " + url("setup") + " and enter this token, once:");
            out.println("      " + token);
            out.println("  It is also in " + configuration.data().resolve(FirstOwner.FILE) + " until then.");
        });
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

    private String url(String path) {
        URI publicUrl = configuration.http().publicUrl();
        if (publicUrl != null) {
            return publicUrl + (publicUrl.toString().endsWith("/") ? "" : "/") + path;
        }
        // Deployed devices have 8002 or 8003 burnt in, but a person types the first port.
        String address = AddressCheck.reachable(configuration.http())
                .map(InetAddress::getHostAddress)
                .orElse("localhost");
        return "http://" + address + ":" + run.http().getFirst() + "/" + path;
    }
}
