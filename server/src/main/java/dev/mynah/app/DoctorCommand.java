package dev.mynah.app;

import dev.mynah.config.Configuration;
import dev.mynah.config.ConfigurationException;
import dev.mynah.config.Surroundings;
import dev.mynah.doctor.Doctor;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** {@code mynah doctor}: exits with 0 unless something must be mended. */
@Command(name = "doctor", description = "Say what is wrong here and what to do about it.")
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private final ConfigurationOptions options = new ConfigurationOptions();

    private final Surroundings surroundings;
    private final InstantSource clock;
    private final PrintStream out;

    DoctorCommand(Surroundings surroundings, InstantSource clock, PrintStream out) {
        this.surroundings = surroundings;
        this.clock = clock;
        this.out = out;
    }

    @Override
    public Integer call() {
        try {
            Configuration configuration = options.load(surroundings);
            Doctor doctor = Doctor.of(
                    configuration, surroundings.environment(), clock, List.of(new DatabaseCheck(configuration)));
            boolean sound = doctor.examine(out);
            return sound ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (ConfigurationException wrong) {
            wrong.problems().forEach(problem -> out.println("FAIL  configuration  " + problem));
            return ExitCode.SOFTWARE;
        }
    }
}
