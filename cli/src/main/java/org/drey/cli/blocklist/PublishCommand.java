package org.drey.cli.blocklist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.drey.blocklist.publish.ListPublication;
import org.drey.blocklist.publish.PublishedManifest;
import org.drey.terminal.WrongUse;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./drey blocklist publish}: puts list files in force, or announces again what is. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description = "Copies list files into the folder of lists and puts them in force, in order.",
    footer = {
      "",
      "A whole list replaces what is in force; a difference must be from the version",
      "in force. If it was broken off, or Kafka was away, run it again: it repairs",
      "and goes on.",
      "",
      "--renew is for when the provider was asked and has nothing new: what is in",
      "force is announced again, so that it does not become stale.",
      "",
      "Exit status: 0 in force, 1 not, or not announced, 2 used wrongly.",
      "",
      "Examples:",
      "  ./drey blocklist publish kids.list --lists lists --key-file list.key \\",
      "      --bootstrap localhost:9092",
      "  ./drey blocklist publish kids.delta --lists lists --key-file list.key \\",
      "      --kafka client.properties",
      "  ./drey blocklist publish --renew kids --lists lists --key-file list.key \\",
      "      --bootstrap localhost:9092"
    })
final class PublishCommand implements Callable<Integer> {
  @Parameters(arity = "0..*", paramLabel = "FILE", description = "Lists and differences.")
  private List<Path> files = List.of();

  @Option(
      names = "--renew",
      paramLabel = "LIST_ID",
      description = "Instead of files: announce again what is in force of this list.")
  private @Nullable String renewed;

  @Mixin private InForceOptions inForce = new InForceOptions();
  @Spec private CommandSpec spec;

  /** True if there was no folder yet: its name may be a slip. */
  private boolean isNew;

  @Override
  public Integer call() throws Exception {
    if (files.isEmpty() == (renewed == null)) {
      throw WrongUse.of(spec, "FILE, --renew: one of them says what is put in force");
    }
    if (renewed != null) {
      announce(List.of(inForce.store().renew(renewed, Instant.now())));
      return 0;
    }
    isNew = !Files.isDirectory(inForce.folder());
    new ListPublication(inForce.store()).publish(files, Instant.now(), this::announce);
    return 0;
  }

  private void announce(List<PublishedManifest> made) throws IOException {
    if (isNew) {
      spec.commandLine().getErr().println("note: new folder " + inForce.folder() + counting());
    }
    inForce.announce(made.get(made.size() - 1)); // whole by itself: those before it add nothing
    made.forEach(manifest -> inForce.print(manifest, spec.commandLine().getOut()));
  }

  /** Without brokers it is not known where the count of another folder has ended. */
  private String counting() {
    return inForce.isAnnounced()
        ? ""
        : ". Its announcements count from 1: processes that had a higher one from another folder"
            + " refuse them; with --bootstrap they are numbered above it";
  }
}
