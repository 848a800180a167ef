package dev.mynah.assistant;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Something that can be switched on and off, as far as its name was heard.
 *
 * @param english its name in English, as it stands in the names of tools
 * @param chinese its name in Chinese
 */
record Thing(String english, String chinese) {
    private static final int LONGEST_NAME = 4;

    /** The things the recogniser listens for; in texts any name will do. */
    static Slot slot() {
        return Slot.of(
                        "thing",
                        Slots.form("light|lights", new Thing("light", "灯")),
                        Slots.form("lamp|lamps", new Thing("lamp", "台灯")),
                        Slots.form("fan", new Thing("fan", "风扇")),
                        Slots.form("heater", new Thing("heater", "加热器")),
                        Slots.form("camera", new Thing("camera", "摄像头")),
                        Slots.form("motor", new Thing("motor", "电机")))
                .andWritten(
                        Slots.form("电灯|灯光|灯", new Thing("light", "灯")),
                        Slots.form("台灯", new Thing("lamp", "台灯")),
                        Slots.form("风扇|电风扇|电扇", new Thing("fan", "风扇")),
                        Slots.form("加热器|暖气", new Thing("heater", "加热器")),
                        Slots.form("摄像头|相机", new Thing("camera", "摄像头")),
                        Slots.form("电机|马达", new Thing("motor", "电机")))
                .andRead(Thing::anyName);
    }

    private static List<Slot.Reading> anyName(List<String> words, int from) {
        return IntStream.rangeClosed(1, Math.min(LONGEST_NAME, words.size() - from))
                .mapToObj(length -> {
                    List<String> name = words.subList(from, from + length);
                    String joined = String.join(isHan(name.getFirst()) ? "" : " ", name);
                    return new Slot.Reading(new Thing(joined, joined), from + length);
                })
                .toList();
    }

    private static boolean isHan(String word) {
        return Character.UnicodeScript.of(word.codePointAt(0)) == Character.UnicodeScript.HAN;
    }

    String name(Language language) {
        return language.pick(english, chinese);
    }
}
