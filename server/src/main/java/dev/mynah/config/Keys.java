package dev.mynah.config;

import dev.mynah.protocol.DeviceId;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.event.Level;

/** Every key there is, each declared once, in the order of the reference page. */
final class Keys {
    private static final String ANY_TEXT = "text";

    static final Key<String> DATA = Key.of(
            "data",
            Types.text("a directory"),
            "./data",
            "Directory of everything the server keeps; made for its owner only.");

    static final Key<String> HTTP_HOST = Key.of(
            "http.host",
            Types.text("an address or host name of this machine"),
            "0.0.0.0",
            "Address the HTTP ports listen on.");
    static final Key<List<Integer>> HTTP_PORTS = Key.of(
            "http.ports",
            Types.listOf(Types.whole(0, 65535), 1, "one or more whole numbers from 0 to 65535, 0 for any free port"),
            "8000,8002,8003",
            "Ports that serve everything; devices in the field know one of the three.");
    static final Key<URI> HTTP_PUBLIC_URL = Key.withoutDefault(
            "http.public-url",
            Types.address("http", "https"),
            "Address under which devices reach this server; when absent it is taken from the Host header of each request.");
    static final Key<List<AddressRange>> HTTP_TRUSTED_PROXIES = Key.of(
            "http.trusted-proxies",
            Types.listOf(Types.addressRange(), 0, "addresses or blocks such as 10.0.0.0/8"),
            "",
            "Proxies whose X-Forwarded headers are believed.");

    static final Key<Integer> UDP_PORT = Key.of(
            "udp.port",
            Types.whole(0, 65535),
            "8884",
            "Port for the audio of devices on MQTT and for the plain dialect, open while there is either; 0 for any free one.");
    static final Key<String> UDP_PUBLIC_HOST = Key.withoutDefault(
            "udp.public-host",
            Types.host(),
            "IPv4 address or name under which devices reach the audio port; when absent the one by which they reached the server.");
    static final Key<Boolean> UDP_PLAIN = Key.of(
            "udp.plain-dialect",
            Types.truth(),
            "false",
            "Whether home-made devices may send audio without encryption to the same port; believed only from the address of their open session.");

    static final Key<DeviceTransport> DEVICE_TRANSPORT = Key.of(
            "devices.transport",
            Types.choice(DeviceTransport.class),
            "websocket",
            "The wire devices are told to use: mqtt is for messages, and audio then goes over UDP.");
    static final Key<Boolean> DEVICE_ACTIVATION = Key.of(
            "devices.activation",
            Types.truth(),
            "true",
            "Whether a device must be bound with the code it shows; false trusts every device on the network.");
    static final Key<Duration> DEVICE_CODE_TTL = Key.of(
            "devices.activation-code-ttl",
            Types.duration(Duration.ofSeconds(30), Duration.ofDays(1)),
            "5m",
            "How long a code holds that a device shows; after it the device shows another one by itself.");
    static final Key<Duration> DEVICE_TOKEN_OVERLAP = Key.of(
            "devices.token-overlap",
            Types.duration(Duration.ofMinutes(1), Duration.ofDays(365)),
            "720h",
            "Longest time a device's former token holds after a new one was made; it ends when the new one is used.");
    static final Key<String> DEVICE_TOKEN_SCHEME = Key.of(
            "devices.token-scheme",
            Types.matching("a word of letters, digits and hyphens", "[A-Za-z][A-Za-z0-9-]{0,31}"),
            "Bearer",
            "Word that devices send before their token in the Authorization header; for proxies that keep Bearer to themselves.");
    static final Key<Locale> DEVICE_LANGUAGE =
            Key.of("devices.language", Types.language(), "en-US", "Language spoken with devices.");
    static final Key<ZoneId> DEVICE_TIME_ZONE = Key.withoutDefault(
            "devices.time-zone", Types.zone(), "Time zone of the devices; when absent the one of this machine.");

