package dev.mynah.voice.llm;

import dev.mynah.protocol.Emotion;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Leaves out emojis, and remembers the face that came before any word. Takes code points. */
final class EmojiFilter {
    private static final int JOINER = 0x200D;
    private static final int PICTURE_STYLE = 0xFE0F;

    private static final Map<Integer, Emotion> FACES = new HashMap<>();

    static {
        faces(Emotion.NEUTRAL, "😶😐");
        faces(Emotion.HAPPY, "🙂😊😀😃😄😁☺🤗🥳");
        faces(Emotion.LAUGHING, "😆😹");
        faces(Emotion.FUNNY, "😂🤣🤡");
        faces(Emotion.SAD, "😔😞🙁☹😟😥");
        faces(Emotion.ANGRY, "😠😡🤬😤");
        faces(Emotion.CRYING, "😭😢");
        faces(Emotion.LOVING, "😍🥰❤💕");
        faces(Emotion.EMBARRASSED, "😳😅🫣");
        faces(Emotion.SURPRISED, "😲😮😯🤩");
        faces(Emotion.SHOCKED, "😱🤯😨");
        faces(Emotion.THINKING, "🤔🧐");
        faces(Emotion.WINKING, "😉");
        faces(Emotion.COOL, "😎");
        faces(Emotion.RELAXED, "😌😇");
        faces(Emotion.DELICIOUS, "🤤😋");
        faces(Emotion.KISSY, "😘😗😚😙");
        faces(Emotion.CONFIDENT, "😏💪");
        faces(Emotion.SLEEPY, "😴🥱😪");
        faces(Emotion.SILLY, "😜🤪😝😛");
        faces(Emotion.CONFUSED, "🙄😕😵🤷");
    }

    private final IntConsumer out;
    private @Nullable Emotion face;
    private boolean spoken;
    private boolean afterEmoji;

    EmojiFilter(IntConsumer out) {
        this.out = out;
    }

    private static void faces(Emotion emotion, String emojis) {
        emojis.codePoints().forEach(emoji -> FACES.put(emoji, emotion));
    }

    void accept(int c) {
        if (isEmoji(c)) {
            if (!spoken && face == null) {
                face = FACES.get(c);
            }
            afterEmoji = true;
        } else if (!(c == PICTURE_STYLE || (afterEmoji && c == JOINER))) {
            afterEmoji = false;
            spoken |= Character.isLetterOrDigit(c);
            out.accept(c);
        }
    }

    Optional<Emotion> leading() {
        return Optional.ofNullable(face);
    }

    private static boolean isEmoji(int c) {
        return (c >= 0x1F000 && c <= 0x1FAFF) || (c >= 0x2600 && c <= 0x27BF) || c == 0x2B50 || c == 0x2B55;
    }
}
