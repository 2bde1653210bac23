package org.drey.console.web;

import io.javalin.Javalin;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.drey.console.index.AlertIndexer;

/** Takes the address first: a console that cannot have it changes no index. */
final class PortBinding {
  private PortBinding() {}

  static void start(Javalin server, AlertIndexer indexer, InetSocketAddress address)
      throws IOException {
    try {
      server.start();
    } catch (JavalinBindException e) {
      throw new IOException(address + " is in use. Name another by --listen.", e);
    }
    try {
      indexer.start();
    } catch (IOException | RuntimeException e) {
      server.stop();
      throw e;
    }
  }
}
