package org.drey.collect.session;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.drey.event.SessionEventType;
import org.jspecify.annotations.Nullable;

/** A session as far as it was seen. */
final class OpenSession {
  private final String name;
  private final Map<String, Instant> present = new HashMap<>(); // since when, by viewer
  private final ViewerStays stays = new ViewerStays();
  private @Nullable String host;
  private @Nullable Instant start;
  private @Nullable Instant end;
  private long viewers;
  private Instant last;

  /**
   * A session of which nothing was seen yet.
   *
   * @param name in the clear
   */
  OpenSession(String name, Instant now) {
    this.name = name;
    this.last = now;
  }

  String name() {
    return name;
  }

  @Nullable String host() {
    return host;
  }

  /** Notes the host, if a line says who it is. */
  void host(@Nullable String said) {
    host = said == null ? host : said;
  }

  Instant last() {
    return last;
  }

  /** The number of viewers and stays that are remembered, and itself. */
  int size() {
    return 1 + present.size() + stays.size();
  }

  /** Returns whether its beginning was seen, so that all its viewers were. */
  boolean isWhole() {
    return start != null;
  }

  /** Returns whether an event belongs to a later session of the room. */
  boolean isBefore(SessionEventType type, Instant time, @Nullable Long duration) {
    return switch (type) {
      case ROOM_CREATED, STARTED -> end != null || (start != null && !start.equals(time));
      case JOINED -> end != null;
      case LEFT, ENDED ->
          end != null && duration != null && time.minusSeconds(duration).isAfter(end);
      case UNKNOWN, REPORTED -> false;
    };
  }

  /**
   * Takes note of an event.
   *
   * @param viewer null if the line does not say who
   * @param duration as the line says it; null if it does not
   * @return how long the viewer stayed or the session ran; null if that is not known
   */
  @Nullable Long note(
      SessionEventType type, Instant time, @Nullable String viewer, @Nullable Long duration) {
    last = last.isAfter(time) ? last : time;
    Long known = duration;
    switch (type) {
      case ROOM_CREATED, STARTED -> start = start == null ? time : start;
      case JOINED -> {
        if (viewer != null) {
          present.putIfAbsent(viewer, time);
        }
      }
      case LEFT -> known = leave(time, viewer, duration);
      case ENDED -> {
        known = duration == null && start != null ? seconds(start, time) : duration;
        end = time;
      }
      case UNKNOWN, REPORTED -> {
        // no one came or went
      }
    }
    count(Math.max(present.size(), stays.most()));
    return known;
  }

  private @Nullable Long leave(Instant time, @Nullable String viewer, @Nullable Long duration) {
    Instant joined = viewer == null ? null : present.remove(viewer);
    if (joined == null && duration != null) {
      stays.add(time.minusSeconds(duration), time);
    }
    return duration == null && joined != null ? seconds(joined, time) : duration;
  }

  private static Long seconds(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toSeconds());
  }

  /** Notes how many were there at once. */
  void count(long together) {
    viewers = Math.max(viewers, together);
  }

  /** Returns the most viewers so far. */
  long viewers() {
    return viewers;
  }
}
