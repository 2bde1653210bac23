package org.drey.local.processes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.drey.base.AtomicFile;

/**
 * The key of a cluster's REST port, which runs the code of whoever may submit: it is known to those
 * who can read the folder. Without it every user of this machine could, and every page that a
 * browser on it shows.
 *
 * @param file with the key and nothing else
 */
record RestKey(Path file) {
  private static final String NAME = "rest.key";
  private static final String HEADER = "Drey-Key";
  private static final int BYTES = 32;

  /** Returns the key of a folder. */
  static RestKey in(Path folder) {
    return new RestKey(folder.resolve(NAME));
  }

  /** Makes one where there is none. */
  void create() throws IOException {
    if (Files.exists(file)) {
      return;
    }
    byte[] key = random().getBytes(StandardCharsets.US_ASCII);
    AtomicFile.writePrivate(file, out -> out.write(key));
  }

  /** Returns a secret that cannot be guessed. */
  static String random() {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  String header() {
    return HEADER;
  }

  /** Reads it. */
  String value() throws IOException {
    return Files.readString(file).strip();
  }
}