    static final Key<Duration> VOICE_END_OF_SPEECH = Key.of(
            "voice.end-of-speech",
            Types.duration(Duration.ofMillis(200), Duration.ofSeconds(5)),
            "700ms",
            "Silence after which the person has finished, in audio time.");
    static final Key<Duration> VOICE_IDLE_TIMEOUT = Key.of(
            "voice.idle-timeout",
            Types.duration(Duration.ofSeconds(1), Duration.ofSeconds(119)),
            "100s",
            "Quiet time after which a conversation is closed; devices drop the wire themselves after 120 s.");
    static final Key<Duration> VOICE_MAX_UTTERANCE = Key.of(
            "voice.max-utterance",
            Types.duration(Duration.ofSeconds(1), Duration.ofMinutes(5)),
            "30s",
            "Longest speech taken as one question; it is answered when this is reached.");
    static final Key<Duration> VOICE_RECOGNITION_TIMEOUT = Key.of(
            "voice.recognition-timeout",
            Types.duration(Duration.ofMillis(100), Duration.ofMinutes(5)),
            "20s",
            "Longest wait for the text of an utterance, whatever the provider promises; an apology follows.");
    static final Key<Duration> VOICE_REPLY_TIMEOUT = Key.of(
            "voice.reply-timeout",
            // Speech reports its progress about once a second.
            Types.duration(Duration.ofSeconds(2), Duration.ofMinutes(5)),
            "20s",
            "Longest time a reply may make no progress, whatever the provider promises; an apology follows.");
    static final Key<String> VOICE_PROMPT = Key.of(
            "voice.prompt",
            Types.text(ANY_TEXT),
            "You are a friendly voice assistant. Answer in one to three short spoken sentences, without lists or markup.",
            "Who the assistant is; given to language models, not used by the built-in one.");
    static final Key<String> VOICE_GREETING = Key.of(
            "voice.greeting",
            Types.text(ANY_TEXT),
            "",
            "What to say when a device was woken; empty for nothing, so that a question right after the wake word is heard.");
    static final Key<Integer> VOICE_ACTIVITY_MODE = Key.of(
            "voice.voice-activity-mode",
            Types.whole(0, 3),
            "2",
            "How strictly sound is taken for speech, from 0 (everything that may be) to 3 (only what surely is).");
    static final Key<Integer> VOICE_RECOGNISERS = Key.of(
            "voice.recognisers",
            Types.whole(1, 64),
            "1",
            "Threads of the built-in recogniser; each takes some 250 MB and hears one or two people at once, others in turn.");

    static final Key<List<String>> CHAT = chain("chat", "Who answers, in order; the next takes over when one fails.");
    static final Key<List<String>> RECOGNITION =
            chain("speech.recognition", "Who recognises speech, in order; the next takes over when one fails.");
    static final Key<List<String>> SYNTHESIS =
            chain("speech.synthesis", "Who speaks, in order; the next takes over when one fails.");
    static final Key<List<String>> VISION = Key.of(
            "vision",
            Types.listOf(Types.name(), 0, "names under providers"),
            "",
            "Who answers questions about photos of devices, in order; the next takes over when one fails. Empty: nobody.");

    static final Key<ProviderKind> PROVIDER_KIND = Key.of(
            "providers.<name>.kind",
            Types.choice(ProviderKind.class),
            "openai",
            "Interface the provider offers; openai is every OpenAI-compatible one.");
    static final Key<URI> PROVIDER_BASE_URL = Key.withoutDefault(
            "providers.<name>.base-url",
            Types.address("http", "https"),
            "Address of the interface, such as http://localhost:11434/v1; /v1 is added where it names no version. Required.");
    static final Key<Secret> PROVIDER_API_KEY = Key.withoutDefault(
            "providers.<name>.api-key", Types.secret(), "Key sent as bearer token; none is sent when absent.");
    static final Key<String> PROVIDER_MODEL = Key.withoutDefault(
            "providers.<name>.model", Types.name(), "Model that answers; required when the provider is in chat.");
    static final Key<String> PROVIDER_RECOGNITION_MODEL = Key.withoutDefault(
            "providers.<name>.recognition-model",
            Types.name(),
            "Model that recognises speech; required when the provider is in speech.recognition.");
    static final Key<String> PROVIDER_SPEECH_MODEL = Key.withoutDefault(
            "providers.<name>.speech-model",
            Types.name(),
            "Model that speaks; required when the provider is in speech.synthesis.");
    static final Key<String> PROVIDER_VISION_MODEL = Key.withoutDefault(
            "providers.<name>.vision-model",
            Types.name(),
            "Model that sees pictures; required when the provider is in vision.");
    static final Key<String> PROVIDER_VOICE =
            Key.of("providers.<name>.voice", Types.name(), "alloy", "Voice that speaks.");
    static final Key<Locale> PROVIDER_LANGUAGE = Key.withoutDefault(
            "providers.<name>.language",
            Types.language(),
            "Language the provider is told to expect; when absent the one of the conversation.");
    static final Key<Duration> PROVIDER_TIMEOUT = Key.of(
            "providers.<name>.timeout",
            Types.duration(Duration.ofMillis(100), Duration.ofMinutes(5)),
            "10s",
            "Longest silence of the provider before the next one takes over.");

