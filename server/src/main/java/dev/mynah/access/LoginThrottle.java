package dev.mynah.access;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * How long somebody has to wait who guesses passwords, by rules under which nobody can lock somebody else out:
 *
 * <ul>
 *   <li>An address (in IPv6 its /64) that fails often waits, whichever accounts it tries.
 *   <li>An address that fails often with one account waits. It waits earlier and longer once the account is under attack from
 *       many addresses; but each new address has an attempt.
 *   <li>A client that logged in to the account before is counted for itself and not affected by any of this.
 * </ul>
 *
 * Accounts that do not exist are treated like others. Thread-safe.
 */
public final class LoginThrottle {
    private static final int UNDER_ATTACK = 30;
    private static final Throttle.Policy ADDRESS =
            new Throttle.Policy(20, Duration.ofSeconds(2), Duration.ofMinutes(15));
    private static final Throttle.Policy PAIR = new Throttle.Policy(5, Duration.ofSeconds(1), Duration.ofMinutes(15));
    private static final Throttle.Policy PAIR_UNDER_ATTACK =
            new Throttle.Policy(1, Duration.ofMinutes(1), Duration.ofHours(1));
    private static final Throttle.Policy KNOWN = new Throttle.Policy(10, Duration.ofSeconds(1), Duration.ofMinutes(5));
    /** Counts only. */
    private static final Throttle.Policy ACCOUNT = new Throttle.Policy(Integer.MAX_VALUE, Duration.ZERO, Duration.ZERO);

    private final Throttle throttle;

    public LoginThrottle(Throttle throttle) {
        this.throttle = throttle;
    }

    /**
     * What came of beginning an attempt. Immutable.
     *
     * @param pause how long to wait; zero when the attempt may be made now
     * @param attack whether, should it fail, so many have failed that somebody should know; once for each attack
     */
    record Begun(Duration pause, boolean attack) {}

    /** An attempt under way. */
    final class Attempt {
        private final List<Throttle.Rule> rules;
        private final List<String> own;

        private Attempt(List<Throttle.Rule> rules, List<String> own) {
            this.rules = rules;
            this.own = own;
        }

        /** Begins it, unless it is too early. */
        Begun begin() {
            Throttle.Admission admission = throttle.begin(rules);
            return new Begun(
                    admission.pause(),
                    admission.granted()
                            && rules.size() > 1
                            && admission.counts().getLast() == UNDER_ATTACK);
        }

        /** It was right: what this client did wrong with this account is forgotten, what its address did is not. */
        void succeeded() {
            throttle.forget(own);
            throttle.forgive(rules.stream()
                    .map(Throttle.Rule::key)
                    .filter(key -> !own.contains(key))
                    .toList());
        }
    }

    /** @param known mark of a client that logged in to this account before; empty for others */
    Attempt attempt(String accountKey, String address, Optional<String> known) {
        if (known.isPresent()) {
            String client = "client " + known.get();
            return new Attempt(List.of(new Throttle.Rule(client, KNOWN)), List.of(client));
        }
        String account = "account " + Tokens.hash(accountKey);
        String network = network(address);
        String pair = network + " " + account;
        boolean attacked = throttle.failures(account) >= UNDER_ATTACK;
        return new Attempt(
                List.of(
                        new Throttle.Rule("address " + network, ADDRESS),
                        new Throttle.Rule(pair, attacked ? PAIR_UNDER_ATTACK : PAIR),
                        new Throttle.Rule(account, ACCOUNT)),
                List.of(pair));
    }

    private static String network(String address) {
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            return HexFormat.of().formatHex(bytes.length == 16 ? Arrays.copyOf(bytes, 8) : bytes);
        } catch (IllegalArgumentException noAddress) {
            return "unknown";
        }
    }
}
