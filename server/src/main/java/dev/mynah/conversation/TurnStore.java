package dev.mynah.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps what was said. Thread-safe; blocks. */
public interface TurnStore {
    /** The conversation a turn belongs to. */
    record Channel(String id, String deviceId, @Nullable String ownerId, String transport) {}

    /**
     * Which conversations are wanted; null and empty mean any.
     *
     * @param ownerId only those of devices that were this user's
     * @param words that were heard or said, in any case
     */
    record Wanted(@Nullable String ownerId, @Nullable String deviceId, Turn.@Nullable Outcome outcome, String words) {}

    /** Where a list goes on: after the conversation with this time and id. */
    record Position(Instant lastAt, String id) {}

    /** Adds a turn, and its conversation when it is the first. */
    void add(Channel channel, Turn turn);

    /** Conversations, the latest first. */
    List<TalkedWith> conversations(Wanted wanted, @Nullable Position after, int limit);

    Optional<TalkedWith> conversation(String id);

    /** The turns of a conversation in order, the latest {@code limit} of them. */
    List<Turn> turns(String conversationId, int limit);

    Optional<Turn> turn(String id);

    /** Forgets a conversation with all its turns. */
    boolean forget(String conversationId);

    /** Forgets turns older than that, and conversations without any; says how many turns. */
    int forgetBefore(Instant oldest);
}
