package org.drey.blocklist.publish;

import java.io.IOException;
import java.nio.file.Path;
import org.drey.blocklist.index.ListKey;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lists' key where it is used: on each machine, from a file or the environment. So it
 * travels in no job graph and is in no configuration that a web page shows. The one class below the
 * mains that reads the environment, for that reason.
 */
public final class KeySource {
  /** The environment variable that holds the key where no file is named. */
  public static final String VARIABLE = "DREY_LIST_KEY";

  private KeySource() {}

  /** The key of a file, else of the environment; null if neither is given. */
  public static @Nullable ListKey find(@Nullable String keyFile) throws IOException {
    if (keyFile != null) {
      return KeyFile.read(Path.of(keyFile));
    }
    String text = System.getenv(VARIABLE);
    return text == null || text.isEmpty() ? null : KeyFile.ofText(VARIABLE, text);
  }
}
