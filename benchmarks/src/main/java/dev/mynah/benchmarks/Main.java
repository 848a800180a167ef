package dev.mynah.benchmarks;

import dev.mynah.benchmarks.mqtt.MqttFigures;
import java.io.IOException;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/**
 * Runs the benchmarks whose names match the argument (all without one) and prints a table of processor time per
 * operation; about a minute. The argument {@code storage} measures the database instead, about five minutes, and
 * {@code mqtt} the broker and the audio port, about two.
 */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws RunnerException, IOException, InterruptedException {
        if (arguments.length > 0 && arguments[0].equals("storage")) {
            StorageFigures.run(System.getenv("MYNAH_BENCH_POSTGRES"), System.out);
            return;
        }
        if (arguments.length > 0 && arguments[0].equals("mqtt")) {
            MqttFigures.run(System.getenv("MYNAH_BENCH_BROKER"), System.out);
            return;
        }
        OptionsBuilder options = new OptionsBuilder();
        options.include(arguments.length == 0 ? "dev.mynah.benchmarks" : arguments[0])
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.MICROSECONDS)
                .forks(1)
                .measurementIterations(5)
                .measurementTime(TimeValue.milliseconds(200))
                .addProfiler(CpuTime.class)
                .jvmArgsAppend(
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED")
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        print(new Runner(options.build()).run());
    }

    private static void print(Collection<RunResult> results) {
        System.out.printf("| %-36s | %-34s | %9s | %9s | %9s |%n", "benchmark", "with", "min us", "median", "max");
        System.out.println("|---|---|---:|---:|---:|");
        for (RunResult result : results) {
            Statistics figures = Objects.requireNonNull(
                            result.getSecondaryResults().get(CpuTime.LABEL))
                    .getStatistics();
            System.out.printf(
                    "| %-36s | %-34s | %9.1f | %9.1f | %9.1f |%n",
                    result.getPrimaryResult().getLabel(),
                    with(result),
                    figures.getMin(),
                    figures.getPercentile(50),
                    figures.getMax());
        }
    }

    private static String with(RunResult result) {
        StringBuilder with = new StringBuilder();
        for (String name : result.getParams().getParamsKeys()) {
            with.append(with.isEmpty() ? "" : ", ").append(name).append(' ');
            with.append(result.getParams().getParam(name));
        }
        return with.toString();
    }
}
