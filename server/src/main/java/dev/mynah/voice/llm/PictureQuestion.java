package dev.mynah.voice.llm;

import java.util.Locale;

/**
 * What a model is asked about a picture.
 *
 * @param question in words; blank to be told what is to be seen
 * @param language of the answer
 */
public record PictureQuestion(Picture picture, String question, Locale language) {}
