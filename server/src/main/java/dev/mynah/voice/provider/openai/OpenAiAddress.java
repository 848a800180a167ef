package dev.mynah.voice.provider.openai;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds an endpoint from the address a person gave. People copy any of {@code https://host}, {@code https://host/v1}
 * and {@code https://host/v1/chat/completions} from a provider's pages, and all three must work.
 */
public final class OpenAiAddress {
    /** Endpoint of chat models. */
    public static final String CHAT = "chat/completions";
    /** Endpoint of recognisers. */
    public static final String TRANSCRIPTIONS = "audio/transcriptions";
    /** Endpoint of voices. */
    public static final String SPEECH = "audio/speech";

    private static final List<String> ENDPOINTS = List.of(CHAT, TRANSCRIPTIONS, SPEECH);
    private static final Pattern VERSIONED = Pattern.compile("/v\\d[^/]*(/|$)");

    private OpenAiAddress() {}

    /**
     * The address of an endpoint.
     *
     * @throws IllegalArgumentException when the address is not one of HTTP
     */
    public static URI endpoint(String address, String endpoint) {
        return URI.create(base(address) + "/" + endpoint);
    }

    /** The address up to and including the version, without a slash at its end. */
    public static String base(String address) {
        URI given = checked(address.strip());
        String path = trimmed(given.getPath());
        for (String endpoint : ENDPOINTS) {
            if (path.endsWith("/" + endpoint)) {
                return root(given) + path.substring(0, path.length() - endpoint.length() - 1);
            }
        }
        return root(given) + path + (VERSIONED.matcher(path).find() ? "" : "/v1");
    }

    private static URI checked(String address) {
        URI given = URI.create(address);
        boolean http = "http".equalsIgnoreCase(given.getScheme()) || "https".equalsIgnoreCase(given.getScheme());
        if (!http || given.getHost() == null) {
            throw new IllegalArgumentException("not an http:// or https:// address: " + address);
        }
        return given;
    }

    private static String root(URI given) {
        return given.getScheme() + "://" + given.getAuthority();
    }

    private static String trimmed(String path) {
        return path.replaceAll("/+$", "");
    }
}
