package org.drey.local.up;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.drey.terminal.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./drey down}: stops a cluster. */
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    description = "Stops a cluster that './drey up' has started; the next './drey up' goes on.",
    footer = {
      "",
      "Jobs are stopped with a savepoint, from which they go on. Where that fails, they go",
      "on from their last checkpoint.",
      "",
      "Exit status: 0 stopped, 1 failed, 2 used wrongly.",
      "",
      "Examples:",
      "  ./drey down",
      "  ./drey down --delete          also removes all records, alerts and state",
      "  ./drey down --delete --yes"
    })
public final class DownCommand implements Callable<Integer> {
  @Mixin private FolderOption dir = new FolderOption();

  @Option(names = "--delete", description = "Removes the folder, with all that is in it.")
  private boolean delete;

  @Option(names = "--yes", description = "Does not ask.")
  private boolean yes;

  @Spec private CommandSpec spec;

  /** A command. */
  public DownCommand() {}

  @Override
  public Integer call() throws Exception {
    ClusterFolder folder = dir.folder();
    ClusterSettings settings = folder.demandSettings();
    PrintWriter out = spec.commandLine().getOut();
    if (delete && !yes) {
      demandConsent(folder, out);
    }
    return folder.alone(() -> stop(folder, settings, out));
  }

  private int stop(ClusterFolder folder, ClusterSettings settings, PrintWriter out)
      throws Exception {
    new ClusterStop(folder, settings, new CommandProgress(out)::begun).run(!delete);
    if (delete) {
      folder.delete();
      out.println("Deleted " + folder.root() + ".");
    } else {
      out.println("All is stopped. './drey up' goes on.");
    }
    out.flush();
    return 0;
  }

  private static void demandConsent(ClusterFolder folder, PrintWriter out) throws IOException {
    if (!Boolean.getBoolean("drey.terminal.in")) {
      throw new UserError("--delete needs --yes where no one can be asked.");
    }
    out.print("Remove " + folder.root() + " with all records, alerts and state? (yes/no) ");
    out.flush();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    if (!"yes".equals(in.readLine())) {
      throw new UserError("Nothing was stopped or removed.");
    }
  }
}
