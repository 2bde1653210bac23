package org.drey.local.up;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.drey.local.processes.ProcessFolder;
import org.drey.terminal.ShutdownHook;
import org.drey.terminal.UserError;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands of a cluster on this machine. */
public final class ClusterCommands {
  private ClusterCommands() {}

  /**
   * Returns them, in the order of the help.
   *
   * @param shutdown by which those are stopped that go on until Ctrl-C
   */
  public static List<CommandLine> all(ShutdownHook shutdown) {
    return Stream.of(
            new UpCommand(), new StatusCommand(), new LogsCommand(shutdown), new DownCommand())
        .map(CommandLine::new)
        .toList();
  }

  /** Returns what says each step of a command at once. */
  static Consumer<String> progress(PrintWriter out) {
    return step -> {
      out.println(step + " …");
      out.flush();
    };
  }

  /** The folder of a cluster, which each of its commands takes. */
  static final class FolderOption {
    @Option(
        names = "--dir",
        paramLabel = "DIR",
        description = "The folder with all that the cluster has (default: ${DEFAULT-VALUE}).")
    private Path dir = Path.of(ClusterFolder.USUAL);

    ClusterFolder folder() {
      return new ClusterFolder(dir);
    }
  }

  /** Shows a cluster's status to a person; returns the exit status. */
  static int printStatus(ClusterFolder folder, ClusterSettings settings, PrintWriter out)
      throws Exception {
    ClusterStatus status = new StatusProbe(folder, settings).look();
    status.lines().forEach(out::println);
    out.flush();
    return status.exit();
  }

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
  static final class StatusCommand implements Callable<Integer> {
    @Mixin private FolderOption dir = new FolderOption();

    @Option(names = "--json", description = "For programs.")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      ClusterFolder folder = dir.folder();
      ClusterSettings settings = folder.demandSettings();
      PrintWriter out = spec.commandLine().getOut();
      if (!json) {
        return printStatus(folder, settings, out);
      }
      ClusterStatus status = new StatusProbe(folder, settings).look();
      out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(status));
      return status.exit();
    }
  }

  /** {@code ./drey logs}: what a process of the cluster has said. */
  @Command(
      name = "logs",
      mixinStandardHelpOptions = true,
      description = "Shows the log of a process that './drey up' has started.",
      footer = {
        "",
        "Exit status: 0 shown, 1 there is no such log, 2 used wrongly, 130 by Ctrl-C.",
        "",
        "Examples:",
        "  ./drey logs console",
        "  ./drey logs taskmanager-1 --lines 1000",
        "  ./drey logs jobmanager-1 -f"
      })
  static final class LogsCommand implements Callable<Integer> {
    private static final Duration LOOK_EVERY = Duration.ofMillis(300);
    private static final int LARGEST_READ = 1 << 16;

    @Mixin private FolderOption dir = new FolderOption();

    @Parameters(paramLabel = "NAME", description = "As './drey status' calls it.")
    private String name = "";

    @Option(
        names = {"-n", "--lines"},
        paramLabel = "N",
        description = "How many of the last lines (default: ${DEFAULT-VALUE}).")
    private int lines = 200;

    @Option(
        names = {"-f", "--follow"},
        description = "Goes on with what is added, until Ctrl-C.")
    private boolean follow;

    @Spec private CommandSpec spec;

    private final ShutdownHook shutdown;

    LogsCommand(ShutdownHook shutdown) {
      this.shutdown = shutdown;
    }

    @Override
    public Integer call() throws Exception {
      ClusterFolder folder = dir.folder();
      ClusterSettings unused = folder.demandSettings();
      ProcessFolder processes = folder.processes();
      PrintWriter out = spec.commandLine().getOut();
      Path log = processes.log(name);
      long end = Files.exists(log) ? Files.size(log) : 0;
      processes.lastLines(name, lines).forEach(line -> out.println(harmless(line)));
      out.flush();
      if (follow) {
        follow(log, end, out);
      }
      return 0;
    }

    private void follow(Path log, long from, PrintWriter out)
        throws IOException, InterruptedException {
      CountDownLatch stopped = new CountDownLatch(1);
      shutdown.stop(stopped::countDown);
      long position = from;
      try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
        while (!stopped.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
          byte[] added = new byte[LARGEST_READ];
          file.seek(position);
          for (int n = file.read(added); n > 0; n = file.read(added)) {
            position += n;
            out.print(harmless(new String(added, 0, n, StandardCharsets.UTF_8)));
          }
          out.flush();
        }
      }
    }

    /** Returns a text that cannot drive a terminal. */
    private static String harmless(String text) {
      return text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "?");
    }
  }

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
  static final class DownCommand implements Callable<Integer> {
    @Mixin private FolderOption dir = new FolderOption();

    @Option(names = "--delete", description = "Removes the folder, with all that is in it.")
    private boolean delete;

    @Option(names = "--yes", description = "Does not ask.")
    private boolean yes;

    @Spec private CommandSpec spec;

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
      new ClusterStart(folder, settings, progress(out)).stop(!delete);
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
}
