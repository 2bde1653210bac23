package org.drey.collect.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The times without a writer. A writer's gap begins before its last connection ends, by what it may
 * have kept back, and ends with its next message. Until any writer comes there is a gap of all.
 * Thread-safe.
 */
public final class FeedGaps {
  /** The name of all writers together. */
  public static final String ALL = "";

  /** Servers keep messages back for up to so long, which are lost with the connection. */
  public static final Duration HELD_BACK = Duration.ofSeconds(5);

  /** So many writers are distinguished; a gap of the others is one of all. */
  private static final int MOST_WRITERS = 1_000;

  private final Consumer<FeedGap> ended;
  private final Map<String, Integer> connections = new HashMap<>();
  private final Map<String, Instant> open = new TreeMap<>();
  private int connected;
  private long count;
  private double seconds;

  /**
   * Gaps of all writers that are known, since the collector was last well.
   *
   * @param ended is given each gap at its end
   */
  public FeedGaps(Instant since, Collection<String> known, Consumer<FeedGap> ended) {
    this.ended = ended;
    open.put(ALL, since);
    known.stream().limit(MOST_WRITERS).forEach(writer -> open.put(writer, since));
  }

  /** Notes a connection, of whomever. */
  public synchronized void connected(Instant at) {
    connected++;
    end(ALL, at);
  }

  /** Notes the first message of a writer in a connection. */
  public synchronized void came(String writer, Instant at) {
    if (connections.containsKey(writer) || connections.size() < MOST_WRITERS) {
      connections.merge(writer, 1, Integer::sum);
      end(writer, at);
    }
  }

  /** Notes that a connection goes on with messages of another writer, or has ended. */
  public synchronized void left(String writer, Instant at) {
    Integer left = connections.computeIfPresent(writer, (name, n) -> n - 1);
    if (left != null && left <= 0) {
      connections.remove(writer);
      if (open.size() < MOST_WRITERS) {
        open.put(writer, at.minus(HELD_BACK));
      }
    }
  }

  /** Notes the end of a connection. */
  public synchronized void disconnected(Instant at) {
    connected--;
    if (connected == 0) {
      open.put(ALL, at.minus(HELD_BACK));
    }
  }

  private void end(String writer, Instant at) {
    Instant begin = open.remove(writer);
    if (begin != null) {
      FeedGap gap = new FeedGap(writer, begin, at);
      count++;
      seconds += gap.length().toMillis() / 1e3;
      ended.accept(gap);
    }
  }

  /** Returns how many are connected. */
  public synchronized int connections() {
    return connected;
  }

  /** Returns how many gaps have ended. */
  public synchronized long count() {
    return count;
  }

  /** Returns how long they were together. */
  public synchronized double seconds() {
    return seconds;
  }

  /** Returns since when each writer that is away is so. */
  public synchronized Map<String, Instant> open() {
    return Map.copyOf(open);
  }

  /** Returns the writers that have a name. */
  public synchronized Set<String> writers() {
    Set<String> names = new TreeSet<>(connections.keySet());
    names.addAll(open.keySet());
    names.remove(ALL);
    return names;
  }
}
