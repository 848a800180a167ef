package dev.mynah.doctor;

import dev.mynah.config.Configuration;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs every check and prints what it finds, a line each. Thread-safe. */
public final class Doctor {
    private final List<Check> checks;

    Doctor(List<Check> checks) {
        this.checks = List.copyOf(checks);
    }

    /**
     * A doctor for this machine and the configuration.
     *
     * @param more checks of parts that this package does not know
     */
    public static Doctor of(
            Configuration configuration, Map<String, String> environment, InstantSource clock, List<Check> more) {
        var checks = new ArrayList<Check>(List.of(
                new JavaCheck(Runtime.version()),
                new DataCheck(configuration.data()),
                new PortsCheck(configuration.http(), configuration.data()),
                AddressCheck.ofMachine(configuration.http(), configuration.data()),
                new TlsCheck(configuration.http(), clock),
                new ClockCheck(clock, configuration.devices().zone()),
                new ProgramsCheck(
                        environment.getOrDefault("PATH", ""),
                        ProgramsCheck.LIBRARIES.stream().map(Path::of).toList()),
                new ProvidersCheck(configuration.providers())));
        checks.addAll(more);
        return new Doctor(checks);
    }

    /** Everything that is found. Takes some seconds. */
    public List<Finding> findings() {
        return checks.stream().flatMap(check -> check.findings().stream()).toList();
    }

    /** Prints a line for every finding and a summary. Returns whether nothing failed. */
    public boolean examine(PrintStream out) {
        int warnings = 0;
        int failures = 0;
        for (Finding finding : findings()) {
            out.println(finding);
            warnings += finding.level() == Finding.Level.WARN ? 1 : 0;
            failures += finding.level() == Finding.Level.FAIL ? 1 : 0;
        }
        out.println(summary(warnings, failures));
        return failures == 0;
    }

    private static String summary(int warnings, int failures) {
        if (warnings + failures == 0) {
            return "Everything is fine.";
        }
        return "%d to mend, %d to know about.".formatted(failures, warnings);
    }
}
