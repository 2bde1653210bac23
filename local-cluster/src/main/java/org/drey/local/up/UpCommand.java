package org.drey.local.up;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.local.generate.SyntheticWorld;
import org.drey.local.generate.WorldSettings;
import org.drey.local.up.ClusterCommands.FolderOption;
import org.drey.local.up.ClusterSettings.Port;
import org.drey.terminal.UserError;
import org.drey.terminal.WrongUse;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code ./drey up}: starts a cluster of processes on this machine, or restarts its dead processes.
 */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = "Starts Kafka, Flink and both jobs on this machine, as separate processes.",
    footer = {
      "",
      "Everything listens on this machine alone. Where a cluster is up already, what is",
      "dead is started again, and a job that is gone goes on from its last checkpoint.",
      "",
      "Exit status: 0 all is up, 1 failed, 2 used wrongly, 3 up, but './drey status'",
      "shows that something is wrong.",
      "",
      "Another jar, another parallelism: './drey down' first, which stops both jobs with a",
      "savepoint, from which they go on. Back to an older jar with --resync: what cannot",
      "read the newer one's alerts then has every alert again.",
      "",
      "Examples:",
      "  ./drey up",
      "  ./drey up --brokers 3 --ha",
      "  ./drey up --config config.yaml --blocklist list.txt --dir /srv/drey",
      "  ./drey up && ./drey status",
      "  ./drey down && ./drey up --jar drey-jobs-0.2.0.jar",
      "  ./drey down && ./drey up --parallelism 4"
    })
final class UpCommand implements Callable<Integer> {
  private static final int MOST_BROKERS = 3;

  @Mixin private FolderOption dir = new FolderOption();

  @Option(
      names = "--brokers",
      paramLabel = "N",
      description = "1 or 3 of Kafka (default: 1). With 3, one may die.")
  private @Nullable Integer brokers;

  @Option(names = "--ha", description = "A second job manager, which takes over, and ZooKeeper.")
  private @Nullable Boolean ha;

  @Option(
      names = "--port-base",
      paramLabel = "N",
      description = "Ports are the hundred after it (default: 31000).")
  private @Nullable Integer portBase;

