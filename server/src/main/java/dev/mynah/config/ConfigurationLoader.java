package dev.mynah.config;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Reads the configuration: defaults, overridden by the file, overridden by the environment, overridden by arguments.
 * Immutable and thread-safe.
 */
public final class ConfigurationLoader {
    private final Surroundings surroundings;

    public ConfigurationLoader(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * @param file the file to read; null for {@code mynah.yml} in the data directory, if there is one
     * @param assignments {@code key=value}, the later winning
     * @throws ConfigurationException with everything that is wrong, not only the first
     */
    public Configuration load(@Nullable Path file, List<String> assignments) throws ConfigurationException {
        var problems = new ArrayList<Problem>();
        List<Entry> arguments = Arguments.entries(assignments, problems);
        Path chosen = file == null
                ? besideData(arguments)
                : surroundings.workingDirectory().resolve(file);
        List<Entry> written = chosen == null ? List.of() : YamlFile.read(chosen, problems);
        List<Entry> variables =
                Environment.entries(surroundings.environment(), chosenNames(written, arguments), problems);
        if (file == null) {
            refuseMoving(written, problems);
        }
        var given = new LinkedHashMap<String, Entry>();
        Stream.of(written, variables, arguments).flatMap(List::stream).forEach(entry -> {
            if (Keys.find(entry.name()).isPresent()) {
                given.put(entry.name(), entry);
            } else {
                problems.add(Problem.at(entry.origin(), Keys.unknown(entry.name())));
            }
        });
        var overridden = new TreeSet<String>();
        Stream.concat(variables.stream(), arguments.stream()).forEach(entry -> overridden.add(entry.name()));
        Configuration configuration = configuration(new Values(given, problems), chosen, overridden);
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems.stream().distinct().toList());
        }
        return configuration;
    }

    private @Nullable Path besideData(List<Entry> arguments) {
        String told = surroundings.environment().get(Keys.DATA.variable());
        for (Entry argument : arguments) {
            told = argument.name().equals(Keys.DATA.name()) ? argument.items().getFirst() : told;
        }
        Path file = directory(told).resolve("mynah.yml");
        return Files.exists(file) ? file : null;
    }

    private Path directory(@Nullable String told) {
        return told == null
                ? surroundings.home().resolve("data").normalize()
                : surroundings.workingDirectory().resolve(told).normalize();
    }

    private static void refuseMoving(List<Entry> written, List<Problem> problems) {
        written.stream()
                .filter(entry -> entry.name().equals(Keys.DATA.name()))
                .forEach(
                        entry -> problems.add(
                                Problem.at(
                                        entry.origin(),
                                        "data: a file inside the data directory cannot move it; use --set data=DIRECTORY or --config FILE")));
    }

    private static Collection<String> chosenNames(List<Entry> written, List<Entry> arguments) {
        var names = new TreeSet<String>();
        Stream.concat(written.stream(), arguments.stream())
                .forEach(
                        entry -> Keys.ALL.forEach(key -> key.match(entry.name()).ifPresent(names::add)));
        return names;
    }

    private Configuration configuration(Values values, @Nullable Path file, Collection<String> overridden) {
        var secrets = new Secrets(surroundings.environment(), surroundings.workingDirectory());
        return new Configuration(
                directory(values.find(Keys.DATA).orElse(null)),
                file,
                http(values),
                MqttKeys.read(values, secrets),
                new UdpSettings(
                        values.value(Keys.UDP_PORT),
                        values.find(Keys.UDP_PUBLIC_HOST).orElse(null),
                        values.value(Keys.UDP_PLAIN)),
                devices(values),
                voice(values),
                new Providers(values, secrets).read(),
                DatabaseSettings.read(values, secrets),
                limits(values),
                new AnswerSettings(values.value(Keys.ANSWERS_KEEP), values.value(Keys.ANSWERS_MEMORY)),
                new SerialPortsReader(values).read(),
                values.value(Keys.SECURITY_ENVELOPE),
                log(values),
                new AccessReader(values, secrets, surroundings.workingDirectory()).read(),
                ConversationKeys.read(values),
                CameraKeys.read(values),
                List.copyOf(overridden));
    }

    private HttpSettings http(Values values) {
        URI publicUrl = values.find(Keys.HTTP_PUBLIC_URL).orElse(null);
        return new HttpSettings(
                values.value(Keys.HTTP_HOST),
                values.value(Keys.HTTP_PORTS),
                publicUrl,
                values.value(Keys.HTTP_TRUSTED_PROXIES),
                TlsSettings.read(values, surroundings.workingDirectory()));
    }

    private DeviceSettings devices(Values values) {
        return new DeviceSettings(
                values.value(Keys.DEVICE_TRANSPORT),
                values.value(Keys.DEVICE_ACTIVATION),
                values.value(Keys.DEVICE_CODE_TTL),
                values.value(Keys.DEVICE_TOKEN_OVERLAP),
                values.value(Keys.DEVICE_TOKEN_SCHEME),
                values.value(Keys.DEVICE_LANGUAGE),
                values.find(Keys.DEVICE_TIME_ZONE).orElse(surroundings.zone()));
    }

    private static VoiceSettings voice(Values values) {
        return new VoiceSettings(
                values.value(Keys.VOICE_END_OF_SPEECH),
                values.value(Keys.VOICE_IDLE_TIMEOUT),
                values.value(Keys.VOICE_MAX_UTTERANCE),
                values.value(Keys.VOICE_RECOGNITION_TIMEOUT),
                values.value(Keys.VOICE_REPLY_TIMEOUT),
                values.value(Keys.VOICE_PROMPT),
                values.value(Keys.VOICE_GREETING),
                values.value(Keys.VOICE_ACTIVITY_MODE),
                values.value(Keys.VOICE_RECOGNISERS));
    }

    private static LimitSettings limits(Values values) {
        return new LimitSettings(
                values.value(Keys.LIMIT_SESSIONS),
                values.value(Keys.LIMIT_DEVICES),
                values.value(Keys.LIMIT_ACTIVATIONS),
                values.value(Keys.LIMIT_SERIALS),
                values.value(Keys.LIMIT_GROUPS),
                values.value(Keys.LIMIT_HANDSHAKE),
                values.value(Keys.LIMIT_HELLO),
                values.value(Keys.LIMIT_TEXT_FRAME),
                RequestLimitSettings.read(values));
    }

    private static LogSettings log(Values values) {
        Map<String, Level> levels = new HashMap<>();
        for (String module : values.chosen(List.of(Keys.LOG_LEVELS))) {
            values.find(Keys.LOG_LEVELS.at(module)).ifPresent(level -> levels.put(module, level));
        }
        return new LogSettings(values.value(Keys.LOG_LEVEL), levels, values.value(Keys.LOG_FORMAT));
    }
}
