package org.drey.cli.blocklist;

import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.drey.blocklist.publish.ReferenceSearch;
import org.drey.blocklist.publish.ReferenceSearch.ReferencedEntry;
import org.drey.terminal.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./drey blocklist reference}: the entry for the reference that a visitor quotes. */
@Command(
    name = "reference",
    mixinStandardHelpOptions = true,
    description = "Finds the entry that a reference on the warning page or in a signal stands for.",
    footer = {
      "",
      "A reference is for one day, in UTC. The versions that were in force on that day",
      "are searched, as far as their files are still there, and the one in force now.",
      "",
      "Exit status: 0 found, 1 not found or a list cannot be read, 2 used wrongly.",
      "",
      "Example:",
      "  ./drey blocklist reference 00112233aabbccdd --day 2026-03-01 \\",
      "      --lists lists --key-file list.key"
    })
final class ReferenceCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "REF",
      description = "16 hex digits: from the page, or splash_ref of a signal.")
  private String reference = "";

  @Option(
      names = "--day",
      required = true,
      paramLabel = "DATE",
      description = "The day on which it was shown, such as 2026-03-01.")
  private LocalDate day = LocalDate.EPOCH;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Mixin private StoreOption lists = new StoreOption();
  @Spec private CommandSpec spec;

  private record Output(String entryId, String listId, String version) {}

  @Override
  public Integer call() throws Exception {
    if (!reference.matches("[0-9a-f]{16}")) {
      throw new ParameterException(
          spec.commandLine(),
          "'"
              + reference
              + "' is no reference: it has 16 hex digits, as the warning page shows it or a splash"
              + " signal has it as splash_ref");
    }
    Optional<ReferencedEntry> found = new ReferenceSearch(lists.store()).find(reference, day);
    if (found.isEmpty()) {
      throw new UserError("No list has an entry with this reference on " + day + ".");
    }
    Output output =
        new Output(
            found.get().entryId(), found.get().list().listId(), found.get().list().version());
    spec.commandLine()
        .getOut()
        .println(
            json
                ? JsonOutput.of(output)
                : "entry %s, list %s, version %s"
                    .formatted(output.entryId(), output.listId(), output.version()));
    return 0;
  }
}
