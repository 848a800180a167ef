package dev.mynah.access;

import static dev.mynah.access.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.mynah.error.ErrorCode;
import java.security.SecureRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordTest {
    private static final Username NAME = Username.of("Margarete");
    private final PasswordRules rules = new PasswordRules(CommonPasswords.read());
    private final SecureRandom random = new SecureRandom();
    private final Argon2 quick = new Argon2(AccessWorld.QUICK, random);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "ninechars",
                "1234567890",
                "password123",
                "Passw0rd!!!!",
                "P@ssword2026!",
                "qwertyuiop",
                "aaaaaaaaaaaa",
                "abcabcabcabc",
                "margarete1",
                "Margarete2026!",
                "MARGARETEMARGARETE",
                "123123123123",
                "mynahmynah",
                "administrator",
                "iloveyou1234",
                "ｐａｓｓｗｏｒｄ１２３"
            })
    void what_everybody_tries_first_is_refused_with_a_reason(String password) {
        assertThat(refused(ErrorCode.INVALID_REQUEST, () -> rules.check(NAME, password)))
                .satisfies(refused -> {
                    assertThat(refused.details()).containsEntry("field", "password");
                    if (!password.isEmpty()) {
                        assertThat(refused.getMessage()).doesNotContain(password);
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"four brown herons", "8365918273", "correct horse 12", "白日依山尽黄河入海流", "tr0ub4dor&3x"})
    void what_is_long_and_not_common_is_taken_whatever_it_is_made_of(String password) {
        assertThatCode(() -> rules.check(NAME, password)).doesNotThrowAnyException();
    }

    @Test
    void a_password_longer_than_any_sentence_is_refused_before_it_is_hashed() {
        refused(ErrorCode.INVALID_REQUEST, () -> rules.check(NAME, "long word ".repeat(30)));
    }

    @Test
    void j11_the_same_password_has_another_hash_for_everybody_and_no_fixed_salt() {
        PasswordHash one = quick.hash("four brown herons");
        assertThat(one).isNotEqualTo(quick.hash("four brown herons"));
        assertThat(one.encoded()).startsWith("$argon2id$v=19$m=64,t=1,p=1$").doesNotContain("heron");
        assertThat(quick.matches("four brown herons", one)).isTrue();
        assertThat(quick.matches("four brown heron", one)).isFalse();
        assertThat(quick.matches("", one)).isFalse();
    }

    @Test
    void j11_the_parameters_of_the_product_are_those_a_guesser_has_to_pay_for() {
        assertThat(Argon2Parameters.DEFAULT.memoryKib()).isGreaterThanOrEqualTo(19 * 1024);
        assertThat(Argon2Parameters.DEFAULT.iterations()).isGreaterThanOrEqualTo(2);
    }

    /** From the reference implementation: {@code argon2 somesalt -id -t 2 -m 16 -p 1} of "password". */
    @Test
    void a_hash_made_by_the_reference_implementation_is_understood() {
        PasswordHash reference = new PasswordHash(
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");
        assertThat(quick.matches("password", reference)).isTrue();
        assertThat(quick.matches("passwork", reference)).isFalse();
        assertThat(quick.outdated(reference)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "$2a$10$abcdefghijklmnopqrstuv",
                "$argon2id$v=19$m=9999999,t=1,p=1$c29tZXNhbHQ$AAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=64,t=999,p=1$c29tZXNhbHQ$AAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=64,t=1,p=1$$"
            })
    void a_damaged_or_monstrous_hash_matches_nothing_and_costs_nothing(String encoded) {
        assertThat(quick.matches("password", new PasswordHash(encoded))).isFalse();
    }

    @Test
    void characters_composed_differently_are_the_same_password() {
        assertThat(quick.matches("cafe\u0301 au lait", quick.hash("caf\u00e9 au lait")))
                .isTrue();
    }

    @Test
    void no_more_hashes_run_at_once_than_allowed_and_who_comes_when_too_many_wait_is_refused() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (PasswordWork work = new PasswordWork(
                        AccessWorld.QUICK,
                        random,
                        task -> Thread.ofPlatform().daemon().unstarted(() -> {
                            begun.incrementAndGet();
                            waitFor(release);
                            task.run();
                        }),
                        2);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            AtomicInteger refusals = new AtomicInteger();
            CountDownLatch answered = new CountDownLatch(40);
            for (int i = 0; i < 40; i++) {
                callers.execute(() -> {
                    try {
                        work.hash("four brown herons");
                    } catch (dev.mynah.error.RefusedException refused) {
                        assertThat(refused.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
                        if (refusals.incrementAndGet() == 6) {
                            full.countDown();
                        }
                    }
                    answered.countDown();
                });
            }
            full.await();
            release.countDown();
            answered.await();
            assertThat(refusals).hasValue(6);
            assertThat(begun).hasValue(2);
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
