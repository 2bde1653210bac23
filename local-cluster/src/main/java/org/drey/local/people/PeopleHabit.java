package org.drey.local.people;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.drey.yaml.YamlNode;

/**
 * Something that a person does again and again, or once: on some days, at some hour, with some
 * other, in steps that follow one another.
 *
 * @param on the days that are given, each drawn
 * @param weekdays the only days of the week; none: all
 */
public record PeopleHabit(
    PeopleValues values, List<DrawnValue> on, List<DayOfWeek> weekdays, List<HabitStep> steps) {

  private static final int THOUSAND = 1000;
  private static final int WEEK = 7;

  static PeopleHabit read(YamlNode habit) {
    PeopleValues values = new PeopleValues(habit, "habit");
    PeopleHabit read =
        new PeopleHabit(
            values,
            values.each("on", day -> DrawnValue.read(day, ValueForm.COUNT)),
            values.each("weekdays", day -> PeopleValues.one(day, day.text(), DayOfWeek.class)),
            habit.required("steps").items().stream().map(HabitStep::read).toList());
    for (HabitStep step : read.steps) {
      if (step.verb().needsOther() && !values.has("with")) {
        throw habit.problem("'with' is missing: " + step.verb().word() + " needs another");
      }
    }
    return read;
  }

  /** Returns whether it happens when the other holds a session, instead of at an hour. */
  public boolean isAtSession() {
    return steps.stream().anyMatch(step -> step.verb() == StepVerb.WATCH);
  }

  /**
   * Returns the days of its occasions, in order; one with several occasions several times. Those of
   * {@code a_day}, and of {@code every} without {@code from}, are of the whole world.
   *
   * @param first the world's day 0
   * @param total how many days it has
   * @param begin the day from which the others count
   */
  public List<Integer> days(LocalDate first, int total, int begin, Random random) {
    List<Integer> days = new ArrayList<>();
    boolean daily = values.has("a_day");
    if (daily) {
      addDaily(days, total, random);
    } else if (values.has("every")) {
      addRegular(days, total, begin, random);
    } else if (on.size() > 1) {
      on.forEach(day -> days.add(begin + whole(day, random)));
    } else {
      long times = values.has("times") ? values.number("times", random) : 1;
      for (long i = 0; i < times; i++) {
        days.add(on.isEmpty() ? random.nextInt(total) : begin + whole(on.get(0), random));
      }
    }
    if (!daily) {
      days.replaceAll(day -> onWeekday(first, day));
    }
    days.removeIf(day -> day < 0 || day >= total || !isWeekday(first, day));
    Collections.sort(days);
    return days;
  }

  private void addDaily(List<Integer> days, int total, Random random) {
    for (int day = 0; day < total; day++) {
      long times = (values.number("a_day", random) + random.nextInt(THOUSAND)) / THOUSAND;
      days.addAll(Collections.nCopies((int) times, day));
    }
  }

  private void addRegular(List<Integer> days, int total, int begin, Random random) {
    long limit = values.has("times") ? values.number("times", random) : total;
    double day =
        values.has("from")
            ? begin + values.number("from", random)
            : random.nextInt((int) Math.max(1, values.number("every", random)));
    double pace = 1;
    for (long i = 0; i < limit && day < total; i++) {
      days.add((int) day);
      day += Math.max(pace * values.number("every", random), 1);
      pace *= values.number("quickens") / (double) THOUSAND;
    }
  }

  private static int whole(DrawnValue day, Random random) {
    return Math.toIntExact((long) day.from(random));
  }

  /** Returns the next day that is one of the weekdays. */
  private int onWeekday(LocalDate first, int day) {
    int next = day;
    while (!isWeekday(first, next) && next < day + WEEK) {
      next++;
    }
    return next;
  }

  private boolean isWeekday(LocalDate first, int day) {
    return weekdays.isEmpty() || weekdays.contains(first.plusDays(day).getDayOfWeek());
  }
}
