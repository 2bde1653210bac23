package org.drey.collect.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  /** A writer that is away for longer is retired: its gap ends, and it is forgotten. */
  public static final Duration RETIRED_AFTER = Duration.ofDays(7);

  private final Consumer<FeedGap> ended;
  private final Map<String, Integer> connections = new HashMap<>();
  private final Map<String, Instant> open = new TreeMap<>();
  private int connected;
  private long count;
  private double seconds;

  /**
   * Gaps of which some are open.
   *
   * @param since their begins by writer, of all together under {@link #ALL}
   * @param ended is given each gap at its end, and must not wait
   */
  public FeedGaps(Map<String, Instant> since, Consumer<FeedGap> ended) {
    this.ended = ended;
    open.putAll(since);
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
      FeedGap gap = new FeedGap(writer, begin, at, GapReason.NO_WRITER);
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

  /** Ends the gaps of writers that are retired. */
  public synchronized void forget(Instant now) {
    Instant oldest = now.minus(RETIRED_AFTER);
    List<String> retired =
        open.entrySet().stream()
            .filter(one -> !one.getKey().equals(ALL) && one.getValue().isBefore(oldest))
            .map(Map.Entry::getKey)
            .toList();
    retired.forEach(writer -> end(writer, now));
  }

  /**
   * Returns since when it would not be known what each writer saw, and all together, if the
   * collector were killed now.
   *
   * @param settled the time up to which all that was read is known
   */
  public synchronized Map<String, Instant> begins(Instant settled) {
    Map<String, Instant> begins = new TreeMap<>();
    begins.put(ALL, settled);
    connections.keySet().forEach(writer -> begins.put(writer, settled));
    open.forEach((writer, since) -> begins.put(writer, since.isBefore(settled) ? since : settled));
    return begins;
  }
}
