package org.drey.edge.splash.http;

import java.time.Duration;

/**
 * What clients may take.
 *
 * @param connections how many are open at once; beyond it the one that came first makes room, since
 *     an honest one needs milliseconds
 * @param headBytes how long the head of a request may be, with the cookies of the site that was
 *     asked for
 * @param patience how long a connection may last from its beginning to its end
 */
public record Limits(int connections, int headBytes, Duration patience) {
  /** Enough for a national provider's page on one machine; 64 MiB of memory at the worst. */
  public static final Limits DEFAULT = new Limits(1_000, 64 * 1024, Duration.ofSeconds(15));

  /** Refuses limits under which nothing could be answered. */
  public Limits {
    if (connections < 1 || headBytes < 1_024 || patience.isNegative() || patience.isZero()) {
      throw new IllegalArgumentException("at least 1 connection, 1024 bytes and some patience");
    }
  }
}
