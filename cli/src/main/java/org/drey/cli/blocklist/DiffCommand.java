package org.drey.cli.blocklist;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.index.ListChanges;
import org.drey.blocklist.index.ListFile;
import org.drey.blocklist.index.ListKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./drey blocklist diff}: what is different between two versions. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = "Compares two whole versions of a list by entry ids. Needs no key.",
    footer = {
      "",
      "Without a key no one can know whether a file is genuine; verify checks that.",
      "",
      "Exit status: 0 compared, 1 cannot be compared, 2 used wrongly.",
      "",
      "Examples:",
      "  ./drey blocklist diff old.list new.list",
      "  ./drey blocklist diff old.list new.list --json    all ids, as JSON"
    })
final class DiffCommand implements Callable<Integer> {
  private static final int MAX_LISTED = 20;

  @Parameters(index = "0", paramLabel = "OLD", description = "A compiled list.")
  private Path old = Path.of("");

  @Parameters(index = "1", paramLabel = "NEW", description = "A compiled list.")
  private Path now = Path.of("");

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  private record Diff(
      String listId,
      String oldVersion,
      String newVersion,
      Map<EntryType, Long> oldTypes,
      Map<EntryType, Long> newTypes,
      List<String> added,
      List<String> removed,
      List<String> changed) {}

  @Override
  public Integer call() throws Exception {
    ListFile before = ListFile.openUnchecked(old);
    ListFile after = ListFile.openUnchecked(now);
    ListChanges changes = ListChanges.between(before, after);
    Diff diff =
        new Diff(
            after.header().listId(),
            before.header().version(),
            after.header().version(),
            before.header().types(),
            after.header().types(),
            texts(changes.added()),
            texts(changes.removed()),
            texts(changes.changed()));
    if (json) {
      spec.commandLine().getOut().println(JsonOutput.of(diff));
    } else {
      print(diff);
    }
    return 0;
  }

  private void print(Diff diff) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("list %s, version %s -> %s%n", diff.listId(), diff.oldVersion(), diff.newVersion());
    for (EntryType type : EntryType.values()) {
      long was = diff.oldTypes().getOrDefault(type, 0L);
      long is = diff.newTypes().getOrDefault(type, 0L);
      if (was + is > 0) {
        out.printf("%-12s %,d -> %,d (%+,d)%n", type, was, is, is - was);
      }
    }
    print("added", diff.added());
    print("removed", diff.removed());
    print("changed", diff.changed());
  }

  private void print(String what, List<String> ids) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%-12s %,d%n", what, ids.size());
    ids.stream().limit(MAX_LISTED).forEach(id -> out.println("  " + id));
    if (ids.size() > MAX_LISTED) {
      out.println("  ... (--json has all)");
    }
  }

  private static List<String> texts(List<Long> ids) {
    return ids.stream().map(ListKey::text).toList();
  }
}
