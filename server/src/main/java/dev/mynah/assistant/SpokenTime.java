package dev.mynah.assistant;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Times, dates and lengths of time in words, as a voice should say them. */
public final class SpokenTime {
    private SpokenTime() {}

    /** Such as "three forty five PM", "three oh five PM" or "three PM"; in Chinese 下午三点四十五分. */
    public static String time(LocalTime time, Language language) {
        return switch (language) {
            case ENGLISH -> english(time);
            case CHINESE -> chinese(time);
        };
    }

    private static String english(LocalTime time) {
        int minute = time.getMinute();
        String minutes = minute == 0 ? "" : (minute < 10 ? " oh " : " ") + EnglishNumbers.words(minute);
        return EnglishNumbers.words(hourOfTwelve(time)) + minutes + (time.getHour() < 12 ? " AM" : " PM");
    }

    private static String chinese(LocalTime time) {
        int hour = hourOfTwelve(time);
        int minute = time.getMinute();
        String minutes = minute == 0 ? "整" : (minute < 10 ? "零" : "") + ChineseNumbers.words(minute) + "分";
        return partOfDay(time.getHour()) + (hour == 2 ? "两" : ChineseNumbers.words(hour)) + "点" + minutes;
    }

    private static int hourOfTwelve(LocalTime time) {
        return time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
    }

    private static String partOfDay(int hour) {
        return hour < 5 ? "凌晨" : hour < 12 ? "上午" : hour < 13 ? "中午" : hour < 18 ? "下午" : "晚上";
    }

    /** Such as "November twenty first, twenty twenty six"; in Chinese 二零二六年十一月二十一日. */
    public static String date(LocalDate date, Language language) {
        return switch (language) {
            case ENGLISH ->
                date.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " "
                        + EnglishNumbers.ordinal(date.getDayOfMonth()) + ", " + EnglishNumbers.year(date.getYear());
            case CHINESE -> {
                StringBuilder year = new StringBuilder();
                Integer.toString(date.getYear()).chars().forEach(c -> year.append(ChineseNumbers.digit(c - '0')));
                yield year + "年" + ChineseNumbers.words(date.getMonthValue()) + "月"
                        + ChineseNumbers.words(date.getDayOfMonth()) + "日";
            }
        };
    }

    /** Such as "Saturday"; in Chinese 星期六. */
    public static String day(DayOfWeek day, Language language) {
        return day.getDisplayName(TextStyle.FULL, language == Language.ENGLISH ? Locale.ENGLISH : Locale.CHINESE);
    }

    /** Such as "one minute and thirty seconds"; in Chinese 一分钟三十秒. Whole seconds. */
    public static String length(Duration length, Language language) {
        List<String> parts = new ArrayList<>();
        part(parts, length.toHours(), "hour", "小时", language);
        part(parts, length.toMinutesPart(), "minute", "分钟", language);
        part(parts, length.toSecondsPart(), "second", "秒", language);
        return parts.isEmpty() ? language.pick("zero seconds", "零秒") : String.join(language.pick(" and ", ""), parts);
    }

    private static void part(List<String> parts, long count, String unit, String chineseUnit, Language language) {
        if (count > 0) {
            String chinese = (count == 2 ? "两" : ChineseNumbers.words(count)) + chineseUnit;
            parts.add(language.pick(EnglishNumbers.words(count) + " " + unit + (count == 1 ? "" : "s"), chinese));
        }
    }
}
