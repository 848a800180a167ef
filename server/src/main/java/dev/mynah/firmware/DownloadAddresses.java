package dev.mynah.firmware;

import dev.mynah.protocol.DeviceId;
import dev.mynah.secret.Signer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses of images, each for one device and a while. The signature is all that lets a device in: it sends nothing else
 * (firmware wire contract §3, C24). There is no colon and no query in them, which some devices read wrongly. Thread-safe.
 */
public final class DownloadAddresses {
    /** What all addresses begin with. */
    public static final String BEGINNING = "/xiaozhi/firmware/";

    private static final Pattern PATH = Pattern.compile(
            Pattern.quote(BEGINNING) + "([A-Za-z0-9_-]{1,64})/([0-9a-f]{12})/([0-9]{1,12})/([A-Za-z0-9_-]{43})\\.bin");

    private final Signer signer;
    private final Duration validity;
    private final InstantSource clock;

    /** @param signer of a purpose of its own */
    public DownloadAddresses(Signer signer, Duration validity, InstantSource clock) {
        this.signer = signer;
        this.validity = validity;
        this.clock = clock;
    }

    /** What an address is good for. */
    public sealed interface Answer {}

    /** The device may fetch the image. */
    public record Good(String imageId, DeviceId device) implements Answer {}

    /** It could, until some time ago. */
    public record Expired() implements Answer {}

    /** The server never gave it to anybody. */
    public record Unknown() implements Answer {}

    /** The path of an image for a device, from now on. */
    String path(String imageId, DeviceId device) {
        String mac = device.mac().replace(":", "");
        long expires = clock.instant().plus(validity).getEpochSecond();
        return BEGINNING + imageId + "/" + mac + "/" + expires + "/" + signer.sign(signed(imageId, mac, expires))
                + ".bin";
    }

    /** What a path that somebody asks for is good for. */
    public Answer read(String path) {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches()) {
            return new Unknown();
        }
        long expires = Long.parseLong(parts.group(3));
        Optional<DeviceId> device = DeviceId.parse(parts.group(2));
        if (device.isEmpty() || !signer.signed(signed(parts.group(1), parts.group(2), expires), parts.group(4))) {
            return new Unknown();
        }
        return past(expires) ? new Expired() : new Good(parts.group(1), device.get());
    }

    private boolean past(long expires) {
        try {
            return !clock.instant().isBefore(Instant.ofEpochSecond(expires));
        } catch (DateTimeException beyondAllTime) {
            return true;
        }
    }

    private static String signed(String imageId, String mac, long expires) {
        return imageId + " " + mac + " " + expires;
    }
}
