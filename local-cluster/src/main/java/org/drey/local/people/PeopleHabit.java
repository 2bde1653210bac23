package org.drey.local.people;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.avro.Schema;
import org.drey.event.TopicNames;
import org.drey.yaml.YamlNode;

/**
 * Something that a person does again and again, or once: on some days, at some hour, with some
 * other, in steps that follow one another.
 *
 * @param on the days that are given, each drawn
 * @param weekdays the only days of the week; none: all
 */
public record PeopleHabit(
    PeopleValues values, List<DrawnValue> on, List<DayOfWeek> weekdays, List<Step> steps) {

  private static final int THOUSAND = 1000;
  private static final int WEEK = 7;

  static PeopleHabit read(YamlNode habit) {
    PeopleValues values = new PeopleValues(habit, PeopleKeys.of("habit"));
    return new PeopleHabit(
        values,
        values.each("on", day -> DrawnValue.read(day, DrawnValue.Form.COUNT)),
        values.each("weekdays", day -> DayOfWeek.valueOf(day.text().toUpperCase(Locale.ROOT))),
        habit.required("steps").items().stream().map(Step::read).toList());
  }

  /** The things that people do; each becomes records of one stream, whose fields it can give. */
  public enum Verb {
    PAY(TopicNames.PAYMENTS),
    JOIN(TopicNames.LIVESTREAM_SESSIONS),
    WATCH(TopicNames.LIVESTREAM_SESSIONS),
    HOLD(TopicNames.LIVESTREAM_SESSIONS),
    CREATE_ROOM(TopicNames.LIVESTREAM_SESSIONS),
    COMPLAIN(TopicNames.LIVESTREAM_SESSIONS),
    ASK(TopicNames.DNS_QUERIES),
    VISIT(TopicNames.WEB_REQUESTS),
    REPORT(TopicNames.EXTERNAL_SIGNALS);

    private final String topic;

    Verb(String topic) {
      this.topic = topic;
    }
  }

  /**
   * One step: {@code verb: {key: value, …}}, each a key of steps or a stream's field.
   *
   * @param verb what is done
   * @param fields what its records have that does not follow from the people
   */
  public record Step(Verb verb, PeopleValues values, FieldValues fields) {

    private static Step read(YamlNode step) {
      Map.Entry<String, YamlNode> only = step.fields().entrySet().iterator().next();
      Verb verb = Verb.valueOf(only.getKey().toUpperCase(Locale.ROOT));
      Map<String, PeopleKeys.Key> keys = new HashMap<>(PeopleKeys.of("step"));
      keys.putAll(PeopleKeys.of(only.getKey()));
      Schema stream = TopicNames.schema(verb.topic);
      Set<String> known = new HashSet<>(keys.keySet());
      stream.getFields().forEach(field -> known.add(field.name()));
      PeopleValues values = new PeopleValues(only.getValue(), keys, known);
      return new Step(verb, values, new FieldValues(values.given(), stream));
    }
  }

  /** Returns whether it happens when the other holds a session, instead of at an hour. */
  public boolean isAtSession() {
    return steps.stream().anyMatch(step -> step.verb() == Verb.WATCH);
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
