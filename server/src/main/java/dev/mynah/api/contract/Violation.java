package dev.mynah.api.contract;

/**
 * Something that does not follow the contract.
 *
 * @param place where, such as {@code body.members[2]}, {@code query.limit} or {@code header.If-Match}
 * @param problem what is wrong there; completes the sentence that the place begins, and never repeats the value
 */
public record Violation(String place, String problem) {
    @Override
    public String toString() {
        return place + " " + problem;
    }
}
