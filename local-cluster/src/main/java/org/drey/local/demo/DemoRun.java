package org.drey.local.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.drey.alerts.explain.RuleBook;
import org.drey.blocklist.enforcement.DnsEnforcement;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.Alert;
import org.drey.event.BlocklistHit;
import org.drey.event.Case;
import org.drey.event.DeadLetter;
import org.drey.event.TopicNames;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.FlinkCluster;
import org.drey.local.cluster.KafkaBroker;
import org.drey.local.cluster.LocalJobs;
import org.drey.local.generate.KnownTruth;
import org.drey.local.generate.SyntheticWorld;
import org.drey.local.generate.WorldSettings;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;
import org.drey.streaming.job.BlocklistGraph;
import org.drey.streaming.job.DetectionInputs;
import org.drey.streaming.job.JobSettings;
import org.drey.streaming.lists.ListSettings;
import org.drey.terminal.FolderFiles;
import org.drey.terminal.TerminalInfo;
import org.drey.terminal.UserError;
import org.jspecify.annotations.Nullable;

/**
 * The whole system at work: a real broker, both jobs on a Flink cluster, a synthetic world played
 * into it, and the results checked against what the seed says they must be.
 */
public final class DemoRun implements AutoCloseable {
  private static final int PARTITIONS = 2;
  private static final int PARALLELISM = 2;

  /** People whom the analysts can explain, and who then go on. */
  private static final int RETURNING = 2;

  private final Options options;
  private final PrintStream out;
  private final DemoState state = new DemoState();
  private final List<AutoCloseable> opened = new CopyOnWriteArrayList<>();
  private final List<TopicTail<?>> tails = new ArrayList<>();
  private volatile boolean closed;

  /**
   * Options of a demo.
   *
   * @param world the synthetic world that is played
   * @param playFor how long its playing takes
   * @param keep whether everything goes on after the table, with the analysts' console
   * @param webPort the port of Flink's web page, 0 for any that is free
   * @param json where the summary is written as JSON, or null
   */
  public record Options(
      WorldSettings world, Duration playFor, boolean keep, int webPort, @Nullable Path json) {}

