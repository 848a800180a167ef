package dev.mynah.assistant;

import dev.mynah.voice.llm.ReplyRequest;
import java.time.Instant;
import java.time.ZonedDateTime;

/**
 * A sentence that was understood.
 *
 * @param request what was asked, and what may be used for the answer
 * @param language what to answer in
 * @param captures the values the sentence brought
 * @param now when it was asked
 */
record Question(ReplyRequest request, Language language, Captures captures, Instant now) {
    /** The wording in the language of the question. */
    String say(String english, String chinese) {
        return language.pick(english, chinese);
    }

    /** The time where the device is. */
    ZonedDateTime time() {
        return now.atZone(request.zone());
    }

    DeviceTools device() {
        return new DeviceTools(request.tools());
    }

    String number(long number) {
        return say(EnglishNumbers.words(number), ChineseNumbers.words(number));
    }
}
