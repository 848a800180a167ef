package dev.mynah.simulator.cli;

import dev.mynah.protocol.serial.SerialCodec.Dialect;
import dev.mynah.simulator.serial.SerialDeviceSimulator;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays a device on a serial line until the line is gone. */
@Command(
        name = "serial",
        mixinStandardHelpOptions = true,
        description = "Plays a device on a serial line, such as one end of a pseudo-terminal pair:",
        footer = {
            "",
            "  socat pty,raw,echo=0,link=/tmp/server pty,raw,echo=0,link=/tmp/device &",
            "  ./mynah start --set serial.ports.bench.path=/tmp/server &",
            "  ./mynah serial /tmp/device"
        })
final class SerialCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PATH", description = "the device's end of the line")
    Path path = Path.of("");

    @Option(names = "--dialect", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    Dialect dialect = Dialect.TEXT;

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("only picocli runs this");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (!Files.exists(path)) {
            spec.commandLine().getErr().println("There is no line at " + path + "; --help shows how to make one.");
            return 1;
        }
        // Before the line is opened: to open one end of a pipe may wait for the other.
        explain(out);
        try (FileInputStream in = new FileInputStream(path.toFile());
                FileOutputStream to = new FileOutputStream(path.toFile())) {
            new SerialDeviceSimulator(dialect, in, to, message -> {
                        out.println(message);
                        out.flush();
                    })
                    .run();
            out.println("The line is gone.");
            return 0;
        } catch (IOException absent) {
            spec.commandLine().getErr().println("The line at " + path + " cannot be opened: " + absent.getMessage());
            return 1;
        }
    }

    private void explain(PrintWriter out) {
        out.println("A device on " + path + " waits for the server, which says STA? when it opens its end.");
        out.println(
                "Silence means that no server has the other end: ./mynah start --set serial.ports.NAME.path=THE-OTHER-END"
                        + " (--help shows a whole example). Ctrl+C ends this.");
        out.flush();
    }
}
