package org.drey.local.cli.blocklist;

import java.nio.file.Path;
import org.drey.blocklist.publish.ListStore;
import picocli.CommandLine.Option;

/** Where lists are published. */
final class StoreOption {
  @Option(
      names = "--lists",
      required = true,
      paramLabel = "DIR",
      description = "The folder of published lists that jobs and edge read.")
  private Path folder = Path.of("");

  ListStore store() {
    return new ListStore(folder);
  }

  Path folder() {
    return folder;
  }
}
