package org.drey.event.json;

import java.nio.charset.StandardCharsets;

/** Lines as bytes. */
final class Lines {
  private Lines() {}

  static byte[] utf8(String line) {
    return line.getBytes(StandardCharsets.UTF_8);
  }
}
