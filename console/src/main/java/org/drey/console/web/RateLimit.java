package org.drey.console.web;

import java.util.function.LongSupplier;

/** So many requests at once, and then so many a second. Thread-safe. */
final class RateLimit {
  private static final double NANOS = 1e9;

  private final double burst;
  private final double perSecond;
  private final LongSupplier nanos;
  private double left;
  private long last;

  RateLimit(double burst, double perSecond, LongSupplier nanos) {
    this.burst = burst;
    this.perSecond = perSecond;
    this.nanos = nanos;
    this.left = burst;
    this.last = nanos.getAsLong();
  }

  /** Takes one; returns whether there was one. */
  synchronized boolean take() {
    long now = nanos.getAsLong();
    left = Math.min(burst, left + (now - last) / NANOS * perSecond);
    last = now;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
