package org.drey.edge.net;

/** The conversation on one connection. Called on the server's one thread, so it must never wait. */
public interface ClientConversation {
  /** The reason why the server ends a connection. */
  enum CloseReason {
    /** Another needs the room, and this one had waited the longest. */
    MAKES_ROOM,
    /** The client was too slow to send. */
    TOO_SLOW,
    /** The client left a reply unread for too long. */
    UNREAD,
    /** The client ended it. */
    HUNG_UP,
    /** Serving it failed. */
    FAILED
  }

  /**
   * Takes what has come, as far as it can be taken, and answers. Called for each piece that comes,
   * and when a connection that was held is released; never while it is held.
   */
  void proceed(ClientInput in);

  /** The connection ends now, for this reason. Called once, and not after it was finished. */
  default void cut(CloseReason why) {}
}
