package dev.mynah.doctor;

import dev.mynah.config.Configuration;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Runs every check and prints what it finds, a line each. Thread-safe. */
public final class Doctor {
    private final List<Check> checks;

    Doctor(List<Check> checks) {
        this.checks = List.copyOf(checks);
    }

    /** A doctor for this machine and the configuration. */
    public static Doctor of(Configuration configuration, Map<String, String> environment, InstantSource clock) {
        return new Doctor(List.of(
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
