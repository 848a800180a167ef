package dev.mynah.api.services;

import dev.mynah.api.Answer;
import dev.mynah.api.Call;
import dev.mynah.api.Operation;
import dev.mynah.api.Refusals;
import dev.mynah.api.Resource;
import dev.mynah.error.ErrorCode;
import dev.mynah.error.Reason;
import dev.mynah.error.RefusedException;
import dev.mynah.provider.Provider;
import dev.mynah.provider.Providers;
import dev.mynah.provider.trial.Asked;
import dev.mynah.provider.trial.ProviderTrial;
import dev.mynah.voice.provider.ProviderHealth;
import dev.mynah.voice.provider.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Providers, for those who look after them. A key goes in and never comes out. Thread-safe. */
public final class ProvidersResource implements Resource {
    private final Providers providers;
    private final ProviderTrial trial;
    private final Supplier<List<ProviderHealth>> health;

    /** @param health of everybody who is asked, by name */
    public ProvidersResource(Providers providers, ProviderTrial trial, Supplier<List<ProviderHealth>> health) {
        this.providers = providers;
        this.trial = trial;
        this.health = health;
    }

    private record ProviderView(
            String id,
            String name,
            String baseUrl,
            boolean hasKey,
            List<String> uses,
            String chatModel,
            String recognitionModel,
            String speechModel,
            String visionModel,
            String voice,
            long timeoutSeconds,
            boolean enabled,
            int position,
            List<HealthView> health) {}

    private record HealthView(String stage, String state, int failures, String lastFailure) {}

    private record ListView(List<ProviderView> items) {}

    private record TestView(List<ResultView> results) {}

    private record ResultView(String use, boolean ok, long latencyMs, String answer, String error, String kind) {}

    private record Order(List<String> ids) {}

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "listProviders", call -> Answer.ok(list(providers.all())),
                "createProvider", this::create,
                "orderProviders", this::order,
                "testNewProvider", this::testNew,
                "readProvider", this::read,
                "updateProvider", this::update,
                "deleteProvider", this::delete,
                "testProvider", this::test);
    }

    private ListView list(List<Provider> all) {
        return new ListView(all.stream().map(this::view).toList());
    }

    private Answer create(Call call) {
        Provider made = providers.add(ProviderWishes.of(call.body(), null), call.actor());
        return Answer.created(view(made), "/api/v1/providers/" + made.id()).tagged(tag(made));
    }

    private Answer order(Call call) {
        return Answer.ok(list(providers.order(call.body(Order.class).ids(), call.actor())));
    }

    private Answer read(Call call) {
        Provider found = found(call);
        return Answer.ok(view(found)).tagged(tag(found));
    }

    private Answer update(Call call) {
        Provider before = found(call);
        Provider after = providers.change(
                before.id(),
                ProviderWishes.of(call.body(), before),
                call.actor(),
                present -> call.expect(tag(present)));
        return Answer.ok(view(after)).tagged(tag(after));
    }

    private Answer delete(Call call) {
        providers.remove(call.path("provider_id"), call.actor());
        return Answer.none();
    }

    private Answer testNew(Call call) {
        Providers.Wish wish = ProviderWishes.of(call.body(), null);
        Providers.check(wish);
        String given = wish.key();
        String stored = call.body().path("id").asText("");
        String key = given != null
                ? given
                : providers.find(stored).map(providers::key).orElse("");
        return tested(wish.setup(), wish, key);
    }

    private Answer test(Call call) {
        Provider found = found(call);
        Providers.Wish wish = new Providers.Wish(found.setup(), found.uses(), found.enabled(), null);
        return tested(found.setup(), wish, providers.key(found));
    }

    private Answer tested(Provider.Setup setup, Providers.Wish wish, String key) {
        try {
            return Answer.ok(new TestView(trial.ask(setup, wish.uses(), key).stream()
                    .map(ProvidersResource::view)
                    .toList()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException(ErrorCode.UNAVAILABLE, Reason.STOPPING);
        }
    }

    private Provider found(Call call) {
        return providers.find(call.path("provider_id")).orElseThrow(() -> Refusals.notFound("provider"));
    }

    private static String tag(Provider provider) {
        return String.valueOf(provider.version());
    }

    private static ResultView view(Asked asked) {
        return new ResultView(
                label(asked.use()), asked.ok(), asked.latencyMillis(), asked.answer(), asked.error(), asked.kind());
    }

    private ProviderView view(Provider provider) {
        Provider.Setup setup = provider.setup();
        return new ProviderView(
                provider.id(),
                setup.name(),
                setup.baseUrl(),
                provider.sealedKey() != null,
                provider.uses().stream().sorted().map(ProvidersResource::label).toList(),
                setup.chatModel(),
                setup.recognitionModel(),
                setup.speechModel(),
                setup.visionModel(),
                setup.voice(),
                setup.timeout().toSeconds(),
                provider.enabled(),
                provider.place(),
                health(provider));
    }

    private List<HealthView> health(Provider provider) {
        List<HealthView> all = new ArrayList<>();
        for (ProviderHealth each : health.get()) {
            if (each.provider().equals(provider.name()) && provider.uses().contains(each.stage())) {
                all.add(new HealthView(
                        label(each.stage()),
                        each.state().name().toLowerCase(Locale.ROOT),
                        each.failures(),
                        each.lastFailure()));
            }
        }
        return all;
    }

    private static String label(Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT);
    }
}
