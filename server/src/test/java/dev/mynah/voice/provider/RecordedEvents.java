package dev.mynah.voice.provider;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what it is told, as text. */
public final class RecordedEvents implements ProviderEvents {
    public final List<String> all = new CopyOnWriteArrayList<>();

    @Override
    public void success(String provider, Stage stage, long nanos) {
        all.add(provider + " " + stage + " " + nanos);
    }

    @Override
    public void failure(String provider, Stage stage, ProviderException.Kind kind) {
        all.add(provider + " " + stage + " " + kind);
    }
}
