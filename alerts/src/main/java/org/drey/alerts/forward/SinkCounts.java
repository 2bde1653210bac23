package org.drey.alerts.forward;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Counters of a sink. Thread-safe. */
public final class SinkCounts {
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong unreadable = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicReference<@Nullable String> problem = new AtomicReference<>();

  /** Returns how many messages it took since the start. */
  public long sent() {
    return sent.get();
  }

  /** Returns how many it will never take. */
  public long refused() {
    return refused.get();
  }

  /** Returns how many records of the topic could not be read. */
  public long unreadable() {
    return unreadable.get();
  }

  /** Returns how often it took nothing, and was tried again. */
  public long failures() {
    return failures.get();
  }

  /** Returns why it takes nothing now; null if it does. */
  public @Nullable String problem() {
    return problem.get();
  }

  void handedOver(int messages, int refusals) {
    sent.addAndGet(messages - refusals);
    refused.addAndGet(refusals);
  }

  void countUnreadable() {
    unreadable.incrementAndGet();
  }

  void failed(String why) {
    failures.incrementAndGet();
    problem.set(why);
  }

  void succeeded() {
    problem.set(null);
  }
}