  @Option(
      names = "--jar",
      paramLabel = "FILE",
      description = "The jar of the jobs (default: the one that ./mvnw package has made here).")
  private @Nullable Path jar;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description =
          "1 to 4 subtasks of each step (default: 2). With more than 2 both task managers are"
              + " needed: if one dies, jobs wait.")
  private @Nullable Integer parallelism;

  @Option(
      names = "--resync",
      description = {
        "The detection job writes every alert again, as its state has it; who was notified is"
            + " notified again. For after an outage of Kafka of more than 15 minutes, and after"
            + " another job wrote to the same topics by mistake."
      })
  private boolean resync;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The jobs' configuration (default: that of generated worlds).")
  private @Nullable Path config;

  @Option(
      names = "--blocklist",
      paramLabel = "FILE",
      description = "A plain list to publish (default: that of the world './drey generate' makes).")
  private @Nullable Path blocklist;

  @Option(
      names = "--recorded-times",
      description = "Input topics bear the times that producers give, for worlds of the past.")
  private @Nullable Boolean recordedTimes;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    ClusterFolder folder = dir.folder();
    Optional<ClusterSettings> before = folder.settings();
    ClusterSettings settings = settings(before);
    if (before.isEmpty()) {
      return begin(folder, settings, out);
    }
    demandSame(before.get(), settings);
    return folder.alone(() -> goOn(folder, settings, out));
  }

  private Integer begin(ClusterFolder folder, ClusterSettings settings, PrintWriter out)
      throws Exception {
    Path from = ClusterFolder.findJar(jar);
    checkFiles();
    new ClusterStart(folder, settings, line -> {}).check();
    folder.create();
    return folder.alone(
        () -> {
          writeInputs(folder, out);
          folder.write(settings);
          return run(folder, settings, wanted(folder.keep(from), null), out);
        });
  }

  private Integer goOn(ClusterFolder folder, ClusterSettings settings, PrintWriter out)
      throws Exception {
    new ClusterParts(folder, settings).demandKeys();
    DeployedJobs before = folder.jobs().orElse(null);
    DeployedJobs wanted =
        wanted(
            jar != null || before == null ? folder.keep(ClusterFolder.findJar(jar)) : before.jar(),
            before);
    ClusterStart start = new ClusterStart(folder, settings, ClusterCommands.progress(out));
    if (before != null && (resync || !before.equals(wanted)) && start.hasFlink()) {
      throw new UserError(
          "The cluster is up: './drey down%s' stops its jobs with a savepoint, and the same './drey"
                  .formatted(folder.option())
              + " up' then goes on from it. Nothing was changed.");
    }
    if (start.isUp()) {
      out.println("It is up already:");
      return ClusterCommands.printStatus(folder, settings, out);
    }
    start.check();
    return run(folder, settings, wanted, out);
  }

  private DeployedJobs wanted(String kept, @Nullable DeployedJobs before) {
    int usual = before == null ? ClusterSettings.PARALLELISM : before.parallelism();
    return new DeployedJobs(
        kept,
        Objects.requireNonNullElse(parallelism, usual),
        before == null ? Map.of() : before.runs());
  }

  private int run(
      ClusterFolder folder, ClusterSettings settings, DeployedJobs jobs, PrintWriter out)
      throws Exception {
    new ClusterStart(folder, settings, ClusterCommands.progress(out)).run(jobs, resync);
    out.println();
    out.println("Kafka          " + new ClusterParts(folder, settings).kafka().bootstrap());
    out.println("               --kafka " + folder.client() + "    lets clients in");
    out.println("Flink          " + page(settings, Port.REST));
    out.println("splash page    " + page(settings, Port.SPLASH));
    out.println("console        ./drey logs console    has the address that signs in");
    if (ClusterParts.hasMonitors()) {
      out.println("Prometheus     " + page(settings, Port.PROMETHEUS));
      out.println("Alertmanager   " + page(settings, Port.ALERTMANAGER));
    }
    out.println();
    return ClusterCommands.printStatus(folder, settings, out);
  }

  private static String page(ClusterSettings settings, Port port) {
    return "http://localhost:" + settings.port(port) + "/";
  }

  private ClusterSettings settings(Optional<ClusterSettings> before) {
    ClusterSettings usual =
        before.orElse(new ClusterSettings(ClusterSettings.PORT_BASE, 1, false, false));
    ClusterSettings settings =
        new ClusterSettings(
            Objects.requireNonNullElse(portBase, usual.portBase()),
            Objects.requireNonNullElse(brokers, usual.brokers()),
            Objects.requireNonNullElse(ha, usual.ha()),
            Objects.requireNonNullElse(recordedTimes, usual.recordedTimes()));
    if (settings.brokers() != 1 && settings.brokers() != MOST_BROKERS) {
      throw WrongUse.of(spec, "--brokers: 1 or 3; of two none may die");
    }
    int most = ClusterSettings.LARGEST_PARALLELISM;
    if (parallelism != null && (parallelism < 1 || parallelism > most)) {
      throw WrongUse.of(spec, "--parallelism: 1 to " + most);
    }
    if (!ClusterSettings.isBase(settings.portBase())) {
      throw WrongUse.of(spec, "--port-base: 1024 to 65435");
    }
    return settings;
  }

  private void demandSame(ClusterSettings before, ClusterSettings now) throws IOException {
    if (!before.equals(now) || config != null || blocklist != null) {
      throw new UserError(
          "The cluster in "
              + dir.folder().root()
              + " was made with other options, which stay: leave them out. './drey down --delete'"
              + " removes it, with its records.");
    }
  }

  private void checkFiles() throws IOException {
    for (Path file : new Path[] {config, blocklist}) {
      if (file != null && !Files.isReadable(file)) {
        throw new UserError("There is no file " + file + " that can be read.");
      }
    }
    if (config != null) {
      DreyConfiguration unused = DreyConfiguration.read(config);
    }
  }

  private void writeInputs(ClusterFolder folder, PrintWriter out) throws IOException {
    SyntheticWorld world = null;
    if (config == null || blocklist == null) {
      ClusterCommands.progress(out).accept("making a list of names that do not exist");
      world = SyntheticWorld.generate(WorldSettings.DEFAULT);
    }
    Files.writeString(
        folder.configuration(),
        config == null ? Objects.requireNonNull(world).configuration() : Files.readString(config));
    Files.writeString(
        folder.path("blocklist.txt"),
        blocklist == null
            ? Objects.requireNonNull(world).blocklist()
            : Files.readString(blocklist));
  }
}
