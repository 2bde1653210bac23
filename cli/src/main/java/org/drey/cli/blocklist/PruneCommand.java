package org.drey.cli.blocklist;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.drey.blocklist.publish.ListStore;
import org.drey.blocklist.publish.PruneResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./drey blocklist prune}: removes list files that are no longer needed. */
@Command(
    name = "prune",
    mixinStandardHelpOptions = true,
    description =
        "Removes the files of versions that are long out of force; without --yes, says so.",
    footer = {
      "",
      "Keeps what the version in force needs, what the --keep versions before it",
      "need, and what was put in the folder within the last hour. Manifests stay,",
      "for the record.",
      "",
      "Exit status: 0 done or listed, 1 a list is damaged or there is none, 2 used",
      "wrongly.",
      "",
      "Examples:",
      "  ./drey blocklist prune --lists lists --key-file list.key",
      "  ./drey blocklist prune kids --lists lists --key-file list.key --keep 10 --yes"
    })
final class PruneCommand implements Callable<Integer> {
  @Parameters(arity = "0..*", paramLabel = "LIST_ID", description = "Which lists; else all.")
  private List<String> listIds = List.of();

  @Option(
      names = "--keep",
      paramLabel = "N",
      description = "How many versions one can go back afterwards (default: ${DEFAULT-VALUE}).")
  private int keep = 3;

  @Option(names = "--yes", description = "Removes the files.")
  private boolean yes;

  @Option(names = "--json", description = "Prints JSON, one object a line.")
  private boolean json;

  @Mixin private StoreOption lists = new StoreOption();
  @Spec private CommandSpec spec;

  private record Output(
      String listId, boolean done, List<String> kept, List<String> removed, long bytes, int young) {

    static Output of(PruneResult pruned, boolean done) {
      return new Output(
          pruned.listId(), done, pruned.kept(), pruned.removed(), pruned.bytes(), pruned.young());
    }
  }

  @Override
  public Integer call() throws Exception {
    if (keep < 1) {
      throw new ParameterException(spec.commandLine(), "--keep: at least 1");
    }
    ListStore store = lists.store();
    List<String> ids = listIds.isEmpty() ? store.lists() : listIds;
    if (ids.isEmpty()) {
      spec.commandLine().getErr().println("There is no published list in " + lists.folder());
    }
    boolean sound = !ids.isEmpty();
    for (String id : ids) {
      sound &= prune(store, id);
    }
    return sound ? 0 : 1;
  }

  /** One that is damaged does not keep the others from being pruned. */
  private boolean prune(ListStore store, String listId) {
    try {
      PruneResult pruned = store.prune(listId, keep, Instant.now(), yes);
      PrintWriter out = spec.commandLine().getOut();
      out.println(json ? JsonOutput.of(Output.of(pruned, yes)) : text(pruned));
      return true;
    } catch (IOException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return false;
    }
  }

  private String text(PruneResult pruned) {
    int files = pruned.removed().size();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %s; versions that stay, the one in force first: %s",
            pruned.listId(),
            files == 0
                ? "nothing to remove"
                : String.format(
                    Locale.ROOT,
                    "%s %d file(s), %,d bytes",
                    yes ? "removed" : "would remove",
                    files,
                    pruned.bytes()),
            String.join(", ", pruned.kept())));
    if (pruned.young() > 0) {
      text.append(
          String.format(
              Locale.ROOT, "; %d file(s) stay for being under an hour old", pruned.young()));
    }
    pruned.removed().forEach(name -> text.append(System.lineSeparator()).append("  ").append(name));
    if (!yes && files > 0) {
      text.append(System.lineSeparator()).append("Nothing was removed: --yes does it");
    }
    return text.toString();
  }
}
