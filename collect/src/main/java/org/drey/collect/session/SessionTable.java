package org.drey.collect.session;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.drey.collect.feed.EventCheck;
import org.drey.collect.format.ObservedLine;
import org.drey.collect.format.RefusedLineException;
import org.drey.event.LivestreamSession;
import org.drey.event.SessionEventType;
import org.jspecify.annotations.Nullable;

/**
 * The livestream sessions that go on. Completes what a line leaves open: which session of its room
 * it is about, who hosts it, how many watched at once so far, and how long a viewer stayed. It is
 * in memory alone: a session that began before the collector did is one whose viewers are not
 * known, unless the server counts them. Thread-safe.
 */
public final class SessionTable {
  private static final int MOST_ENTRIES = 500_000; // sessions, viewers and stays: some 100 MB
  private static final Duration OLDEST = Duration.ofDays(2); // by the time of events

  private final int mostEntries;
  private final Map<String, OpenSession> sessions = new LinkedHashMap<>(16, 0.75f, true);
  private long entries;
  private Instant newest = Instant.MIN;

  /** A table that has seen nothing yet. */
  public SessionTable() {
    this(MOST_ENTRIES);
  }

  /**
   * The same.
   *
   * @param mostEntries sessions, viewers and stays; beyond, the session that was silent longest
   *     goes
   */
  SessionTable(int mostEntries) {
    this.mostEntries = mostEntries;
  }

  /**
   * Returns a line with what is known of its session. Lines of other streams are returned as they
   * are, and a host who comes and goes is no viewer.
   *
   * @param now what counts for lines that do not say when
   * @throws RefusedLineException if neither the line nor this table knows how many watch, or it is
   *     of the future: one such line would make all others old
   */
  public synchronized Optional<ObservedLine> complete(ObservedLine line, Instant now)
      throws RefusedLineException {
    if (line.event().get("event_time") == null) {
      line.event().put("event_time", now);
    }
    if (!(line.event() instanceof LivestreamSession event)) {
      return Optional.of(line);
    }
    Map<String, String> clear = new HashMap<>(line.clear());
    SessionViewer viewer = SessionViewer.take(clear);
    if (EventCheck.isAhead(event.getEventTime(), now)) {
      throw RefusedLineException.ofFuture();
    }
    OpenSession session = session(event, clear);
    if (session == null) {
      return Optional.of(line.withClear(clear));
    }
    session.host(clear.get("host"));
    if (session.host() != null && session.host().equals(clear.get("subject"))) {
      noteHost(session, event.getType(), viewer);
      return Optional.empty();
    }
    note(session, event, viewer);
    clear.put("session", session.name());
    if (session.host() != null) {
      clear.put("host", session.host());
    }
    return Optional.of(line.withClear(clear));
  }

  private void noteHost(OpenSession session, SessionEventType type, SessionViewer host) {
    int before = session.size();
    session.noteHost(type, String.valueOf(host.name()));
    entries += session.size() - before;
    forget();
  }

  private void note(OpenSession session, LivestreamSession event, SessionViewer viewer)
      throws RefusedLineException {
    int before = session.size();
    event.setDurationSeconds(
        session.note(
            event.getType(),
            event.getEventTime(),
            viewer.name(),
            viewer.isConnection(),
            event.getDurationSeconds()));
    entries += session.size() - before;
    forget();
    session.countNow(viewer.now());
    boolean isKnown = session.isWhole() && (session.isCounted() || viewer.now() >= 0);
    if (event.getViewers() == ObservedLine.NO_COUNT && !isKnown) {
      throw RefusedLineException.ofSession();
    }
    session.count(event.getViewers());
    event.setViewers(session.viewers());
  }

  /** The session that an event is about; null if the line names neither session nor room. */
  private @Nullable OpenSession session(LivestreamSession event, Map<String, String> clear) {
    String own = clear.get("session");
    String room = clear.get("room");
    if (own == null && room == null) {
      return null;
    }
    SessionEventType type = event.getType();
    Instant time = event.getEventTime();
    String key = own == null ? "room " + room : "session " + own;
    OpenSession known = sessions.get(key);
    if (known != null && (own != null || !known.isBefore(type, time, event.getDurationSeconds()))) {
      return known;
    }
    OpenSession opened = new OpenSession(own == null ? room + " " + time : own, time);
    OpenSession before = sessions.put(key, opened);
    entries += opened.size() - (before == null ? 0 : before.size());
    newest = newest.isAfter(time) ? newest : time;
    return opened;
  }

  /** Forgets sessions that were silent long, and those silent longest while there are too many. */
  private void forget() {
    Iterator<OpenSession> silent = sessions.values().iterator();
    while (silent.hasNext()) {
      OpenSession session = silent.next();
      if (entries <= mostEntries && !session.last().isBefore(newest.minus(OLDEST))) {
        return;
      }
      entries -= session.size();
      silent.remove();
    }
  }

  /** Returns how many sessions, viewers and stays are remembered. */
  synchronized long entries() {
    return entries;
  }

  /**
   * The viewer of a line of a session, and how many there are then.
   *
   * @param name of the connection, else of the person; null if the line says neither
   * @param isConnection whether it is the connection
   * @param now how many are there now; {@link ObservedLine#NO_COUNT} if the line does not say
   */
  private record SessionViewer(@Nullable String name, boolean isConnection, long now) {

    /** Takes it from what a line says in the clear: what is left becomes tokens. */
    static SessionViewer take(Map<String, String> clear) throws RefusedLineException {
      String connection = clear.remove(ObservedLine.VIEWER);
      String count = clear.remove(ObservedLine.VIEWERS_NOW);
      String name = connection != null ? connection : clear.get("subject");
      return new SessionViewer(name, connection != null, now(count));
    }

    private static long now(@Nullable String count) throws RefusedLineException {
      try {
        long now = count == null ? ObservedLine.NO_COUNT : Long.parseLong(count);
        if (count == null || now >= 0) {
          return now;
        }
      } catch (NumberFormatException e) {
        // said below
      }
      throw RefusedLineException.ofCount();
    }
  }
}
