package dev.mynah.assistant;

/** The four operations of arithmetic, as people say them. */
enum Operator {
    PLUS("plus", "加"),
    MINUS("minus", "减"),
    TIMES("times", "乘以"),
    DIVIDED_BY("divided by", "除以");

    private final String english;
    private final String chinese;

    Operator(String english, String chinese) {
        this.english = english;
        this.chinese = chinese;
    }

    String words(Language language) {
        return language.pick(english, chinese);
    }
}
