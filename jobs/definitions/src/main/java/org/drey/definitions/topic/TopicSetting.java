package org.drey.definitions.topic;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A setting of a topic that a promise rests on.
 *
 * @param name Kafka's name of it
 * @param value the one that is set where a topic is created
 * @param fit how it compares with what will do
 * @param bound what will do, at least or at most, where that is less strict than the value
 * @param isDemanded whether jobs do not start without
 * @param reason what goes wrong without, in a few words
 */
public record TopicSetting(
    String name, String value, Fit fit, String bound, boolean isDemanded, String reason) {

  /** The way in which a setting is compared with what will do. */
  public enum Fit {
    /** The same words, in any order. */
    SAME,
    /** Compacted, whatever else. */
    COMPACTED,
    /** A number that is not smaller. */
    AT_LEAST,
    /** A number that is not larger. */
    AT_MOST
  }

  /** A setting of which only the planned value will do. */
  static TopicSetting same(String name, String value, String reason) {
    return new TopicSetting(name, value, Fit.SAME, value, false, reason);
  }

  /** A setting of which a number that is at least a bound will do. */
  static TopicSetting atLeast(String name, long value, long bound, String reason) {
    return new TopicSetting(
        name, Long.toString(value), Fit.AT_LEAST, Long.toString(bound), false, reason);
  }

  /** A setting of which a number that is at most a bound will do. */
  static TopicSetting atMost(String name, long value, long bound, String reason) {
    return new TopicSetting(
        name, Long.toString(value), Fit.AT_MOST, Long.toString(bound), false, reason);
  }

  /** The same, without which jobs do not start. */
  TopicSetting demanded() {
    return new TopicSetting(name, value, fit, bound, true, reason);
  }

  /** Returns whether a broker's value will do; one that it does not say will not. */
  public boolean accepts(@Nullable String found) {
    if (found == null) {
      return false;
    }
    return switch (fit) {
      case SAME -> words(found).equals(words(bound));
      case COMPACTED -> words(found).contains("compact");
      case AT_LEAST -> Long.parseLong(found) >= Long.parseLong(bound);
      case AT_MOST -> Long.parseLong(found) <= Long.parseLong(bound);
    };
  }

  /** Returns whether brokers that have another value delete records once they have this one. */
  public boolean deletesAfter(String found) {
    return switch (name) {
      case TopicNeed.CLEANUP -> deletes(value) && !deletes(found);
      case TopicNeed.RETENTION -> {
        long kept = Long.parseLong(found);
        yield kept < 0 || kept > Long.parseLong(value);
      }
      default -> false;
    };
  }

  private static boolean deletes(String cleanup) {
    return words(cleanup).contains("delete");
  }

  private static Set<String> words(String list) {
    return Arrays.stream(list.toLowerCase(Locale.ROOT).split(",", -1))
        .map(String::strip)
        .collect(Collectors.toSet());
  }
}
