package dev.mynah.protocol.frame;

/**
 * One frame off the line, its checksum and tail already proven.
 *
 * @param type MSG_TYPE as it stands in the frame, the mark of a fragment included
 * @param sequence SEQUENCE; 0 on links without
 * @param data shared, not copied
 */
public record Frame(int type, long sequence, byte[] data) {}
