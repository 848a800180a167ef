package dev.mynah.tool;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A tool as a model is told of it.
 *
 * @param name unique in its tool box, such as {@code self.audio_speaker.set_volume}
 * @param description what it does, in words for a model
 * @param inputSchema JSON schema of the arguments object
 */
public record ToolSpec(String name, String description, JsonNode inputSchema) {}
