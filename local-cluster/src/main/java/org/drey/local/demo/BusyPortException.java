package org.drey.local.demo;

/** The port for the web page is taken. */
public final class BusyPortException extends Exception {
  private static final long serialVersionUID = 1L;

  BusyPortException(int port) {
    super(
        "Port "
            + port
            + " is in use by another program. Give another with --web-port, or none: then any"
            + " free one is taken.");
  }
}
