package dev.mynah.access.rate;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Whom an address stands for. Stateless. */
final class Network {
    private Network() {}

    /** The address in IPv4; in IPv6, where everybody has a whole network, its first half. */
    static String of(String address) {
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            return HexFormat.of().formatHex(bytes.length == 16 ? Arrays.copyOf(bytes, 8) : bytes);
        } catch (IllegalArgumentException noAddress) {
            return address;
        }
    }
}
