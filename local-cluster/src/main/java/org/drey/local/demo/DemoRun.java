package org.drey.local.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
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
import org.drey.local.demo.DemoView.DemoAddresses;
import org.drey.local.demo.TopicPlayback.ListedTargets;
import org.drey.local.generate.KnownTruth;
import org.drey.local.generate.SyntheticWorld;
import org.drey.local.people.PeopleFile;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;
import org.drey.streaming.job.BlocklistGraph;
import org.drey.streaming.job.DetectionInputs;
import org.drey.streaming.job.JobSettings;
import org.drey.streaming.lists.ListSettings;
import org.drey.terminal.FolderFiles;

/**
 * The whole system at work: a real broker, both jobs on a Flink cluster, a synthetic world played
 * into it, and the results checked against what the seed says they must be.
 */
public final class DemoRun implements AutoCloseable {
  private static final int PARTITIONS = 2;
  private static final int PARALLELISM = 2;

  /** People whom the analysts can explain, and who then go on. */
  private static final int RETURNING = 2;

  private final DemoOptions options;
  private final PrintStream out;
  private final DemoState state = new DemoState();
  private final List<AutoCloseable> opened = new CopyOnWriteArrayList<>();
  private final List<TopicTail<?>> tails = new ArrayList<>();
  private volatile boolean closed;

  public DemoRun(DemoOptions options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /**
   * Runs to the summary.
   *
   * @return whether the pipeline did what the seed says it must
   */
  public boolean run() throws Exception {
    Instant began = Instant.now();
    SyntheticWorld world = world();
    Path folder = Files.createTempDirectory("drey-demo");
    opened.add(() -> FolderFiles.delete(folder));
    Path list = Files.writeString(folder.resolve("blocklist.txt"), world.blocklist());
    Path config = Files.writeString(folder.resolve("config.yaml"), world.configuration());

    say("starting Kafka and Flink");
    KafkaBroker kafka = open(KafkaBroker.start(Files.createDirectory(folder.resolve("kafka"))));
    SplashVisitors visitors = open(SplashVisitors.start());
    kafka.createTopicsOfThePast(PARTITIONS);
    FlinkCluster flink = open(cluster());
    JobSettings settings = new JobSettings(DreyConfiguration.read(config), kafka.client(), "");
    RuleSet rules = StreamRegistry.compile(RuleFile.catalogue(), settings.configuration());
    ListPublishing.PublishedList published = ListPublishing.publish(list, folder, kafka.client());
    LocalJobs jobs = start(flink, settings, rules, published.settings(), folder);
    JobWatch watch = new JobWatch(flink.address(), jobs.running());
    ConditionWait.until("both jobs at work", watch::allRunning);
    startTails(kafka.client());
    DetectionInputs inputs = DetectionInputs.besideBlocklistJob(rules, settings.configuration());
    DemoConsole console = open(console(folder, settings, rules));
    DemoAddresses places = new DemoAddresses(flink.address(), console::address);
    DemoView view = new DemoView(out, options.screen(), world, state, rules, inputs, places);
    printPages(kafka, flink, visitors);
    WorldPlayback playing = open(new WorldPlayback(world, state, watch, visitors, view));
    DemoAnalysts analysts = new DemoAnalysts(world, KnownTruth.of(world), rules, kafka.client());
    ListedTargets listed =
        new ListedTargets(published.index(), enforcement(settings.configuration()));
    ReadProgress reading = new ReadProgress(world, state, inputs);
    WorldPlayback.Midnight midnight = deciding(analysts, playing, jobs);
    playing.play(kafka.client(), PARTITIONS, listed, reading, options.playFor(), midnight);
    catchUp(playing, jobs, "finishing");
    boolean isGood = report(world, visitors, began);
    if (options.keep()) {
      keep(flink, visitors, kafka, console);
    }
    out.println("All of it has ended. './drey demo --keep' leaves it running, to look around.");
    return isGood;
  }

  private SyntheticWorld world() throws IOException {
    say("making a world of " + options.world().people() + " people");
    return SyntheticWorld.generate(options.world(), PeopleFile.all(), RETURNING);
  }

  /** Starts a cluster with room for both jobs. */
  private FlinkCluster cluster() throws Exception {
    try {
      return FlinkCluster.start(PARALLELISM * 2, options.webPort());
    } catch (BindException e) {
      throw new BusyPortException(options.webPort());
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

  private DemoConsole console(Path folder, JobSettings settings, RuleSet rules) throws IOException {
    return DemoConsole.start(folder, settings.kafka(), rules, settings.configuration(), this::say);
  }

  /** Goes on until it is stopped, with three things to try. */
  private void keep(
      FlinkCluster flink, SplashVisitors visitors, KafkaBroker kafka, DemoConsole console)
      throws InterruptedException {
    out.println();
    out.println("Everything goes on until Ctrl-C. Flink's web page: " + flink.address());
    out.println("1. What a subscriber sees who asks for a listed name: " + visitors.address());
    out.println("2. The alerts in notebooks, with your verdicts, from another terminal:");
    out.println("   ./drey alerts tail --bootstrap " + kafka.bootstrap() + " --output today");
    out.println("   notebooks/open today");
    console.readAddresses(address -> out.println("3. Decide an alert yourself: " + address));
    new CountDownLatch(1).await();
  }

  private void printPages(KafkaBroker kafka, FlinkCluster flink, SplashVisitors visitors) {
    out.println("Kafka: " + kafka.bootstrap());
    out.println("Flink's web page: " + flink.address());
    out.println("What a subscriber sees: " + visitors.address());
  }

  /** Returns what analysts do at midnight, once they are due. */
  private WorldPlayback.Midnight deciding(
      DemoAnalysts analysts, WorldPlayback playing, LocalJobs jobs) {
    return time -> {
      if (analysts.areDue(time)) {
        catchUp(playing, jobs, "deciding");
        analysts.decide(state.notWithdrawn(), time, state.decisions());
      }
    };
  }

  /** Shows all results of what the jobs have read: they become visible with a checkpoint. */
  private void catchUp(WorldPlayback playing, LocalJobs jobs, String doing) throws Exception {
    jobs.checkpoint();
    playing.catchUp(tails, doing);
  }

  /** Prints the summary; returns whether the pipeline did what the seed says it must. */
  private boolean report(SyntheticWorld world, SplashVisitors visitors, Instant began)
      throws IOException {
    double seconds = Duration.between(began, Instant.now()).toMillis() / 1000.0;
    DemoOutcome outcome = DemoOutcome.of(world.truth(), state, visitors.displays(), seconds);
    out.println();
    outcome.lines().forEach(out::println);
    if (options.json() != null) {
      outcome.writeJson(options.json());
    }
    return outcome.ok();
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
    tail(new TopicTail<>(client, TopicNames.BLOCKLIST_HITS, BlocklistHit.class, state::hit));
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
