package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A guide whose blocks are done in a shell against a real server, and which must print what it says. Used once. */
final class PlayedGuide {
    private static final Pattern BLOCK =
            Pattern.compile("```bash\n(.*?)```\n(?:prints\n```text\n(.*?)```\n)?", Pattern.DOTALL);
    private static final String END = "-- end of a block --";

    private final List<Block> blocks;
    private final Path directory;

    private record Block(String commands, String printed) {}

    /**
     * @param name of the file among the guides
     * @param directory for what the shell reads and prints
     */
    PlayedGuide(String name, Path directory) throws IOException {
        this.blocks = blocks(Path.of("..", "docs", "guides", name));
        this.directory = directory;
    }

    int size() {
        return blocks.size();
    }

    /** @param environment what the guide expects somebody to have set, beside BASE and DATA */
    void play(RunningServer server, Map<String, String> environment) throws IOException, InterruptedException {
        StringBuilder script = new StringBuilder("set -eu -o pipefail\n");
        blocks.forEach(block -> script.append(block.commands()).append("\necho '" + END + "'\n"));
        String[] outputs = run(script.toString(), server, environment).split(END + "\n", -1);
        for (int i = 0; i < blocks.size(); i++) {
            assertThat(i < outputs.length ? outputs[i] : "(the script ended before)")
                    .as(blocks.get(i).commands())
                    .isEqualTo(blocks.get(i).printed());
        }
    }

    private String run(String script, RunningServer server, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("guide.sh"), script);
        Path printed = directory.resolve("printed");
        ProcessBuilder bash = new ProcessBuilder("bash", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        bash.environment().put("BASE", "http://127.0.0.1:" + server.port());
        bash.environment().put("DATA", server.data().toString());
        bash.environment().putAll(environment);
        Process process = bash.start();
        try {
            assertThat(process.waitFor(100, TimeUnit.SECONDS)).as("it ends").isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return Files.readString(printed, StandardCharsets.UTF_8);
    }

    private static List<Block> blocks(Path guide) throws IOException {
        Matcher matcher = BLOCK.matcher(Files.readString(guide));
        List<Block> found = new ArrayList<>();
        while (matcher.find()) {
            String printed = matcher.group(2);
            found.add(new Block(matcher.group(1), printed == null ? "" : printed));
        }
        return found;
    }
}
