package org.drey.local.cli.blocklist;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.drey.blocklist.index.ListHeader;
import org.drey.blocklist.publish.ListStore;
import org.drey.blocklist.publish.Manifest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./drey blocklist status}: which lists are in force. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Says which lists are in force in a folder, and since when.",
    footer = {
      "",
      "Exit status: 0 told, 1 a list is damaged or there is none, 2 used wrongly.",
      "",
      "Example:",
      "  ./drey blocklist status --lists lists"
    })
final class StatusCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Prints JSON, one object a line.")
  private boolean json;

  @Mixin private StoreOption lists = new StoreOption();
  @Spec private CommandSpec spec;

  private record Status(
      String listId,
      @Nullable String version,
      @Nullable Long sequence,
      @Nullable Instant publishedAt,
      @Nullable Integer deltas,
      @Nullable Long entries,
      @Nullable String problem) {}

  @Override
  public Integer call() throws Exception {
    ListStore store = lists.store();
    PrintWriter out = spec.commandLine().getOut();
    boolean sound = true;
    int count = 0;
    for (String listId : store.lists()) {
      Status status = status(store, listId);
      sound &= status.problem() == null;
      out.println(json ? JsonLine.of(status) : text(status));
      count++;
    }
    if (count == 0) {
      spec.commandLine().getErr().println("There is no published list in " + lists.folder());
    }
    return sound && count > 0 ? 0 : 1;
  }

  private static Status status(ListStore store, String listId) {
    try {
      Manifest manifest = store.current(listId);
      if (manifest == null) {
        return broken(listId, "never published");
      }
      ListHeader header = store.header(listId);
      return new Status(
          listId,
          manifest.list().version(),
          manifest.sequence(),
          manifest.publishedAt(),
          manifest.deltas().size(),
          header == null ? null : header.entries(),
          null);
    } catch (IOException e) {
      return broken(listId, String.valueOf(e.getMessage()));
    }
  }

  private static Status broken(String listId, String problem) {
    return new Status(listId, null, null, null, null, null, problem);
  }

  private static String text(Status status) {
    if (status.problem() != null || status.publishedAt() == null) {
      return status.listId() + ": " + status.problem();
    }
    return String.format(
        "%s: version %s, %,d entries, announcement %d, %d difference(s), announced %s (%s ago)",
        status.listId(),
        status.version(),
        status.entries(),
        status.sequence(),
        status.deltas(),
        status.publishedAt(),
        age(Duration.between(status.publishedAt(), Instant.now())));
  }

  private static String age(Duration age) {
    return age.toDays() > 0
        ? age.toDays() + " d"
        : age.toHours() > 0 ? age.toHours() + " h" : age.toMinutes() + " min";
  }
}
