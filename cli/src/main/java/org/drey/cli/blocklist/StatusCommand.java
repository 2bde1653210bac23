package org.drey.cli.blocklist;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.drey.blocklist.index.ListHeader;
import org.drey.blocklist.publish.ListAge;
import org.drey.blocklist.publish.ListStore;
import org.drey.blocklist.publish.PublishedManifest;
import org.drey.terminal.CountedNoun;
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
    description = "Says which lists are in force in a folder, since when, and whether too long.",
    footer = {
      "",
      "A list that was not published or renewed for longer than --stale-after is",
      "STALE: it is still applied, and the signals of the jobs say so.",
      "",
      "Exit status: 0 printed, 1 a list is damaged or there is none, 2 used wrongly,",
      "3 none is damaged, but one is stale.",
      "",
      "Example:",
      "  ./drey blocklist status --lists lists --key-file list.key"
    })
final class StatusCommand implements Callable<Integer> {
  private static final int STALE = 3;

  @Option(names = "--json", description = "Prints JSON, one object a line.")
  private boolean json;

  @Mixin private StoreOption lists = new StoreOption();
  @Mixin private StaleOption staleAfter = new StaleOption();
  @Spec private CommandSpec spec;

  private record Status(
      String listId,
      @Nullable String version,
      @Nullable Long sequence,
      @Nullable Instant publishedAt,
      @Nullable Long ageSeconds,
      @Nullable Boolean stale,
      @Nullable Integer deltas,
      @Nullable Long entries,
      @Nullable String problem) {}

  @Override
  public Integer call() throws Exception {
    ListStore store = lists.store();
    PrintWriter out = spec.commandLine().getOut();
    List<Status> all = new ArrayList<>();
    for (String listId : store.lists()) {
      all.add(status(store, listId, staleAfter.maxAge()));
    }
    all.forEach(status -> out.println(json ? JsonOutput.of(status) : text(status)));
    if (all.isEmpty()) {
      spec.commandLine().getErr().println("There is no published list in " + lists.folder());
    }
    if (all.isEmpty() || all.stream().anyMatch(status -> status.problem() != null)) {
      return 1;
    }
    return all.stream().anyMatch(status -> Boolean.TRUE.equals(status.stale())) ? STALE : 0;
  }

  private static Status status(ListStore store, String listId, Duration maxAge) {
    try {
      PublishedManifest manifest = store.current(listId);
      if (manifest == null) {
        return broken(listId, "never published");
      }
      ListHeader header = store.header(listId);
      Duration age = ListAge.of(manifest.publishedAt(), Instant.now());
      return new Status(
          listId,
          manifest.list().version(),
          manifest.sequence(),
          manifest.publishedAt(),
          age.toSeconds(),
          ListAge.isStale(age, maxAge),
          manifest.deltas().size(),
          header == null ? null : header.entries(),
          null);
    } catch (IOException e) {
      return broken(listId, String.valueOf(e.getMessage()));
    }
  }

  private static Status broken(String listId, String problem) {
    return new Status(listId, null, null, null, null, null, null, null, problem);
  }

  private static String text(Status status) {
    if (status.ageSeconds() == null || status.entries() == null || status.deltas() == null) {
      return status.listId() + ": " + status.problem();
    }
    return String.format(
        Locale.ROOT,
        "%s: version %s, %s, announcement %d, %s, announced %s (%s ago)%s",
        status.listId(),
        status.version(),
        CountedNoun.of(status.entries(), "entry", "entries"),
        status.sequence(),
        CountedNoun.of(status.deltas(), "difference", "differences"),
        status.publishedAt(),
        age(Duration.ofSeconds(status.ageSeconds())),
        Boolean.TRUE.equals(status.stale())
            ? ", STALE: './drey blocklist publish --renew "
                + status.listId()
                + " --lists DIR --key-file FILE' if nothing has changed"
            : "");
  }

  private static String age(Duration age) {
    return age.toDays() > 0
        ? age.toDays() + " d"
        : age.toHours() > 0 ? age.toHours() + " h" : age.toMinutes() + " min";
  }
}
