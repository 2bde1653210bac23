package org.drey.cli.blocklist;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.drey.blocklist.index.ListCheck;
import org.drey.blocklist.index.ListFile;
import org.drey.blocklist.index.ListHeader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./drey blocklist verify}: whether a list file is genuine and whole. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Checks that a list file is genuine and whole: its MAC and its structure.",
    footer = {
      "",
      "Exit status: 0 sound, 1 damaged, changed or made with another key, 2 used",
      "wrongly.",
      "",
      "Example:",
      "  ./drey blocklist verify kids.list --key-file list.key"
    })
final class VerifyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "A compiled list or difference.")
  private Path file = Path.of("");

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Mixin private KeyOptions key = new KeyOptions();
  @Spec private CommandSpec spec;

  private record VerifyOutput(String file, String listId, String version, String mac) {}

  @Override
  public Integer call() throws Exception {
    ListFile list = ListFile.open(file, key.key());
    ListCheck.structure(list);
    ListHeader header = list.header();
    var out = spec.commandLine().getOut();
    out.println(
        json
            ? JsonOutput.of(
                new VerifyOutput(file.toString(), header.listId(), header.version(), list.mac()))
            : file
                + " is genuine and whole: list "
                + header.listId()
                + ", version "
                + header.version());
    return 0;
  }
}
