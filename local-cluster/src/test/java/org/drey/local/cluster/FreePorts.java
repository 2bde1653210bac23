package org.drey.local.cluster;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports that are free now and that no client takes until they are used: below those that a system
 * gives to clients, of which a broker and its clients take dozens in the meantime.
 */
public final class FreePorts {
  private FreePorts() {}

  /** Different ones. */
  public static List<Integer> some(int count) {
    return ThreadLocalRandom.current()
        .ints(20_000, 32_000)
        .distinct()
        .filter(FreePorts::isFree)
        .limit(count)
        .boxed()
        .toList();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
