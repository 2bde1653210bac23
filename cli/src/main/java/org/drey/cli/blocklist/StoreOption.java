package org.drey.cli.blocklist;

import java.io.IOException;
import java.nio.file.Path;
import org.drey.blocklist.index.ListKey;
import org.drey.blocklist.publish.ListStore;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of where lists are published, and of their key. */
final class StoreOption {
  @Option(
      names = "--lists",
      required = true,
      paramLabel = "DIR",
      description = "The folder of published lists that jobs and edge read.")
  private Path folder = Path.of("");

  @Mixin private KeyOptions key = new KeyOptions();

  ListStore store() throws IOException {
    return new ListStore(folder, key());
  }

  ListKey key() throws IOException {
    return key.key();
  }

  Path folder() {
    return folder;
  }
}
