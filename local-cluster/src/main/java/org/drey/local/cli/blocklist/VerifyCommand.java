package org.drey.local.cli.blocklist;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.drey.blocklist.index.ListCheck;
import org.drey.blocklist.index.ListFile;
import org.drey.blocklist.index.ListHeader;
import org.drey.blocklist.index.ListKey;
import org.drey.local.cli.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./drey blocklist verify}: whether a list file is whole. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Checks a list file's checksum and structure, and with a key whether it fits.",
    footer = {
      "",
      "Exit status: 0 sound, 1 damaged or made with another key, 2 used wrongly.",
      "",
      "Examples:",
      "  ./drey blocklist verify kids.list",
      "  ./drey blocklist verify kids.list --key-file list.key"
    })
final class VerifyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "A compiled list or difference.")
  private Path file = Path.of("");

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Mixin private KeyOptions key = new KeyOptions();
  @Spec private CommandSpec spec;

  private record Verified(
      String file, String listId, String version, String checksum, boolean keyChecked) {}

  @Override
  public Integer call() throws Exception {
    ListKey given = key.keyIfGiven();
    ListFile list = ListFile.open(file);
    ListCheck.structure(list);
    ListHeader header = list.header();
    if (given != null && !given.check().equals(header.keyCheck())) {
      throw new UserError(file + " is whole, but was made with another key than the one given.");
    }
    var out = spec.commandLine().getOut();
    out.println(
        json
            ? JsonLine.of(
                new Verified(
                    file.toString(),
                    header.listId(),
                    header.version(),
                    list.checksum(),
                    given != null))
            : file
                + " is whole: list "
                + header.listId()
                + ", version "
                + header.version()
                + (given == null ? "; no key was given to try" : "; the key fits"));
    return 0;
  }
}
