package dev.mynah.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.Jazzer;
import dev.mynah.fuzz.FuzzTargets.Target;
import dev.mynah.testing.ForkedJava;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same readers, with inputs that Jazzer makes while it watches which code they reach; a minute and a process each. */
@Tag("long")
class JazzerTest {
    private static final int SECONDS = 60;
    private static final long STARTING_SECONDS = 180;

    @TempDir
    Path directory;

    @TestFactory
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    List<DynamicTest> a_minute_each() throws IOException {
        return FuzzTargets.all().stream()
                .map(target -> DynamicTest.dynamicTest(target.name(), () -> run(target)))
                .toList();
    }

    private void run(Target target) throws IOException, InterruptedException {
        Path place = Files.createDirectories(directory.resolve(target.name()));
        Path corpus = Files.createDirectories(place.resolve("corpus"));
        for (int i = 0; i < target.examples().size(); i++) {
            Files.write(corpus.resolve("example-" + i), target.examples().get(i));
        }
        Path said = place.resolve("output.txt");
        Process jazzer = new ProcessBuilder(
                        ForkedJava.program(),
                        "-Xmx1g",
                        "-cp",
                        ForkedJava.classPath(),
                        Jazzer.class.getName(),
                        "--target_class=" + JazzerEntry.class.getName(),
                        "--target_args=" + target.name(),
                        "--instrumentation_includes=dev.mynah.**",
                        "-seed=1",
                        "-timeout=20",
                        "-rss_limit_mb=3000",
                        "-max_total_time=" + SECONDS,
                        corpus.toString())
                .directory(place.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        boolean ended = jazzer.waitFor(SECONDS + STARTING_SECONDS, TimeUnit.SECONDS);
        jazzer.destroyForcibly();
        String output = Files.readString(said);
        assertThat(ended).as(output).isTrue();
        assertThat(jazzer.waitFor()).as(output).isZero();
        assertThat(output).contains("Done ");
    }
}
