package org.drey.edge.net;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import org.drey.edge.net.Conversation.Cut;

/** The connections of a server, and which of them ends when there are too many. For one thread. */
final class Connections {
  private final int limit;

  /** Those that have had no answer yet, in the order in which they came. */
  private final Set<Connection> strangers = new LinkedHashSet<>();

  /** Those that have had one, in the order of the last. */
  private final Set<Connection> served = new LinkedHashSet<>();

  /**
   * None yet.
   *
   * @param limit how many there may be
   */
  Connections(int limit) {
    this.limit = limit;
  }

  int count() {
    return strangers.size() + served.size();
  }

  boolean hasRoom() {
    return count() < limit;
  }

  void add(Connection connection) {
    strangers.add(connection);
  }

  void answered(Connection connection) {
    if (strangers.remove(connection) || served.remove(connection)) {
      served.add(connection);
    }
  }

  void remove(Connection connection) {
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

  private static boolean makeRoom(Set<Connection> among) {
    for (Connection connection : among) {
      if (!connection.isHeld()) {
        connection.cut(Cut.MAKES_ROOM);
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

  private static void cutOverdue(Set<Connection> among, long now) {
    for (Connection connection : new ArrayList<>(among)) {
      Cut cut = connection.overdue(now);
      if (cut != null) {
        connection.cut(cut);
      }
    }
  }
}
