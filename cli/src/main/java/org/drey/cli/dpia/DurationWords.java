package org.drey.cli.dpia;

import java.time.Duration;

/** Lengths of time for people: whole days where they are, else hours. */
final class DurationWords {
  private DurationWords() {}

  static String of(Duration time) {
    long hours = time.toHours();
    long days = time.toDays();
    if (days > 0 && time.equals(Duration.ofDays(days))) {
      return days + (days == 1 ? " day" : " days");
    }
    if (days > 2) {
      return time.plusDays(1).minusMillis(1).toDays() + " days";
    }
    return hours > 0 ? hours + (hours == 1 ? " hour" : " hours") : time.toMinutes() + " minutes";
  }
}