    static final Key<Secret> DATABASE_URL = Key.withoutDefault(
            "database.url",
            Types.secret(DatabaseSettings.ALLOWED),
            "Where everything is stored: empty for SQLite in mynah.db in the data directory, or a PostgreSQL database.");
    static final Key<String> DATABASE_USER = Key.of(
            "database.user", Types.text(ANY_TEXT), "", "User of the PostgreSQL database, unless its URL names one.");
    static final Key<Secret> DATABASE_PASSWORD = Key.withoutDefault(
            "database.password", Types.secret(), "Password of the PostgreSQL database, unless its URL holds one.");

    static final Key<Integer> LIMIT_SESSIONS = Key.of(
            "limits.sessions",
            Types.whole(1, 1_000_000),
            "20000",
            "Most devices connected at once; further ones are refused with 503.");
    static final Key<Integer> LIMIT_DEVICES = Key.of(
            "limits.devices",
            Types.whole(1, 1_000_000),
            "50000",
            "Most devices that are kept; binding a further one is refused.");
    static final Key<Integer> LIMIT_ACTIVATIONS = Key.of(
            "limits.activations",
            Types.whole(1, 100_000),
            "1000",
            "Most devices that wait for their code at once; further ones are answered 503 and ask again. The more codes"
                    + " live, the easier one is guessed.");
    static final Key<Integer> LIMIT_SERIALS = Key.of(
            "limits.serials",
            Types.whole(0, 1_000_000),
            "100000",
            "Most serial numbers with keys that can be imported.");
    static final Key<Integer> LIMIT_GROUPS =
            Key.of("limits.groups", Types.whole(0, 100_000), "1000", "Most groups of devices.");
    static final Key<Duration> LIMIT_HANDSHAKE = Key.of(
            "limits.handshake-timeout",
            Types.duration(Duration.ofMillis(100), Duration.ofMinutes(1)),
            "10s",
            "Longest wait for a complete request after a connection.");
    static final Key<Duration> LIMIT_HELLO = Key.of(
            "limits.hello-timeout",
            Types.duration(Duration.ofMillis(100), Duration.ofMinutes(1)),
            "15s",
            "Longest wait for a device's hello after its connection is up.");
    static final Key<Integer> LIMIT_TEXT_FRAME = Key.of(
            "limits.text-frame",
            Types.size(1024, 1024 * 1024),
            "64KiB",
            "Largest text frame taken from a device; a larger one closes its connection.");

    static final Key<Duration> ANSWERS_KEEP = Key.of(
            "answers.keep",
            Types.duration(Duration.ofSeconds(10), Duration.ofHours(24)),
            "10m",
            "How long an app can fetch a spoken answer.");
    static final Key<Integer> ANSWERS_MEMORY = Key.of(
            "answers.memory",
            Types.size(1024 * 1024, 1024 * 1024 * 1024),
            "32MiB",
            "Memory for spoken answers that apps may fetch; the oldest go when it is full.");

    static final Key<String> SERIAL_PATH = Key.withoutDefault(
            "serial.ports.<name>.path", Types.name(), "The port, such as /dev/ttyUSB0 or COM3. Required.");
    static final Key<SerialDialect> SERIAL_DIALECT = Key.of(
            "serial.ports.<name>.dialect",
            Types.choice(SerialDialect.class),
            "text",
            "How the device talks: text commands such as $LED,ON,255#, or binary frames.");
    static final Key<DeviceId> SERIAL_DEVICE = Key.withoutDefault(
            "serial.ports.<name>.device-id",
            Types.deviceId(),
            "Identity of the device; when absent one is made of the port's name and stays the same.");
    static final Key<Integer> SERIAL_BAUD =
            Key.of("serial.ports.<name>.baud", Types.whole(50, 4_000_000), "115200", "Bits a second.");
    static final Key<Integer> SERIAL_DATA_BITS =
            Key.of("serial.ports.<name>.data-bits", Types.whole(5, 8), "8", "Bits in a character.");
    static final Key<Integer> SERIAL_STOP_BITS =
            Key.of("serial.ports.<name>.stop-bits", Types.whole(1, 2), "1", "Bits between characters.");
    static final Key<SerialParity> SERIAL_PARITY = Key.of(
            "serial.ports.<name>.parity", Types.choice(SerialParity.class), "none", "Parity bit of a character.");
    static final Key<Duration> SERIAL_ANSWER = Key.of(
            "serial.ports.<name>.answer-within",
            Types.duration(Duration.ofMillis(50), Duration.ofMinutes(1)),
            "2s",
            "Longest time a device may take to answer a command.");
    static final Key<Duration> SERIAL_POLL = Key.of(
            "serial.ports.<name>.poll",
            Types.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
            "30s",
            "How often the device is asked for its status; after three polls without a word it counts as gone.");

