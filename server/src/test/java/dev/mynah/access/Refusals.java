package dev.mynah.access;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mynah.error.ErrorCode;
import dev.mynah.error.RefusedException;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a call was refused for. */
final class Refusals {
    private Refusals() {}

    static RefusedException refused(ErrorCode code, ThrowingCallable call) {
        AtomicReference<RefusedException> thrown = new AtomicReference<>();
        assertThatExceptionOfType(RefusedException.class).isThrownBy(call).satisfies(refused -> {
            thrown.set(refused);
            org.assertj.core.api.Assertions.assertThat(refused.code()).isEqualTo(code);
        });
        return thrown.get();
    }
}
