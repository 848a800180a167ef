package dev.mynah.voice.tts;

/** A writing system, as far as voices differ in what they can read. */
public enum Script {
    LATIN,
    HAN,
    /** Any other, such as Cyrillic, Arabic, kana or Hangul. */
    OTHER
}
