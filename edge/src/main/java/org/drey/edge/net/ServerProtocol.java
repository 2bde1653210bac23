package org.drey.edge.net;

import java.net.InetAddress;

/**
 * A protocol that is spoken at an address. Called on the server's one thread, so it must never
 * wait.
 */
public interface ServerProtocol {
  /** Begins with a client. */
  ClientConversation begin(ClientConnection connection, InetAddress client);

  /** There is no room for a client, and none can be made: what it is sent before the end. */
  default byte[] turnedAway() {
    return new byte[0];
  }

  /** A client came from an address that may not; it is sent nothing. */
  default void notAllowed() {}

  /** A client could not be served for want of a file, a thread or memory; it is sent nothing. */
  default void notServed() {}
}
