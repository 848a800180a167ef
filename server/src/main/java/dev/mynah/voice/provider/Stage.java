package dev.mynah.voice.provider;

/** What a provider does in a turn. */
public enum Stage {
    /** Speech to text; answers with the complete text. */
    RECOGNITION,
    /** Text to reply; answers with the first piece of text. */
    CHAT,
    /** Text to speech; answers with the first samples. */
    SPEECH,
    /** Picture and question to words; answers with all of them. */
    VISION
}
