package org.drey.alerts.weigh;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.drey.alerts.story.StoryOccasion;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.jspecify.annotations.Nullable;

/** Habits by clock and calendar, as far as the events of an alert show them. */
final class EventHabits {
  /** From so many occasions on, an hour or weekday is a habit. */
  private static final int HABIT = 4;

  private static final int DAY_FROM = 7;
  private static final int DAY_TO = 21;
  private static final int HOURS = 24;
  private static final int SAME_WITHIN = 2;
  private static final int DIFFER_FROM = 6;
  private static final int WEEKDAYS_DIFFER = 4;
  private static final int MOST_MINUTES = 18 * 60;
  private static final int SECONDS = 60;

  private final Alert alert;
  private final List<OffsetDateTime> begins;
  private final Map<EventFeature, String> found;

  EventHabits(Alert alert, List<StoryOccasion> occasions, Map<EventFeature, String> found) {
    this.alert = alert;
    this.found = found;
    this.begins =
        occasions.stream()
            .filter(one -> !one.payments().isEmpty() || !one.sessions().isEmpty())
            .map(one -> Instant.ofEpochMilli(one.from()).atOffset(ZoneOffset.UTC))
            .toList();
  }

  void find() {
    night();
    if (begins.size() >= HABIT) {
      hours();
      weekdays();
    }
  }

  /** By the payer's own clock alone: in UTC, night says nothing. */
  private void night() {
    List<OffsetDateTime> local =
        alert.getEvents().stream().map(EventHabits::local).filter(Objects::nonNull).toList();
    long all = local.size();
    long byDay =
        local.stream().filter(one -> one.getHour() >= DAY_FROM && one.getHour() < DAY_TO).count();
    if (all < HABIT - 1) {
      return;
    }
    if (2 * (all - byDay) > all) {
      put(EventFeature.BY_NIGHT, all - byDay, all, "by night");
    } else if (all == byDay) {
      put(EventFeature.BY_DAY, byDay, all, "by day");
    }
  }

  private void put(EventFeature feature, long some, long all, String when) {
    found.put(feature, some + " of " + all + " payments " + when + ", by the payer's clock");
  }

  /** The payer's clock; null of other events, and where it is not known. */
  private static @Nullable OffsetDateTime local(AlertEvent event) {
    Long offset = event.getPayment() == null ? null : event.getPayment().getPayerUtcOffsetMinutes();
    return offset == null || Math.abs(offset) > MOST_MINUTES
        ? null
        : event.getEventTime().atOffset(ZoneOffset.ofTotalSeconds((int) (offset * SECONDS)));
  }

  /** Hours lie on a circle: what is left without the widest gap is how far they are apart. */
  private void hours() {
    int[] hours = begins.stream().mapToInt(OffsetDateTime::getHour).distinct().sorted().toArray();
    int widest = hours[0] + HOURS - hours[hours.length - 1];
    int after = 0;
    for (int i = 1; i < hours.length; i++) {
      if (hours[i] - hours[i - 1] > widest) {
        widest = hours[i] - hours[i - 1];
        after = i;
      }
    }
    int span = HOURS - widest;
    int last = hours[(after + hours.length - 1) % hours.length];
    if (span < SAME_WITHIN) {
      found.put(
          EventFeature.SAME_HOUR,
          "always between " + clock(hours[after]) + " and " + clock(last + 1) + " UTC");
    } else if (span >= DIFFER_FROM) {
      found.put(EventFeature.HOURS_DIFFER, "at many hours of the day");
    }
  }

  private static String clock(int hour) {
    return (hour % HOURS) + ":00";
  }

  private void weekdays() {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    begins.forEach(one -> days.add(one.getDayOfWeek()));
    if (days.size() == 1) {
      found.put(EventFeature.SAME_WEEKDAY, "always on the same weekday");
    } else if (days.size() >= WEEKDAYS_DIFFER) {
      found.put(EventFeature.WEEKDAYS_DIFFER, "on " + days.size() + " different weekdays");
    }
  }
}
