package dev.mynah.protocol.audio;

/**
 * One Opus packet as it crosses the wire. The array is shared, not copied: treat it as read-only.
 *
 * @param timestampMillis unsigned 32 bits; 0 where the framing has none
 * @param payload may be empty: devices can send empty frames (firmware wire contract §4.2)
 */
public record AudioPacket(long timestampMillis, byte[] payload) implements Unframed {}
