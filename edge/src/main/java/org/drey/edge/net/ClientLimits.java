package org.drey.edge.net;

import java.time.Duration;
import java.util.List;
import org.drey.base.NetworkPrefix;

/**
 * Limits of what clients may take of a server.
 *
 * @param connections how many are open at once; beyond it the one that has waited the longest for
 *     an answer makes room: of those that have had none while they take half of the places, else of
 *     the others
 * @param unread how long a client may leave a reply unread
 * @param allowed from where clients may come; empty for everywhere
 */
public record ClientLimits(int connections, Duration unread, List<NetworkPrefix> allowed) {
  /** Refuses limits under which nothing could be answered. */
  public ClientLimits {
    allowed = List.copyOf(allowed);
    if (connections < 1 || unread.isNegative() || unread.isZero()) {
      throw new IllegalArgumentException("at least 1 connection and some patience");
    }
  }
}
