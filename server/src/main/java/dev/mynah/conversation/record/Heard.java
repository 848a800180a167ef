package dev.mynah.conversation.record;

import java.util.List;

/** A turn as the wire carried it: texts and packets. */
record Heard(String question, String answer, List<byte[]> questionPackets, List<byte[]> answerPackets) {}
