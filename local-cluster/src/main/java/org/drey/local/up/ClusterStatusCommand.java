package org.drey.local.up;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./drey status}: a cluster on one screen. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Shows a cluster that './drey up' has started: processes, jobs, lag, lists.",
    footer = {
      "",
      "Exit status: 0 all is well, 3 something is wrong, 1 nothing runs, 2 used wrongly.",
      "",
      "Examples:",
      "  ./drey status",
      "  ./drey status --json | jq .problems",
      "  watch ./drey status"
    })
public final class ClusterStatusCommand implements Callable<Integer> {
  private static final int WRONG = 3;

  @Mixin private FolderOption dir = new FolderOption();

  @Option(names = "--json", description = "For programs.")
  private boolean json;

  @Spec private CommandSpec spec;

  /** A command. */
  public ClusterStatusCommand() {}

  @Override
  public Integer call() throws Exception {
    ClusterFolder folder = dir.folder();
    ClusterSettings settings = folder.demandSettings();
    PrintWriter out = spec.commandLine().getOut();
    if (!json) {
      return print(folder, settings, out);
    }
    ClusterStatus status = new StatusProbe(folder, settings).look();
    out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(status));
    return exitOf(status);
  }

  /** Shows it to a person; returns the exit status. */
  static int print(ClusterFolder folder, ClusterSettings settings, PrintWriter out)
      throws Exception {
    ClusterStatus status = new StatusProbe(folder, settings).look();
    new StatusText(status).lines().forEach(out::println);
    out.flush();
    return exitOf(status);
  }

  private static int exitOf(ClusterStatus status) {
    if (status.isDown()) {
      return 1;
    }
    return status.problems().isEmpty() ? 0 : WRONG;
  }
}
