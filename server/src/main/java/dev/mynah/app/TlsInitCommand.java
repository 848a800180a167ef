package dev.mynah.app;

import dev.mynah.config.Configuration;
import dev.mynah.config.DataDirectory;
import dev.mynah.config.Surroundings;
import dev.mynah.config.TlsSettings;
import dev.mynah.doctor.AddressCheck;
import dev.mynah.tls.CertificateFiles;
import dev.mynah.tls.OwnAuthority;
import dev.mynah.tls.ServerCertificate;
import dev.mynah.tls.UnusableCertificateException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code mynah tls init}: makes an authority and a certificate of the server in the data directory. */
@Command(name = "init", description = "Make an authority and a certificate of this server in the data directory.")
final class TlsInitCommand extends ConfiguredCommand {
    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,62})(\\.[A-Za-z0-9-]{1,63})*|[0-9a-fA-F.:]+");

    @Option(
            names = "--name",
            paramLabel = "HOST",
            description =
                    "host name or IP address of this server; may be given several times; else what this machine has")
    private final List<String> names = new ArrayList<>();

    /** What {@code http.tls.ports} is unless somebody says otherwise. */
    private static final int USUAL_PORT = 8443;

    private final InstantSource clock;

    TlsInitCommand(Surroundings surroundings, InstantSource clock, PrintStream out) {
        super(surroundings, out);
        this.clock = clock;
    }

    @Override
    int run(Configuration configuration) {
        try {
            DataDirectory.create(configuration.data());
            return make(configuration);
        } catch (IOException | UnusableCertificateException failed) {
            out.println(failed.getMessage());
        }
        return ExitCode.SOFTWARE;
    }

    private int make(Configuration configuration) throws IOException, UnusableCertificateException {
        List<String> wanted = names.isEmpty() ? ofMachine(configuration) : names;
        for (String name : wanted) {
            if (!NAME.matcher(name).matches()) {
                out.println(name + " is no host name and no IP address.");
                return ExitCode.USAGE;
            }
        }
        OwnAuthority authority = new OwnAuthority(configuration.data().resolve("tls"));
        boolean kept = authority.exists();
        ServerCertificate made = authority.certify(wanted, clock.instant(), new SecureRandom());
        tell(configuration, authority, made, kept);
        return ExitCode.OK;
    }

    private void tell(Configuration configuration, OwnAuthority authority, ServerCertificate made, boolean kept) {
        CertificateFiles files = authority.server();
        out.println("Made a certificate for " + String.join(", ", made.names()) + ", good until " + made.ends() + ".");
        out.println(kept ? "It is of the authority that was there." : "It is of a new authority, made here.");
        out.println();
        out.println("Put these two lines into " + configuration.data().resolve(BackedUpFiles.CONFIGURATION)
                + ", or the file you give with --config:");
        out.println("  http.tls.certificate: " + files.certificate());
        out.println("  http.tls.key: " + files.key());
        out.println("Then restart the server. Browsers find it at https://" + known(made.names()) + ":"
                + port(configuration) + "/");
        out.println();
        out.println("Who can use it:");
        out.println("  - Browsers, programs and home-made devices into which you import " + authority.authority());
        out.println("  - Devices with a 4G modem: they do not verify.");
        out.println("  - NOT devices with stock firmware on Wi-Fi or Ethernet: they trust public authorities only and");
        out.println("    cannot import another. They go on using the plain ports (http.ports).");
        out.println("A server that runs with these files takes the new certificate up by itself.");
    }

    /** One of the names by which others find the machine, as far as there is one. */
    private static String known(Collection<String> names) {
        return names.stream()
                .filter(name -> !name.equals("localhost") && !name.startsWith("127."))
                .findFirst()
                .orElse("localhost");
    }

    private static int port(Configuration configuration) {
        TlsSettings present = configuration.http().tls();
        return present == null ? USUAL_PORT : present.ports().getFirst();
    }

    /** Names and addresses under which people and devices may know this machine. */
    private static List<String> ofMachine(Configuration configuration) {
        Set<String> found = new LinkedHashSet<>();
        URI publicUrl = configuration.http().publicUrl();
        if (publicUrl != null) {
            found.add(publicUrl.getHost());
        }
        try {
            String host = InetAddress.getLocalHost().getHostName();
            found.add(host);
            found.add(host + ".local");
        } catch (UnknownHostException nameless) {
            // Then there are its addresses.
        }
        found.add("localhost");
        AddressCheck.reachable(configuration.http())
                .map(InetAddress::getHostAddress)
                .ifPresent(found::add);
        found.add("127.0.0.1");
        return found.stream().filter(name -> NAME.matcher(name).matches()).toList();
    }
}
