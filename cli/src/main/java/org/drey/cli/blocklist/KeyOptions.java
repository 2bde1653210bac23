package org.drey.cli.blocklist;

import java.io.IOException;
import java.nio.file.Path;
import org.drey.blocklist.index.ListKey;
import org.drey.blocklist.publish.KeySource;
import org.drey.terminal.UserError;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of where the key of a list comes from. */
public final class KeyOptions {
  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description =
          "The list's key; only its owner may read it. Else the key is in "
              + KeySource.VARIABLE
              + ".")
  private @Nullable Path file;

  /** Returns where the key is, if it was given as a file. */
  public @Nullable Path file() {
    return file;
  }

  /** The key, or an error that says how to give one. */
  public ListKey key() throws IOException {
    ListKey key = keyIfGiven();
    if (key == null) {
      throw new UserError(
          "There is no key: give --key-file FILE or set "
              + KeySource.VARIABLE
              + ". './drey blocklist key --output FILE' makes one.");
    }
    return key;
  }

  /** The key, or null if none was given. */
  public @Nullable ListKey keyIfGiven() throws IOException {
    return KeySource.find(file == null ? null : file.toString());
  }
}
