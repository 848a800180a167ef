package dev.mynah.config;

import java.net.InetAddress;

/**
 * One address or a block of addresses, such as {@code 10.0.0.0/8}. Immutable.
 *
 * @param base any address of the block
 * @param prefix how many leading bits all addresses of the block share with {@code base}
 */
public record AddressRange(InetAddress base, int prefix) {
    public AddressRange {
        if (prefix < 0 || prefix > base.getAddress().length * 8) {
            throw new IllegalArgumentException("prefix " + prefix);
        }
    }

    /**
     * Reads {@code 10.0.0.1}, {@code 10.0.0.0/8} or the same in IPv6; names are not looked up.
     *
     * @throws IllegalArgumentException when the text has another form
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        InetAddress base = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        int prefix = slash < 0 ? base.getAddress().length * 8 : Integer.parseInt(text.substring(slash + 1));
        return new AddressRange(base, prefix);
    }

    public boolean contains(InetAddress address) {
        byte[] ours = base.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
