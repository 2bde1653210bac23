package org.drey.edge.net;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import org.drey.edge.net.ClientConversation.CloseReason;

/** The connections of a server, and which of them ends when there are too many. For one thread. */
final class OpenConnections {
  private final int limit;

  /** Those that have had no answer yet, in the order in which they came. */
  private final Set<ClientConnection> strangers = new LinkedHashSet<>();

  /** Those that have had one, in the order of the last. */
  private final Set<ClientConnection> served = new LinkedHashSet<>();

  /**
   * None yet.
   *
   * @param limit how many there may be
   */
  OpenConnections(int limit) {
    this.limit = limit;
  }

  int count() {
    return strangers.size() + served.size();
  }

  boolean hasRoom() {
    return count() < limit;
  }

  void add(ClientConnection connection) {
    strangers.add(connection);
  }

  void answered(ClientConnection connection) {
    if (strangers.remove(connection) || served.remove(connection)) {
      served.add(connection);
    }
  }

  void remove(ClientConnection connection) {
    strangers.remove(connection);
    served.remove(connection);
  }

  /**
   * Ends the connection that has waited the longest; false if all wait for a decision. Strangers go
   * first while they have half of the places: else whoever opens many would end the connections
   * that a proxy keeps, and could not keep its new ones from being heard if they had all the
   * others.
   */
  boolean makeRoom() {
    boolean strangersFirst = 2 * strangers.size() >= limit;
    return strangersFirst
        ? makeRoom(strangers) || makeRoom(served)
        : makeRoom(served) || makeRoom(strangers);
  }

  private static boolean makeRoom(Set<ClientConnection> among) {
    for (ClientConnection connection : among) {
      if (!connection.isHeld()) {
        connection.cut(CloseReason.MAKES_ROOM);
        return true;
      }
    }
    return false;
  }

  /** Ends those that have taken longer than they may. */
  void cutOverdue(long now) {
    cutOverdue(strangers, now);
    cutOverdue(served, now);
  }

  private static void cutOverdue(Set<ClientConnection> among, long now) {
    for (ClientConnection connection : new ArrayList<>(among)) {
      CloseReason cut = connection.overdue(now);
      if (cut != null) {
        connection.cut(cut);
      }
    }
  }
}
