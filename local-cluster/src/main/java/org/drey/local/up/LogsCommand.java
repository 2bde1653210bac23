package org.drey.local.up;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.drey.local.processes.ProcessFolder;
import org.drey.terminal.ShutdownHook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
public final class LogsCommand implements Callable<Integer> {
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

  /** To be stopped by the end of the process. */
  public LogsCommand(ShutdownHook shutdown) {
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
