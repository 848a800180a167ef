package dev.mynah.error;

import dev.mynah.support.Template;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Why exactly a request was refused, where people meet it: narrower than its {@link ErrorCode}, with the sentence in English
 * and places for values. The label is part of the REST contract ({@code details.reason}); the dashboard has the sentence in
 * every language.
 */
public enum Reason {
    SETUP_TOKEN_WRONG(
            "This is not the setup token; it was printed at the start and is in the file {file} in the data directory."),
    RESET_TOKEN_WRONG("This is not the token that was printed."),
    NO_OWNER_OF_THAT_NAME("This is not the name of an owner."),
    LOGIN_ENDED("This login has ended."),
    LOGIN_WRONG("Username or password is wrong."),
    LOGINS_LOCKED("Too many attempts failed; try again in {retry_after_seconds} s."),
    LOGIN_PROVIDER_AWAY("{name} does not answer just now; passwords work."),
    LAST_WAY_IN("You have no password; without the provider you could not log in."),
    PRESENT_PASSWORD_WRONG("The present password is another one."),
    NO_PASSWORD_HERE("You log in elsewhere; there is no password to change here."),
    PASSWORD_SHORT("A password has at least {least} characters; several words in a row are easy to keep in mind."),
    PASSWORD_LONG("A password has at most {most} characters."),
    PASSWORD_REPEATED("This password is the same over and over; choose another."),
    PASSWORD_IS_NAME("The password must not be the username."),
    PASSWORD_COMMON("This password is among those that everybody tries first; choose another."),
    USERNAME_FORM("A username has 1 to 64 letters, digits and . _ - @ +, and begins with a letter or digit."),
    USERNAME_TAKEN("There is a user of that name already."),
    LAST_OWNER("This is the last owner; make somebody else an owner first."),
    OWNERS_ONLY("Only an owner makes, changes or removes owners."),
    OWNERS_KEYS("Only an owner revokes the keys of owners."),
    PERMISSION("This needs the permission {permission}."),
    KEY_BEYOND_MAKER("A key cannot do what you may not do."),
    KEY_NAME("An API key has a name of up to {most} characters."),
    KEY_WITHOUT_SCOPE("An API key has at least one scope."),
    TIME_PASSED("This time has passed."),
    KEYS_FULL("A user has at most {limit} API keys."),
    PROVIDERS_FULL("There are {limit} providers already."),
    ASSISTANTS_FULL("There are {limit} assistants already."),
    GROUPS_FULL("The server has all the {limit} groups it may have."),
    DEVICES_FULL("The server has all the {limit} devices it may have (limits.devices)."),
    SERIALS_FULL("The server takes {limit} serial numbers (limits.serials) and has {present}."),
    PREFERRED_ASSISTANT("Devices talk with this one by default; prefer another one first."),
    NAME_NEEDED("A name is needed."),
    NAME_FORM("A name has at most {most} characters and no control characters."),
    NOTES_FORM("Notes have at most {most} characters and no control characters."),
    GROUP_TAKEN("There is a group {name} already."),
    GROUPS_OF_DEVICE("A device is in at most {most} groups."),
    GROUP_UNKNOWN("There is no group {id}."),
    USER_UNKNOWN("There is no user {id}."),
    ASSISTANT_UNKNOWN("There is no assistant {id}."),
    GIVING_AWAY("Only somebody who organises all devices gives one to somebody else."),
    CODE_UNKNOWN("No device shows this code."),
    CODES_LOCKED("Too many wrong codes were entered. Codes are taken again in {minutes} minutes."),
    CLIENT_ID_MISSING(
            "The device sent no usable Client-Id, so it cannot be told from another with the same address; firmware sends"
                    + " one from 1.2.1 on."),
    DEVICE_OF_OTHERS("This device is somebody else's. Its owner or an administrator has to remove it first."),
    DEVICE_NOT_BOUND("The device {id} is not bound; enter the code it shows first."),
    DEVICE_NOT_CONNECTED(
            "The device is not connected. Devices on WebSocket are only during a conversation: wake it and ask again."),
    SETTING_VALUE("{key}: '{value}' is not allowed; allowed is {allowed}."),
    DATABASE_AWAY("The database does not answer just now."),
    STORAGE_FULL("The server cannot store anything more just now."),
    STOPPING("The server is stopping.");

    private final String sentence;

    Reason(String sentence) {
        this.sentence = sentence;
    }

    /** As the contract writes it, such as {@code last_owner}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The names of the values that belong into the sentence, in its order. */
    public List<String> names() {
        return Template.names(sentence);
    }

    String text(Map<String, ?> values) {
        return Template.fill(sentence, name -> String.valueOf(values.get(name)));
    }
}
