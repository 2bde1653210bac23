package org.drey.alerts.handover;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Documents that someone has read, and that are to stay so. */
final class Golden {
  private Golden() {}

  static void assertSame(String name, String document) {
    try (InputStream in = Golden.class.getResourceAsStream("/handover/" + name)) {
      String golden =
          new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(golden, document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
