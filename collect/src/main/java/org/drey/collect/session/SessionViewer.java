package org.drey.collect.session;

import java.util.Map;
import org.drey.collect.format.ObservedLine;
import org.drey.collect.format.RefusedLineException;
import org.jspecify.annotations.Nullable;

/**
 * The viewer of a line of a session, and how many there are then.
 *
 * @param name of the connection, else of the person; null if the line says neither
 * @param isConnection whether it is the connection
 * @param now how many are there now; {@link ObservedLine#NO_COUNT} if the line does not say
 */
record SessionViewer(@Nullable String name, boolean isConnection, long now) {

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
