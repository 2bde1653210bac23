package org.drey.collect.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drey.event.SessionEventType;
import org.jspecify.annotations.Nullable;

/** A session as far as it was seen. */
final class OpenSession {
  private final String name;
  private final Map<String, Instant> present = new HashMap<>(); // since when, by viewer
  private final Set<String> several = new HashSet<>(); // people who joined while they were there
  private final Set<String> hosts = new HashSet<>(); // connections of the host that are there
  private final ViewerStays stays = new ViewerStays();
  private @Nullable String host;
  private @Nullable Instant start;
  private @Nullable Instant end;
  private boolean isUncounted; // someone joined of whom nothing is said
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

  /** Notes that the host comes or goes, who is no viewer. */
  void noteHost(SessionEventType type, String connection) {
    if (type == SessionEventType.JOINED) {
      hosts.add(connection);
    } else if (type == SessionEventType.LEFT) {
      hosts.remove(connection);
    }
  }

  /** The number of viewers and stays that are remembered, and itself. */
  int size() {
    return 1 + present.size() + several.size() + hosts.size() + stays.size();
  }

  /** Returns whether its beginning was seen, so that all its viewers were. */
  boolean isWhole() {
    return start != null;
  }

  /** Returns whether all of whom a line said that they joined were counted. */
  boolean isCounted() {
    return !isUncounted;
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
   * @param isConnection whether the viewer is one connection, of perhaps several of a person
   * @param duration as the line says it; null if it does not
   * @return how long the viewer stayed or the session ran; null if that is not known
   */
  @Nullable Long note(
      SessionEventType type,
      Instant time,
      @Nullable String viewer,
      boolean isConnection,
      @Nullable Long duration) {
    last = last.isAfter(time) ? last : time;
    Long known = duration;
    switch (type) {
      case ROOM_CREATED, STARTED -> start = start == null ? time : start;
      case JOINED -> join(time, viewer, isConnection);
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

  private void join(Instant time, @Nullable String viewer, boolean isConnection) {
    if (viewer == null) {
      isUncounted = true;
      return;
    }
    Instant before = present.putIfAbsent(viewer, time);
    if (!isConnection && before != null && !before.equals(time)) { // else the same line again
      several.add(viewer);
    }
  }

  /** Ends no one's stay who may be there by another connection: too many is harmless. */
  private @Nullable Long leave(Instant time, @Nullable String viewer, @Nullable Long duration) {
    if (viewer != null && several.contains(viewer)) {
      return duration;
    }
    Instant joined = viewer == null ? null : present.remove(viewer);
    if (joined == null && duration != null) {
      stays.add(time.minusSeconds(duration), time);
    }
    return duration == null && joined != null ? seconds(joined, time) : duration;
  }

  private static Long seconds(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toSeconds());
  }

  /** Notes how many are there now, the host among them if the host is there. */
  void countNow(long together) {
    count(together - (hosts.isEmpty() ? 0 : 1));
  }

  /** Notes how many were there at once. */
  void count(long together) {
    viewers = Math.max(viewers, together);
  }

  /** Returns the most viewers so far. */
  long viewers() {
    return viewers;
  }

  /** Stays of viewers that are known when they end, and how many of them were there at once. */
  private static final class ViewerStays {
    private static final int MAX_STAYS = 10_000;

    private final List<Stay> stays = new ArrayList<>();
    private long most;

    /** A stay, and how many were there when it began. */
    private static final class Stay {
      private final Instant begin;
      private final Instant end;
      private long together = 1;

      Stay(Instant begin, Instant end) {
        this.begin = begin;
        this.end = end;
      }

      boolean isThereAt(Instant time) {
        return !begin.isAfter(time) && end.isAfter(time);
      }
    }

    /** Takes a stay. Beyond some thousands it is no longer asked how many were there. */
    void add(Instant begin, Instant end) {
      if (stays.size() >= MAX_STAYS) {
        return;
      }
      Stay added = new Stay(begin, end);
      for (Stay other : stays) {
        if (other.isThereAt(begin)) {
          added.together++;
        } else if (added.isThereAt(other.begin)) {
          other.together++;
          most = Math.max(most, other.together);
        }
      }
      most = Math.max(most, added.together);
      stays.add(added);
    }

    /** Returns how many were there at once at most. */
    long most() {
      return most;
    }

    int size() {
      return stays.size();
    }
  }
}
