package dev.mynah.doctor;

import static dev.mynah.doctor.Finding.Level.FAIL;
import static dev.mynah.doctor.Finding.Level.OK;
import static dev.mynah.doctor.Finding.Level.WARN;

import dev.mynah.support.Template;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Everything a check can say, declared once: how bad it is, what was looked at, and the sentence with places for values. The
 * terminal prints the sentence; programs and the dashboard, which has it in several languages, go by the {@link #code}.
 */
public enum Diagnosis {
    JAVA_FINE(OK, "java", "version {version}"),
    JAVA_OLD(FAIL, "java", "version {version}; install a JDK {needed} or newer"),

    CLOCK_FINE(OK, "clock", "{time} in {zone}, which is what devices will show"),
    CLOCK_PAST(
            FAIL,
            "clock",
            "says {time}, which is past; set it (timedatectl set-ntp true), for devices take their time from here"),

    DATA_WRITABLE(OK, "data", "{path} can be written"),
    DATA_TO_BE_MADE(OK, "data", "{path} will be made"),
    DATA_NO_DIRECTORY(FAIL, "data", "{path} is no directory; remove it or give another with --set data=DIRECTORY"),
    DATA_NOT_WRITABLE(
            FAIL,
            "data",
            "{path} cannot be written by this user; change its owner or give another with --set data=DIRECTORY"),
    DATA_UNREADABLE(FAIL, "data", "{path} cannot be examined: {reason}"),
    DATA_OPEN_TO_OTHERS(WARN, "data", "others on this machine can read it; chmod 700 {path}"),
    DISK_FINE(OK, "disk", "{free} MiB free"),
    DISK_SCARCE(WARN, "disk", "{free} MiB free; make room, at least {needed} MiB"),

    PORT_SERVED(OK, "ports", "{port} is served by this server, process {process}"),
    PORT_FREE(OK, "ports", "{port} is free"),
    PORT_ANY(OK, "ports", "any free one will be taken"),
    PORT_TAKEN(
            FAIL,
            "ports",
            "{port} cannot be listened on at {host} ({reason}); stop what uses it (ss -ltnp 'sport = :{port}') or change"
                    + " {key}"),

    ADDRESS_FINE(OK, "address", "enter {url} as OTA address in a device of the same network"),
    ADDRESS_PUBLIC(OK, "address", "enter {url} as OTA address in a device"),
    ADDRESS_NONE(
            FAIL,
            "address",
            "devices cannot reach this server: it listens on {host} and this machine has no IPv4 address in a network;"
                    + " set http.host to 0.0.0.0 and connect the machine, or set http.public-url"),
    ADDRESS_TOO_LONG(FAIL, "address", "http.public-url is too long for a device; {most} characters at most"),
    ADDRESS_LOOPBACK(
            FAIL,
            "address",
            "http.public-url is {url}, which a device takes for itself; use this machine's name or address"),

    TLS_OFF(OK, "TLS", "off; ./mynah tls init makes a certificate for your network"),
    TLS_FINE(OK, "TLS", "the certificate is for {names}, good until {ends}"),
    TLS_ENDING(WARN, "TLS", "the certificate ends in {days} days, at {ends}"),
    TLS_EXPIRED(FAIL, "TLS", "the certificate has expired at {ends}; browsers and devices that verify refuse it"),
    TLS_EARLY(FAIL, "TLS", "the certificate is good only from {begins} on; is the clock right?"),
    TLS_OTHER_NAME(FAIL, "TLS", "the certificate is for {names}, but http.public-url says {host}"),
    TLS_OWN_AUTHORITY(
            WARN,
            "TLS",
            "the certificate is of an authority of your own: stock firmware on Wi-Fi trusts public ones only and goes on"
                    + " using the plain ports; browsers must import the authority"),
    TLS_UNUSABLE(FAIL, "TLS", "{reason}"),

    LIBOPUS_FOUND(OK, "libopus", "found; encodes and decodes audio"),
    LIBOPUS_MISSING(
            WARN,
            "libopus",
            "not found; the Java codec built in is used, which takes more CPU (apt-get install libopus0)"),
    FLITE_FOUND(OK, "flite", "found; speaks English better than the voice built in"),
    FLITE_MISSING(WARN, "flite", "not found; it speaks English better than the voice built in (apt-get install flite)"),
    ESPEAK_FOUND(OK, "espeak-ng", "found; speaks Mandarin, which nothing built in does"),
    ESPEAK_MISSING(
            WARN,
            "espeak-ng",
            "not found; it speaks Mandarin, which nothing built in does (apt-get install espeak-ng)"),

    PROVIDER_NONE(OK, "provider", "none configured; recognition, answers and voice are those built in"),
    PROVIDER_ANSWERS(OK, "provider", "{name} answers at {url}"),
    PROVIDER_KEY_REFUSED(FAIL, "provider", "{name}: the key is refused ({status}); check providers.{name}.api-key"),
    PROVIDER_NO_MODELS(
            WARN,
            "provider",
            "{name} answers, but lists no models at {url} ({status}); if talking fails, check providers.{name}.base-url"),
    PROVIDER_FAILS(FAIL, "provider", "{name} answers {url} with status {status}"),
    PROVIDER_SILENT(
            FAIL,
            "provider",
            "{name}: {url} does not answer ({reason}); check providers.{name}.base-url and the network"),
    PROVIDER_NOT_EXAMINED(FAIL, "provider", "{name}: not examined, the doctor was stopped"),

    DATABASE_FINE(OK, "database", "{place} is as it should be"),
    DATABASE_TO_BE_MADE(OK, "database", "SQLite; {file} will be made"),
    DATABASE_EMPTY(OK, "database", "{place} answers; its tables will be made"),
    DATABASE_TO_BE_UPGRADED(OK, "database", "{place} will be brought up to this version"),
    DATABASE_NEWER(
            FAIL,
            "database",
            "{place}: The database was written by a newer version of Mynah (its form is {found}, this version knows up to"
                    + " {known}). Run that version, or restore a backup made before the upgrade."),
    DATABASE_DAMAGED(FAIL, "database", "{file} is damaged ({damage}); restore a backup"),
    DATABASE_ON_REMOTE_DISK(
            WARN, "database", "{file} is on another machine's disk, where SQLite may lose changes; use a local one"),
    DATABASE_FILE_FAILS(
            FAIL, "database", "{reason}; restore a backup, or look at the owner and rights of the data directory"),
    DATABASE_SERVER_FAILS(
            FAIL, "database", "{place}: {reason}; check that it runs, and database.url, .user and .password"),
    DATABASE_UNREADABLE(FAIL, "database", "cannot be examined: {reason}");

    private final Finding.Level level;
    private final String subject;
    private final String sentence;

    Diagnosis(Finding.Level level, String subject, String sentence) {
        this.level = level;
        this.subject = subject;
        this.sentence = sentence;
    }

    /** As programs know it, such as {@code port_taken}; never changes its meaning. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Finding.Level level() {
        return level;
    }

    /** What was looked at, in a word. */
    public String subject() {
        return subject;
    }

    /** The names of the values that belong into the sentence, in its order. */
    public List<String> names() {
        return Template.names(sentence);
    }

    /** This finding, of which there is nothing more to say. */
    public Finding found() {
        return found(Map.of());
    }

    /** This finding; with a value for each of the {@link #names}, and no others. */
    public Finding found(Map<String, ?> values) {
        return Finding.of(this, values);
    }

    String text(Map<String, String> values) {
        return Template.fill(sentence, name -> values.getOrDefault(name, ""));
    }
}
