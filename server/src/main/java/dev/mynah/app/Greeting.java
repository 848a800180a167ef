package dev.mynah.app;

import dev.mynah.access.FirstOwner;
import dev.mynah.config.Configuration;
import dev.mynah.config.RunFile;
import java.io.PrintStream;
import java.net.URI;
import java.util.Optional;

/** What the start tells a person: where to look, what to enter in a device, and what is not as it should be. */
final class Greeting {
    private final Configuration configuration;
    private final RunFile run;
    private final String voices;
    private final Optional<String> setupToken;
    private final Optional<String> network;

    /** @param network the address of this machine by which others reach it; empty when there is none */
    Greeting(
            Configuration configuration,
            RunFile run,
            String voices,
            Optional<String> setupToken,
            Optional<String> network) {
        this.configuration = configuration;
        this.run = run;
        this.voices = voices;
        this.setupToken = setupToken;
        this.network = network;
    }

    void print(PrintStream out) {
        out.println("Mynah " + Version.CURRENT + " is ready. Ctrl+C stops it.");
        dashboard(out);
        out.println("  Enter in a device:  " + url("xiaozhi/ota/") + " - open it with your phone: it says where");
        out.println("  Listening on:       HTTP and WebSocket " + run.http() + broker());
        if (!run.https().isEmpty()) {
            out.println("  With TLS:           the same on " + run.https() + "; for whom, says ./mynah doctor");
        }
        out.println("  Speech:             " + voices);
        out.println("  Data:               " + configuration.data());
        out.println("  Try it:             ./mynah talk \"what time is it\" in another terminal");
        setupToken.ifPresent(token -> {
            out.println();
            out.println("  This server has no owner yet. Open " + (here() ? local() : url("")) + "setup"
                    + (here() && network.isPresent() ? " on this machine, or " + url("setup") + "," : "")
                    + " and enter this token, once:");
            out.println("      " + token);
            out.println("  Until then it is also in " + configuration.data().resolve(FirstOwner.FILE)
                    + ", and ./mynah setup-token shows it.");
        });
        if (!configuration.devices().activation()) {
            out.println();
            out.println("  WARNING: every device that reaches this server is trusted (devices.activation is false).");
            out.println("           Run it only in a network whose devices are all yours.");
        }
        out.flush();
    }

    /** The address with the microphone first: the first thing that people are offered there is to talk. */
    private void dashboard(PrintStream out) {
        if (!here()) {
            out.println("  Dashboard:          " + url(""));
            return;
        }
        out.println("  Dashboard:          " + local() + " on this machine");
        network.ifPresent(host -> out.println(
                run.https().isEmpty()
                        ? "                      " + url("") + " from others; browsers give no microphone there,"
                                + " ./mynah tls init changes that"
                        : "                      https://" + host + ":"
                                + run.https().getFirst() + "/ from others"));
    }

    /** Whether people at this machine find the server as localhost: it has no public address and listens on more than one. */
    private boolean here() {
        return configuration.http().publicUrl() == null
                && !network.equals(Optional.of(configuration.http().host()));
    }

    private String local() {
        return "http://localhost:" + run.http().getFirst() + "/";
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
        return "http://" + network.orElse("localhost") + ":" + run.http().getFirst() + "/" + path;
    }
}
