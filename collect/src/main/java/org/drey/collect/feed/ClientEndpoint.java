package org.drey.collect.feed;

import java.net.InetAddress;

/**
 * An address and port from which a person asked.
 *
 * @param port -1 if it is not known
 */
public record ClientEndpoint(InetAddress address, int port) {
  /** Never shows the address: it is that of a person. */
  @Override
  public String toString() {
    return "a client";
  }
}