    static final Key<Boolean> SECURITY_ENVELOPE = Key.of(
            "security.envelope",
            Types.truth(),
            "false",
            "Whether apps without TLS may seal their sound with RSA and AES; weaker than wss, which hides the token too.");

    static final Key<Level> LOG_LEVEL = Key.of("log.level", Types.choice(Level.class), "INFO", "How much is logged.");
    static final Key<Level> LOG_LEVELS = Key.withoutDefault(
            "log.levels.<module>",
            Types.choice(Level.class),
            "How much one module logs, such as voice or transport.websocket.");
    static final Key<LogFormat> LOG_FORMAT =
            Key.of("log.format", Types.choice(LogFormat.class), "text", "Form of the log lines.");

    private static final List<Key<?>> COMMON = List.of(
            DATA,
            HTTP_HOST,
            HTTP_PORTS,
            HTTP_PUBLIC_URL,
            HTTP_TRUSTED_PROXIES,
            UDP_PORT,
            UDP_PUBLIC_HOST,
            UDP_PLAIN,
            DEVICE_TRANSPORT,
            DEVICE_ACTIVATION,
            DEVICE_CODE_TTL,
            DEVICE_TOKEN_OVERLAP,
            DEVICE_TOKEN_SCHEME,
            DEVICE_LANGUAGE,
            DEVICE_TIME_ZONE,
            VOICE_END_OF_SPEECH,
            VOICE_IDLE_TIMEOUT,
            VOICE_MAX_UTTERANCE,
            VOICE_RECOGNITION_TIMEOUT,
            VOICE_REPLY_TIMEOUT,
            VOICE_PROMPT,
            VOICE_GREETING,
            VOICE_ACTIVITY_MODE,
            VOICE_RECOGNISERS,
            CHAT,
            RECOGNITION,
            SYNTHESIS,
            VISION,
            PROVIDER_KIND,
            PROVIDER_BASE_URL,
            PROVIDER_API_KEY,
            PROVIDER_MODEL,
            PROVIDER_RECOGNITION_MODEL,
            PROVIDER_SPEECH_MODEL,
            PROVIDER_VISION_MODEL,
            PROVIDER_VOICE,
            PROVIDER_LANGUAGE,
            PROVIDER_TIMEOUT,
            DATABASE_URL,
            DATABASE_USER,
            DATABASE_PASSWORD,
            LIMIT_SESSIONS,
            LIMIT_DEVICES,
            LIMIT_ACTIVATIONS,
            LIMIT_SERIALS,
            LIMIT_GROUPS,
            LIMIT_HANDSHAKE,
            LIMIT_HELLO,
            LIMIT_TEXT_FRAME,
            ANSWERS_KEEP,
            ANSWERS_MEMORY,
            SECURITY_ENVELOPE,
            SERIAL_PATH,
            SERIAL_DIALECT,
            SERIAL_DEVICE,
            SERIAL_BAUD,
            SERIAL_DATA_BITS,
            SERIAL_STOP_BITS,
            SERIAL_PARITY,
            SERIAL_ANSWER,
            SERIAL_POLL,
            LOG_LEVEL,
            LOG_LEVELS,
            LOG_FORMAT);

    static final List<Key<?>> ALL = Stream.of(
                    COMMON,
                    MqttKeys.ALL,
                    TlsKeys.ALL,
                    RequestLimitKeys.ALL,
                    AccessKeys.ALL,
                    ConversationKeys.ALL,
                    CameraKeys.ALL)
            .flatMap(List::stream)
            .toList();

    /** Keys, or beginnings of keys, whose feature this version lacks: refused by name rather than called unknown. */
    private static final List<String> NOT_IN_THIS_VERSION = List.of("cluster");

    private Keys() {}

    static Optional<Key<?>> find(String name) {
        return ALL.stream().filter(key -> key.match(name).isPresent()).findFirst();
    }

    /** Whether the name is the beginning of at least one key. */
    static boolean section(String name) {
        String prefix = name + ".";
        return ALL.stream().anyMatch(key -> key.name().startsWith(prefix));
    }

    /** Why the name is no key, and which one was most likely meant. */
    static String unknown(String name) {
        if (NOT_IN_THIS_VERSION.stream().anyMatch(part -> name.equals(part) || name.startsWith(part + "."))) {
            return name + " is not available in this version";
        }
        return Nearest.to(name, ALL.stream().map(Key::name).toList())
                .map(near -> "%s is not a key; did you mean %s?".formatted(name, near))
                .orElse(name + " is not a key; all keys are in docs/reference/configuration.md");
    }

    private static Key<List<String>> chain(String name, String description) {
        return Key.of(
                name,
                Types.listOf(Types.name(), 1, "one or more of local and the names under providers"),
                "local",
                description);
    }
}
