package dev.mynah.simulator.device;

import dev.mynah.protocol.message.ServerMessage;
import java.util.regex.Pattern;

/** What the firmware asks of a hello's audio channel (firmware wire contract §5.2, §5.3). Stateless. */
final class AudioChannelRules {
    private static final Pattern SIXTEEN_BYTES = Pattern.compile("[0-9A-Fa-f]{32}");
    private static final Pattern TEMPLATE = Pattern.compile("01[0-9A-Fa-f]{2}0000[0-9A-Fa-f]{8}0{16}");

    private AudioChannelRules() {}

    /** Why a device cannot open it; empty when it can. */
    static String objection(ServerMessage.UdpChannel channel) {
        if (channel.server().isEmpty() || channel.server().contains(":")) {
            return "the server '" + channel.server() + "' is no IPv4 address or name";
        }
        if (channel.port() < 1 || channel.port() > 65_535) {
            return "port " + channel.port();
        }
        return SIXTEEN_BYTES.matcher(channel.key()).matches()
                        && SIXTEEN_BYTES.matcher(channel.nonce()).matches()
                ? ""
                : "key or nonce has not 32 hexadecimal digits";
    }

    /** Whether a device can put length, time and number into it, and nothing else is there. */
    static boolean isTemplate(String nonce) {
        return TEMPLATE.matcher(nonce).matches();
    }
}
