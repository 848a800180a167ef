package dev.mynah.browser;

import java.util.List;

/** Every page there is for somebody who is logged in, and what shows that it is complete. Stateless. */
final class Pages {
    /** @param name for pictures and test reports */
    record PageOf(String name, String path) {
        @Override
        public String toString() {
            return name;
        }
    }

    private Pages() {}

    static List<PageOf> all() {
        return List.of(
                new PageOf("overview", "/"),
                new PageOf("talk", "/talk"),
                new PageOf("devices", "/devices"),
                new PageOf("add-device", "/devices?add=1"),
                new PageOf("groups", "/groups"),
                new PageOf("conversations", "/conversations"),
                new PageOf("assistants", "/assistants"),
                new PageOf("providers", "/providers"),
                new PageOf("users", "/users"),
                new PageOf("api-keys", "/api-keys"),
                new PageOf("audit", "/audit"),
                new PageOf("server", "/server"),
                new PageOf("settings", "/settings"),
                new PageOf("first-steps", "/welcome"));
    }
}