  public DemoRun(Options options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /**
   * Runs to the table.
   *
   * @return whether the pipeline did what the seed says it must
   */
  public boolean run() throws Exception {
    long began = System.nanoTime();
    say("making an invented town of " + options.world().people() + " people");
    SyntheticWorld world = SyntheticWorld.generate(options.world(), RETURNING);
    Path folder = Files.createTempDirectory("drey-demo");
    opened.add(() -> FolderFiles.delete(folder));
    Path list = Files.writeString(folder.resolve("blocklist.txt"), world.blocklist());
    Path config = Files.writeString(folder.resolve("config.yaml"), world.configuration());

    say("starting Kafka, Flink and both jobs");
    KafkaBroker kafka = open(KafkaBroker.start(Files.createDirectory(folder.resolve("kafka"))));
    SplashVisitors visitors = open(SplashVisitors.start());
    kafka.createTopicsOfThePast(PARTITIONS);
    FlinkCluster flink = open(cluster());
    JobSettings settings = new JobSettings(DreyConfiguration.read(config), kafka.client(), "");
    RuleSet rules = StreamRegistry.compile(RuleFile.catalogue(), settings.configuration());
    ListPublishing.PublishedList published = ListPublishing.publish(list, folder, kafka.client());
    LocalJobs jobs = start(flink, settings, rules, published.settings(), folder);
    WorldPlayback playing =
        open(
            new WorldPlayback(
                world,
                state,
                jobs.running(),
                DetectionInputs.besideBlocklistJob(rules, settings.configuration()),
                visitors,
                lines(rules)));
    ConditionWait.until("both jobs at work", () -> playing.allRunning(flink.address()));
    startTails(kafka.client());
    printAddresses(kafka, flink, visitors);
    DemoAnalysts analysts = new DemoAnalysts(world, KnownTruth.of(world), rules, kafka.client());
    TopicPlayback.ListedTargets listed =
        new TopicPlayback.ListedTargets(published.index(), enforcement(settings.configuration()));
    playing.play(
        kafka.client(),
        PARTITIONS,
        listed,
        options.playFor(),
        time -> {
          if (analysts.areDue(time)) {
            catchUp(playing, jobs);
            analysts.decide(state.notWithdrawn(), time, state.decisions());
          }
        });
    catchUp(playing, jobs);
    playing.end();
    boolean isGood = report(world, visitors, began);
    if (options.keep()) {
      keep(folder, settings, rules, kafka);
    } else {
      out.println("All of it has ended. './drey demo --keep' leaves it running, to look around.");
    }
    return isGood;
  }

  /** Prints the table; returns whether the pipeline did what the seed says it must. */
  private boolean report(SyntheticWorld world, SplashVisitors visitors, long began)
      throws IOException {
    DemoOutcome outcome =
        new DemoOutcome(world.truth(), state, visitors.displays(), millisSince(began));
    out.println();
    outcome.lines().forEach(out::println);
    if (options.json() != null) {
      outcome.writeJson(options.json());
    }
    return outcome.isOk();
  }

  private DemoLines lines(RuleSet rules) {
    return new DemoLines(
        out, TerminalInfo.columns(), TerminalInfo.showsColour(), state, new RuleBook(rules));
  }

  /** Shows all results of what the jobs have read: they become visible with a checkpoint. */
  private void catchUp(WorldPlayback playing, LocalJobs jobs) throws Exception {
    jobs.checkpoint();
    playing.catchUp(tails);
  }

  private void printAddresses(KafkaBroker kafka, FlinkCluster flink, SplashVisitors visitors) {
    out.println("Kafka:                  " + kafka.bootstrap());
    out.println("Flink's web page:       " + flink.address());
    out.println("Page for subscribers:   " + visitors.address());
  }

  private static long millisSince(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
  }

  /** Starts a cluster with room for both jobs. */
  private FlinkCluster cluster() throws Exception {
    try {
      return FlinkCluster.start(PARALLELISM * 2, options.webPort());
    } catch (BindException e) {
      throw new UserError(
          "Port "
              + options.webPort()
              + " is in use by another program. Give another with --web-port, or none: then any"
              + " free one is taken.");
    }
  }

  /** Starts both jobs, as users deploy them. */
  private static LocalJobs start(
      FlinkCluster flink, JobSettings settings, RuleSet rules, ListSettings lists, Path folder)
      throws Exception {
    LocalJobs jobs =
        new LocalJobs(flink, settings, folder.resolve("checkpoints"), LocalJobs.AS_DEPLOYED);
    var unused = jobs.startBlocklist(lists, PARALLELISM);
    unused = jobs.startDetection(LocalJobs.Detection.live(rules, settings), PARALLELISM, null);
    return jobs;
  }

  /** Opens the analysts' console, and goes on until it is stopped. */
  private void keep(Path folder, JobSettings settings, RuleSet rules, KafkaBroker kafka)
      throws IOException, InterruptedException {
    out.println();
    out.println("Everything goes on until Ctrl-C. The alerts in notebooks, from another terminal:");
    out.println("  ./drey alerts tail --bootstrap " + kafka.bootstrap() + " --output today");
    out.println("  notebooks/open today");
    out.println("Decide an alert yourself. Each address of the console signs in once:");
    var unused =
        open(
            DemoConsole.start(
                folder,
                settings.kafka(),
                rules,
                settings.configuration(),
                address -> out.println("  Analysts' console: " + address),
                out::println));
    new CountDownLatch(1).await();
  }

  private void say(String doing) {
    out.println(doing + " …");
  }

  private static DnsEnforcement enforcement(DreyConfiguration configuration) {
    return new DnsEnforcement(
        configuration.referenceSets().getOrDefault(BlocklistGraph.SPLASH_ANSWERS, List.of()));
  }

  private void startTails(Properties client) throws IOException {
    tail(new TopicTail<>(client, TopicNames.ALERTS, Alert.class, state::alert));
    tail(new TopicTail<>(client, TopicNames.CASES, Case.class, state.decisions()));
    tail(new TopicTail<>(client, TopicNames.SPLASH_SIGNALS, BlocklistHit.class, state::splash));
    tail(new TopicTail<>(client, TopicNames.DEAD_LETTERS, DeadLetter.class, state::deadLetter));
  }

  private void tail(TopicTail<?> tail) {
    tails.add(tail);
    opened.add(tail);
    Thread thread = new Thread(tail, "tail");
    thread.setDaemon(true);
    thread.start();
  }

  private <T extends AutoCloseable> T open(T part) {
    opened.add(part);
    return part;
  }

  /** Returns whether it was stopped, by its end or from outside. */
  public boolean isClosed() {
    return closed;
  }

  /** Stops everything, the last started first; may be called twice, also by another thread. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    for (int i = opened.size() - 1; i >= 0; i--) {
      try {
        opened.get(i).close();
      } catch (Exception e) {
        out.println("could not be stopped cleanly: " + e.getMessage());
      }
    }
  }
}
