package org.drey.edge.icap;

import org.drey.base.LogLimiter;
import org.drey.blocklist.MatchKind;
import org.drey.edge.metrics.EnumCounter;
import org.drey.edge.metrics.ServerMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counters of what happened, in numbers only. Safe to share between threads. */
public final class IcapMetrics {

  /** The reason why a request passed undecided, or without its decision. */
  public enum OpenReason {
    /** No list has been loaded. */
    NO_LIST("no list is loaded"),
    /** The decision, or the request itself, took too long. */
    DEADLINE("the decision, or the request itself, took too long"),
    /** There was no room for its connection or for its decision. */
    TURNED_AWAY("there was no room for its connection or its decision"),
    /** Its client came from an address that may not ask. */
    NOT_ALLOWED("its client's address may not ask (--allow)"),
    /** Its client could not be served for want of a file, a thread or memory. */
    LIMIT("there was no file, thread or memory left for its client"),
    /** Its client ended the connection before it had the answer. */
    HUNG_UP("its client hung up before it had the answer"),
    /** The decision failed, or the request was not understood. */
    ERROR("the decision failed, or the request was not understood");

    private final String words;

    OpenReason(String words) {
      this.words = words;
    }

    /** Returns it for a log. */
    String words() {
      return words;
    }
  }

  /** An event of connections and requests. */
  public enum ConnectionEvent {
    /** A request that was read up to its body, of any kind. */
    REQUEST,
    /** A request that was let pass by an answer. */
    PASSED,
    /** A request that was not understood. */
    MALFORMED,
    /** A connection that was turned away, as all others were waiting for decisions. */
    TURNED_AWAY,
    /** A connection that was ended to make room for another. */
    MADE_ROOM,
    /** A connection from an address that may not ask. */
    NOT_ALLOWED,
    /** A connection that was ended, as its client did not take a reply in time. */
    UNREAD
  }

  private static final Logger LOG = LoggerFactory.getLogger(IcapMetrics.class);

  private final LogLimiter limiter = new LogLimiter();
  private final ServerMetrics metrics = new ServerMetrics();
  private final EnumCounter<ConnectionEvent> events =
      metrics.counter(
          "drey_icap_events_total",
          "Requests and connections by what happened.",
          "event",
          ConnectionEvent.class);
  private final EnumCounter<MatchKind> blocked =
      metrics.counter(
          "drey_icap_blocked_total",
          "Requests blocked, by the kind of entry.",
          "kind",
          MatchKind.class);
  private final EnumCounter<OpenReason> open =
      metrics.counter(
          "drey_icap_failed_open_total",
          "Requests that passed undecided.",
          "reason",
          OpenReason.class);

  /** Everything at zero. */
  public IcapMetrics() {}

  void count(ConnectionEvent event) {
    events.count(event);
  }

  void countBlocked(MatchKind kind) {
    blocked.count(kind);
  }

  /** Counts one, and logs what it was for, at most once a minute for each reason. */
  void countOpen(OpenReason reason) {
    open.count(reason);
    if (limiter.isDue(reason)) {
      LOG.warn("a request passed undecided: {}{}", reason.words(), limiter.leftOut(reason));
    }
  }

  /** Returns how often so far. */
  public long of(ConnectionEvent event) {
    return events.sum(event);
  }

  /** Returns how many requests were blocked by entries of a kind. */
  public long blocked(MatchKind kind) {
    return blocked.sum(kind);
  }

  /** Returns how many requests passed undecided for a reason. */
  public long open(OpenReason reason) {
    return open.sum(reason);
  }

  /** Returns where they are shown, and others can be added. */
  ServerMetrics metrics() {
    return metrics;
  }
}
