package dev.mynah.dashboard;

import java.util.List;

/**
 * A file of the dashboard as its build lists it.
 *
 * @param path below the dashboard, without leading slash
 * @param hash of its content, for the ETag
 * @param encodings in which it also lies there: {@code br}, {@code gz}
 */
record PageFile(String path, String hash, List<String> encodings) {
    /** Files below this folder have their hash in their name and never change. */
    private static final String HASHED = "assets/";

    boolean immutable() {
        return path.startsWith(HASHED);
    }

    String mediaType() {
        String ending = path.substring(path.lastIndexOf('.') + 1);
        return switch (ending) {
            case "html" -> "text/html; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "svg" -> "image/svg+xml";
            case "webmanifest", "json" -> "application/json";
            case "woff2" -> "font/woff2";
            case "png" -> "image/png";
            default -> "application/octet-stream";
        };
    }
}
