package org.drey.local.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.drey.local.demo.DemoRun;
import org.drey.terminal.ShutdownHook;
import org.drey.terminal.UserError;
import org.drey.terminal.WrongUse;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./drey demo}: the whole system on this machine. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Starts Kafka and both Flink jobs here and plays a synthetic world into them.",
    footer = {
      "",
      "Exit status 0 only if the pipeline did what the seed says it must.",
      "",
      "Examples:",
      "  ./drey demo",
      "  ./drey demo --seed 42 --json summary.json",
      "  ./drey demo --keep --web-port 8081    leaves it running, with the console"
    })
final class DemoCommand implements Callable<Integer> {
  private static final int LARGEST_PORT = 65_535;

  @Mixin private WorldOptions world = new WorldOptions();

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long the playing takes (default: 30).")
  private int seconds = 30;

  @Option(names = "--keep", description = "Leave everything running, and open the console.")
  private boolean keep;

  @Option(
      names = "--web-port",
      paramLabel = "N",
      description = "The port of Flink's web page (default: any that is free).")
  private int webPort;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the summary as JSON.")
  private @Nullable Path json;

  @Spec private CommandSpec spec;

  private final ShutdownHook shutdown;

  /** The end of the process stops it. */
  DemoCommand(ShutdownHook shutdown) {
    this.shutdown = shutdown;
  }

  @Override
  public Integer call() throws Exception {
    check();
    DemoRun.Options options =
        new DemoRun.Options(
            world.settings(false, 1), Duration.ofSeconds(seconds), keep, webPort, json);
    DemoRun demo = new DemoRun(options, System.out);
    try (demo) {
      shutdown.stop(demo::close);
      return run(demo);
    }
  }

  /** Finds what is wrong with the options before anything starts. */
  private void check() {
    if (seconds < 1) {
      throw WrongUse.of(spec, "--seconds: at least 1");
    }
    if (webPort < 0 || webPort > LARGEST_PORT) {
      throw WrongUse.of(spec, "--web-port: 0 to " + LARGEST_PORT);
    }
    if (json != null) {
      Path folder = json.toAbsolutePath().getParent();
      if (folder == null) {
        throw new UserError("--json: " + json + " is a folder; name a file");
      }
      if (!Files.isDirectory(folder)) {
        throw new UserError("--json: there is no folder " + folder);
      }
    }
  }

  /** Runs the demo; a fault because Ctrl-C has stopped everything is not an error. */
  private static int run(DemoRun demo) throws Exception {
    try {
      return demo.run() ? 0 : 1;
    } catch (Exception e) {
      if (demo.isClosed()) {
        return ShutdownHook.STOPPED;
      }
      throw e;
    }
  }
}
