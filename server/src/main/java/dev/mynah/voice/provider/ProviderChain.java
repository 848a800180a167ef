package dev.mynah.voice.provider;

import dev.mynah.voice.provider.ProviderException.Kind;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Providers in the order they are asked, with what is known of their health. Thread-safe.
 *
 * @param <P> the port
 */
public final class ProviderChain<P> {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderChain.class);

    private record Member<P>(P provider, String name, Circuit circuit) {}

    private final Stage stage;
    private final List<Member<P>> members;
    private final LongSupplier nanoTime;
    private final ProviderEvents events;

    /**
     * @param providers first choice first; at least one
     * @param nanoTime monotonic nanoseconds
     */
    public ProviderChain(
            Stage stage,
            List<? extends P> providers,
            Function<? super P, String> name,
            LongSupplier nanoTime,
            ProviderEvents events) {
        if (providers.isEmpty()) {
            throw new IllegalArgumentException("a chain needs a provider");
        }
        this.stage = stage;
        this.members = providers.stream()
                .map(each -> new Member<P>(each, name.apply(each), new Circuit()))
                .toList();
        this.nanoTime = nanoTime;
        this.events = events;
    }

    /** One provider's work for one turn; {@code answered} is to be run when the first of the answer is there. */
    @FunctionalInterface
    public interface Work<P> {
        void run(P provider, Runnable answered) throws ProviderException, InterruptedException;
    }

    /** Names of the providers, in order. */
    public String names() {
        return String.join("+", members.stream().map(Member::name).toList());
    }

    /** How each provider is doing, in order. */
    public List<ProviderHealth> health() {
        long now = nanoTime.getAsLong();
        return members.stream()
                .map(member -> member.circuit.health(member.name, stage, now))
                .toList();
    }

    public boolean anySuits(Predicate<? super P> suited) {
        return members.stream().anyMatch(member -> suited.test(member.provider));
    }

    /**
     * Has the work done by the first provider that can.
     *
     * @param mayFall whether the next one may still be asked after a failure
     * @throws ProviderException of the last provider asked
     */
    public void firstOf(Predicate<? super P> suited, Work<? super P> work, BooleanSupplier mayFall)
            throws ProviderException, InterruptedException {
        ProviderException last = null;
        for (Iterator<Trial> trials = trials(suited); trials.hasNext(); ) {
            Trial trial = trials.next();
            Optional<ProviderException> failure = trial.run(work, mayFall);
            if (failure.isEmpty()) {
                return;
            }
            if (!mayFall.getAsBoolean()) {
                throw failure.get();
            }
            last = failure.get();
        }
        throw last == null ? new ProviderException(names(), Kind.UNSUPPORTED, "no provider can do this") : last;
    }

    /** The providers to try now, one after another. Resting ones are left out, unless nobody else is there. */
    public Iterator<Trial> trials(Predicate<? super P> suited) {
        return new Trials(
                members.stream().filter(member -> suited.test(member.provider)).toList());
    }

    private final class Trials implements Iterator<Trial> {
        private final List<Member<P>> suited;
        private final Iterator<Member<P>> left;
        private @Nullable Trial upcoming;
        private boolean anyTried;

        Trials(List<Member<P>> suited) {
            this.suited = suited;
            this.left = suited.iterator();
        }

        @Override
        public boolean hasNext() {
            while (upcoming == null && left.hasNext()) {
                Member<P> member = left.next();
                if (member.circuit.admit(nanoTime.getAsLong())) {
                    upcoming = new Trial(member);
                }
            }
            if (upcoming == null && !anyTried && !suited.isEmpty()) {
                upcoming = new Trial(suited.getFirst());
            }
            return upcoming != null;
        }

        @Override
        public Trial next() {
            if (!hasNext() || upcoming == null) {
                throw new NoSuchElementException();
            }
            Trial trial = upcoming;
            upcoming = null;
            anyTried = true;
            return trial;
        }
    }

    /** A provider's turn to try; whoever takes it reports one of the outcomes. For one thread. */
    public final class Trial {
        private final Member<P> member;
        private final long begun = nanoTime.getAsLong();

        private Trial(Member<P> member) {
            this.member = member;
        }

        public P provider() {
            return member.provider;
        }

        public void succeeded(long nanos) {
            member.circuit.succeeded();
            events.success(member.name, stage, nanos);
        }

        /** A provider that is merely busy, or not made for this, is not rested for it. */
        public void failed(ProviderException failure) {
            LOG.warn("{} failed ({}): {}", member.name, failure.kind(), failure.getMessage());
            events.failure(member.name, stage, failure.kind());
            if (failure.kind() == Kind.BUSY || failure.kind() == Kind.UNSUPPORTED) {
                member.circuit.abandoned();
            } else {
                member.circuit.failed(nanoTime.getAsLong(), String.valueOf(failure.getMessage()));
            }
        }

        /** The turn was cancelled before anything was known. */
        public void abandoned() {
            member.circuit.abandoned();
        }

        /** A defect of the provider, which is no reason for the person to get no answer. */
        public ProviderException defect(RuntimeException cause) {
            LOG.error("{} has a defect", member.name, cause);
            return new ProviderException(member.name, Kind.PROTOCOL, member.name + " failed unexpectedly", cause);
        }

        private Optional<ProviderException> run(Work<? super P> work, BooleanSupplier mayFall)
                throws InterruptedException {
            long[] answered = {-1};
            boolean known = false;
            try {
                work.run(member.provider, () -> answered[0] = answered[0] < 0 ? elapsed() : answered[0]);
                succeeded(answered[0] < 0 ? elapsed() : answered[0]);
                known = true;
                return Optional.empty();
            } catch (ProviderException e) {
                failed(e);
                known = true;
                return Optional.of(e);
            } catch (RuntimeException e) {
                if (!mayFall.getAsBoolean()) {
                    throw e; // most likely the listener's
                }
                ProviderException defect = defect(e);
                failed(defect);
                known = true;
                return Optional.of(defect);
            } finally {
                if (!known) {
                    abandoned();
                }
            }
        }

        private long elapsed() {
            return nanoTime.getAsLong() - begun;
        }
    }
}
