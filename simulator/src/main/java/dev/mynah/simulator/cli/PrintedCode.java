package dev.mynah.simulator.cli;

import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.simulator.device.Activating;
import dev.mynah.simulator.device.DeviceProfile;
import java.io.PrintWriter;

/** Shows a person the code of a virtual device and where to enter it; once for each code. Confined to one thread. */
final class PrintedCode implements Activating.Announcement {
    private final PrintWriter out;
    private String shown = "";

    PrintedCode(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void announce(DeviceProfile device, DeviceConfiguration.Activation activation) {
        if (!shown.equals(activation.code())) {
            shown = activation.code();
            String where = activation.message().lines().findFirst().orElse("the dashboard");
            out.println("The server does not know the device " + device.id() + " yet. Enter the code " + shown + " at "
                    + where + " under Devices; waiting for that.");
        }
    }
}
