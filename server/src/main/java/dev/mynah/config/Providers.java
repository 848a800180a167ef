package dev.mynah.config;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads the providers and the chains they stand in, and checks one against the other. Confined to one thread. */
final class Providers {
    private static final List<Key<?>> KEYS =
            Keys.ALL.stream().filter(key -> key.name().startsWith("providers.")).toList();

    private final Values values;
    private final Secrets secrets;

    Providers(Values values, Secrets secrets) {
        this.values = values;
        this.secrets = secrets;
    }

    ProviderChains read() {
        SortedSet<String> names = values.chosen(KEYS);
        if (names.contains(ProviderChains.LOCAL)) {
            values.problem(
                    values.origin("providers." + ProviderChains.LOCAL),
                    "providers.local: this name belongs to what is built in; choose another");
        }
        return new ProviderChains(
                chain(Keys.CHAT, Keys.PROVIDER_MODEL, names),
                chain(Keys.RECOGNITION, Keys.PROVIDER_RECOGNITION_MODEL, names),
                chain(Keys.SYNTHESIS, Keys.PROVIDER_SPEECH_MODEL, names),
                vision(names),
                settings(names));
    }

    private List<String> vision(SortedSet<String> known) {
        List<String> chain = chain(Keys.VISION, Keys.PROVIDER_VISION_MODEL, known);
        if (chain.contains(ProviderChains.LOCAL)) {
            values.problem(
                    values.origin(Keys.VISION.name()),
                    "%s: nothing that is built in can see; leave local out".formatted(Keys.VISION.name()));
        }
        return chain;
    }

    private List<String> chain(Key<List<String>> key, Key<String> model, SortedSet<String> known) {
        List<String> chain = values.value(key);
        for (String name : chain) {
            if (name.equals(ProviderChains.LOCAL)) {
                continue;
            }
            if (!known.contains(name)) {
                values.problem(values.origin(key.name()), unknown(key.name(), name, known));
            } else if (values.find(model.at(name)).isEmpty()) {
                values.problem(
                        values.origin(key.name()),
                        "%s: %s needs %s"
                                .formatted(key.name(), name, model.at(name).name()));
            }
        }
        return chain;
    }

    private static String unknown(String key, String name, SortedSet<String> known) {
        var all = new TreeSet<>(known);
        all.add(ProviderChains.LOCAL);
        return "%s: '%s' is no provider; there is %s".formatted(key, name, String.join(", ", all))
                + Nearest.to(name, all).map("; did you mean %s?"::formatted).orElse("");
    }

    private Map<String, ProviderSettings> settings(SortedSet<String> names) {
        var settings = new HashMap<String, ProviderSettings>();
        for (String name : names) {
            URI baseUrl = values.find(Keys.PROVIDER_BASE_URL.at(name)).orElse(null);
            if (baseUrl != null) {
                settings.put(name, settings(name, baseUrl));
            } else if (!values.has(Keys.PROVIDER_BASE_URL.at(name).name())) {
                Key<URI> missing = Keys.PROVIDER_BASE_URL.at(name);
                values.problem(
                        values.origin("providers." + name),
                        "%s is missing; give %s"
                                .formatted(missing.name(), missing.type().allowed()));
            }
        }
        return settings;
    }

    private ProviderSettings settings(String name, URI baseUrl) {
        return new ProviderSettings(
                name,
                values.value(Keys.PROVIDER_KIND.at(name)),
                withoutSlash(baseUrl),
                secrets.fetch(Keys.PROVIDER_API_KEY.at(name), values),
                values.find(Keys.PROVIDER_MODEL.at(name)).orElse(null),
                values.find(Keys.PROVIDER_RECOGNITION_MODEL.at(name)).orElse(null),
                values.find(Keys.PROVIDER_SPEECH_MODEL.at(name)).orElse(null),
                values.find(Keys.PROVIDER_VISION_MODEL.at(name)).orElse(null),
                values.value(Keys.PROVIDER_VOICE.at(name)),
                values.find(Keys.PROVIDER_LANGUAGE.at(name)).orElse(null),
                values.value(Keys.PROVIDER_TIMEOUT.at(name)));
    }

    private static URI withoutSlash(URI address) {
        String text = address.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : address;
    }
}
