package dev.mynah.assistant;

import java.time.LocalDate;
import java.util.List;

/** Tells the time, the date and the day of the week where the device is. */
final class ClockSkill implements Skill {
    @Override
    public String topic(Language language) {
        return language.pick("tell the time and the date", "报时间和日期");
    }

    @Override
    public List<Intent> intents() {
        return List.of(
                Intent.of("time", ClockSkill::time)
                        .question("what time is it [now|right now]", "(what is|what's) the time [now|right now]")
                        .command("tell me the time", "tell me what time it is")
                        .written("the time", "time", "what's the current time", "what is the current time")
                        .chinese("[现在|当前][是]几点[了|钟|钟了]", "[现在|当前][是]什么(时间|时候)[了]", "现在时间[是多少]", "报时|时间"),
                Intent.of("date", ClockSkill::date)
                        .question(
                                "(what is|what's) the date [today]",
                                "(what is|what's) today's date",
                                "what date is it [today]")
                        .command("tell me the date", "tell me today's date")
                        .written("the date", "date", "today's date")
                        .chinese("今天[是](几号|几月几号|几月几日|多少号)", "今天[的](日期|日子)[是什么|是多少]", "今天[是]什么日子", "日期"),
                Intent.of("weekday", ClockSkill::weekday)
                        .question("what day is it [today]", "what day is today", "what day of the week is it [today]")
                        .command("tell me what day it is [today]")
                        .chinese("[今天|现在][是](星期几|礼拜几|周几)"));
    }

    private static Answer time(Question question) {
        String time = SpokenTime.time(question.time().toLocalTime(), question.language());
        return Answer.plain(question.say("It is " + time + ".", "现在是" + time + "。"));
    }

    private static Answer date(Question question) {
        LocalDate today = question.time().toLocalDate();
        String date = SpokenTime.date(today, question.language());
        String day = SpokenTime.day(today.getDayOfWeek(), question.language());
        return Answer.plain(question.say("Today is " + day + ", " + date + ".", "今天是" + date + "，" + day + "。"));
    }

    private static Answer weekday(Question question) {
        String day = SpokenTime.day(question.time().getDayOfWeek(), question.language());
        return Answer.plain(question.say("Today is " + day + ".", "今天是" + day + "。"));
    }
}
