package org.drey.alerts.explain;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drey.event.Alert;
import org.drey.event.Priority;
import org.drey.event.Track;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.score.AlertContent;
import org.jspecify.annotations.Nullable;

/** Words for how soon an analyst has to look: of a replay's alert nothing is due. */
public final class DueWords {
  private DueWords() {}

  /**
   * Returns whether an alert is a replay's: its events are over, and with them its deadline, which
   * begins when it is live.
   */
  public static boolean isReplayed(Alert alert) {
    return isReplayed(alert.getGeneration());
  }

  /** Returns the same of an alert's generation: that of a bounded run is 0. */
  static boolean isReplayed(long generation) {
    return generation == 0;
  }

  /** Returns when an alert is due; null if nothing is, or if it is a replay's. */
  public static @Nullable Instant due(Alert alert) {
    return isReplayed(alert) ? null : alert.getDueBy();
  }

  /** Returns the time left: "59 min left", "overdue 3 h 12 min". */
  public static String left(Instant due, Instant now) {
    Duration left = Duration.between(now, due);
    return left.isNegative() ? "overdue " + TimeWords.words(left) : TimeWords.words(left) + " left";
  }

  /** Returns what a priority means where the jobs run live: "within an hour when live". */
  public static String whenLive(Priority priority, Track track) {
    if (priority == Priority.UNKNOWN || track == Track.UNKNOWN) {
      return "when live";
    }
    long minutes =
        Duration.ofMillis(
                AlertContent.Priority.valueOf(priority.name())
                    .dueMillis(AlertTrack.valueOf(track.name())))
            .toMinutes();
    return "within " + length(minutes) + " when live";
  }

  /**
   * Returns what the priorities of alerts of a replay mean: "P1, within an hour when live"; empty
   * where there are none.
   */
  public static String meanings(Stream<PriorityOfTrack> priorities) {
    return priorities
        .map(PriorityOfTrack::meaning)
        .distinct()
        .sorted()
        .collect(Collectors.joining("; "));
  }

  /** The priority of an alert on a track. */
  public record PriorityOfTrack(Priority priority, Track track) {
    private String meaning() {
      boolean isSooner = priority == Priority.P2 && track == Track.VICTIM;
      return priority + (isSooner ? " of a young person, " : ", ") + whenLive(priority, track);
    }
  }

  private static String length(long minutes) {
    if (minutes < Duration.ofHours(1).toMinutes()) {
      return minutes + " minutes";
    }
    long hours = Duration.ofMinutes(minutes).toHours();
    return hours == 1
        ? "an hour"
        : hours == Duration.ofDays(1).toHours() ? "a day" : hours + " hours";
  }
}
