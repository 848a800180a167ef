package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what the guide to the first device says, in a shell against a real server, and gets what it says. */
class FirstDeviceGuideTest {
    private static final Pattern BLOCK =
            Pattern.compile("```bash\n(.*?)```\n(?:prints\n```text\n(.*?)```\n)?", Pattern.DOTALL);
    private static final String END = "-- end of a block --";

    @TempDir
    Path directory = Path.of("unused");

    private record Block(String commands, String printed) {}

    @Test
    void every_block_of_the_guide_prints_what_the_guide_says() throws Exception {
        List<Block> blocks = blocks();
        assertThat(blocks).hasSizeGreaterThan(8);
        StringBuilder script = new StringBuilder("set -eu -o pipefail\n");
        blocks.forEach(block -> script.append(block.commands()).append("\necho '" + END + "'\n"));

        String[] outputs;
        try (RunningServer server = RunningServer.withActivation()) {
            outputs = run(script.toString(), server).split(END + "\n", -1);
        }
        for (int i = 0; i < blocks.size(); i++) {
            assertThat(i < outputs.length ? outputs[i] : "(the script ended before)")
                    .as(blocks.get(i).commands())
                    .isEqualTo(blocks.get(i).printed());
        }
    }

    private String run(String script, RunningServer server) throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("guide.sh"), script);
        Path printed = directory.resolve("printed");
        ProcessBuilder bash = new ProcessBuilder("bash", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        bash.environment().put("BASE", "http://127.0.0.1:" + server.port());
        bash.environment().put("DATA", server.data().toString());
        Process process = bash.start();
        try {
            assertThat(process.waitFor(100, TimeUnit.SECONDS)).as("it ends").isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return Files.readString(printed, StandardCharsets.UTF_8);
    }

    private static List<Block> blocks() throws IOException {
        Matcher matcher = BLOCK.matcher(Files.readString(Path.of("..", "docs", "guides", "first-device.md")));
        List<Block> found = new ArrayList<>();
        while (matcher.find()) {
            String printed = matcher.group(2);
            found.add(new Block(matcher.group(1), printed == null ? "" : printed));
        }
        return found;
    }
}
