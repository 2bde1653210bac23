package org.drey.local.cli.blocklist;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.drey.blocklist.index.ListFile;
import org.drey.blocklist.publish.ListStore;
import org.drey.blocklist.publish.Manifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./drey blocklist publish}: puts list files in force. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description = "Copies list files into the folder of lists and puts them in force, in order.",
    footer = {
      "",
      "A whole list replaces what is in force; a difference must be from the version in force.",
      "",
      "Exit status: 0 in force, 1 not, or not announced, 2 used wrongly.",
      "",
      "Examples:",
      "  ./drey blocklist publish kids.list --lists lists --key-file list.key \\",
      "      --bootstrap localhost:9092",
      "  ./drey blocklist publish kids.delta --lists lists --key-file list.key \\",
      "      --kafka client.properties"
    })
final class PublishCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Lists and differences.")
  private List<Path> files = List.of();

  @Mixin private StoreOption lists = new StoreOption();
  @Mixin private ControlTopic topic = new ControlTopic();
  @Mixin private Announced announced = new Announced();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    topic.check();
    ListStore store = lists.store();
    for (Path file : files) {
      ListFile.Checked unused = ListFile.check(file, store.key()); // all are sound, or none counts
    }
    for (Path file : files) {
      Manifest manifest = store.publish(file, Instant.now());
      topic.announce(manifest);
      announced.print(manifest, topic, spec.commandLine().getOut());
    }
    return 0;
  }
}
