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
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.drey.blocklist.enforcement.DnsEnforcement;
import org.drey.cli.console.Folders;
import org.drey.event.Alert;
import org.drey.event.BlocklistHit;
import org.drey.event.DeadLetter;
import org.drey.event.SplashSignal;
import org.drey.event.Topics;
import org.drey.local.cluster.FlinkCluster;
import org.drey.local.cluster.KafkaBroker;
import org.drey.local.generate.Item;
import org.drey.local.generate.Settings;
import org.drey.local.generate.World;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;
import org.drey.streaming.job.BlocklistGraph;
import org.drey.streaming.job.DetectionInputs;
import org.drey.streaming.job.FlinkSettings;
import org.drey.streaming.job.JobSettings;
import org.drey.streaming.job.LiveBlocklist;
import org.drey.streaming.job.LiveDetection;
import org.drey.streaming.lists.ListSettings;
import org.drey.streams.stream.Streams;

/**
 * The whole system at work: a real broker, both jobs on a Flink cluster, a synthetic world played
 * into it, and the results checked against what the seed says they must be.
 */
public final class Demo implements AutoCloseable {
  private static final int PARTITIONS = 2;
  private static final int PARALLELISM = 2;
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final Duration START_WITHIN = Duration.ofSeconds(90);
  private static final Duration FINISH_WITHIN = Duration.ofMinutes(3);

  private final DemoOptions options;
  private final PrintStream out;
  private final DemoState board = new DemoState();
  private final List<AutoCloseable> opened = new CopyOnWriteArrayList<>();
  private final List<Tail<?>> tails = new ArrayList<>();
  private final List<Thread> feeds = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  public Demo(DemoOptions options, PrintStream out) {
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
    say("making a world of " + options.world().people() + " people");
    World world = World.generate(options.world());
    Path folder = open(Files.createTempDirectory("drey-demo"));
    Path list = Files.writeString(folder.resolve("blocklist.txt"), world.blocklist());
    Path config = Files.writeString(folder.resolve("config.yaml"), world.configuration());

    say("starting Kafka and Flink");
    KafkaBroker kafka = KafkaBroker.start(Files.createDirectory(folder.resolve("kafka")));
    opened.add(kafka);
    Visitors visitors = Visitors.start();
    opened.add(visitors);
    kafka.createTopicsOfThePast(PARTITIONS);
    FlinkCluster flink = startFlink();
    opened.add(flink);
    JobSettings settings =
        new JobSettings(org.drey.streams.config.Configuration.read(config), kafka.client(), "");
    RuleSet rules = Streams.compile(RuleFile.catalogue(), settings.configuration());
    Publishing.Published published = Publishing.publish(list, folder, kafka.client());
    List<JobClient> jobs = startJobs(flink, settings, rules, published.settings(), folder);
    JobWatch watch = new JobWatch(flink.address(), jobs);
    awaitRunning(watch);
    startTails(kafka);

    DetectionInputs inputs = DetectionInputs.besideBlocklistJob(rules, settings.configuration());
    View view = new View(out, options.screen(), world, board, rules, inputs, flink.address());
    out.println("Flink's web page: " + flink.address() + "   Kafka: " + kafka.bootstrap());
    out.println("What a subscriber sees: " + visitors.address());
    Feed.Listed listed =
        new Feed.Listed(
            published.index(),
            new DnsEnforcement(
                settings
                    .configuration()
                    .referenceSets()
                    .getOrDefault(BlocklistGraph.SPLASH_ANSWERS, List.of())));
    play(world, kafka, listed, new Reading(world, board, inputs), watch, visitors, view);
    flink.checkpoint(jobs.get(1)); // alerts become visible with it
    awaitTails(watch, visitors, view);
    show(watch, visitors, view, "finishing");

    double seconds = Duration.between(began, Instant.now()).toMillis() / 1000.0;
    Outcome outcome = Outcome.of(world.truth(), board, visitors.displays(), seconds);
    out.println();
    outcome.lines().forEach(out::println);
    if (options.json() != null) {
      outcome.writeJson(options.json());
    }
    if (options.keep()) {
      out.println("Everything goes on, to look around: " + flink.address() + ". Ctrl-C ends it.");
      new CountDownLatch(1).await();
    }
    return outcome.ok();
  }

  private void say(String doing) {
    out.println(doing + " …");
  }

  private FlinkCluster startFlink() throws Exception {
    try {
      return FlinkCluster.start(PARALLELISM * 2, options.webPort());
    } catch (BindException e) {
      throw new BusyPortException(options.webPort());
    }
  }

  private static List<JobClient> startJobs(
      FlinkCluster flink, JobSettings settings, RuleSet rules, ListSettings lists, Path folder)
      throws Exception {
    StreamExecutionEnvironment blocklist =
        flink.environment(FlinkSettings.blocklist(), PARALLELISM);
    LiveBlocklist.demand(settings, lists);
    LiveBlocklist.build(blocklist, settings, lists);
    Configuration keyed = FlinkSettings.detection();
    keyed.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.resolve("checkpoints").toUri().toString());
    StreamExecutionEnvironment detection = flink.environment(keyed, PARALLELISM);
    Duration transaction = LiveDetection.demand(detection, settings, rules);
    LiveDetection.build(detection, settings, rules, transaction);
    return List.of(
        blocklist.executeAsync(LiveBlocklist.NAME), detection.executeAsync(LiveDetection.NAME));
  }

  private static void awaitRunning(JobWatch watch) throws InterruptedException {
    Instant end = Instant.now().plus(START_WITHIN);
    while (!watch.allRunning()) {
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException("the jobs did not start within " + START_WITHIN);
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }

  private void startTails(KafkaBroker kafka) {
    var client = kafka.client();
    tail(new Tail<>(client, Topics.ALERTS, PARTITIONS, Alert.class, board::alert));
    tail(new Tail<>(client, Topics.SPLASH_SIGNALS, PARTITIONS, SplashSignal.class, board::splash));
    tail(new Tail<>(client, Topics.BLOCKLIST_HITS, PARTITIONS, BlocklistHit.class, board::hit));
    tail(new Tail<>(client, Topics.DEAD_LETTERS, PARTITIONS, DeadLetter.class, board::deadLetter));
  }

  private void tail(Tail<?> tail) {
    tails.add(tail);
    opened.add(tail);
    Thread thread = new Thread(tail, "tail");
    thread.setDaemon(true);
    thread.start();
  }

  /** Feeds the world in and shows what happens, until the jobs have read all of it. */
  private void play(
      World world,
      KafkaBroker kafka,
      Feed.Listed listed,
      Reading reading,
      JobWatch watch,
      Visitors visitors,
      View view)
      throws IOException, InterruptedException {
    Instant to = Settings.START.plus(Duration.ofDays(world.settings().days()));
    Pace pace = new Pace(Settings.START, to, options.playFor());
    for (Map.Entry<String, List<Item>> topic : world.arrivals().entrySet()) {
      Thread feed =
          new Thread(
              new Feed(
                  kafka.client(),
                  topic.getKey(),
                  topic.getValue(),
                  PARTITIONS,
                  pace,
                  listed,
                  board),
              "feed " + topic.getKey());
      feed.setDaemon(true);
      feeds.add(feed);
      feed.start();
    }
    Instant end = Instant.now().plus(options.playFor()).plus(FINISH_WITHIN);
    while (!(feeds.stream().noneMatch(Thread::isAlive) && reading.isAllRead())) {
      board.playedTo(pace.now());
      show(watch, visitors, view, "playing");
      if (board.failure() != null && !closed) {
        throw new IllegalStateException("a record could not be sent", board.failure());
      }
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException("the jobs did not read everything within " + FINISH_WITHIN);
      }
      if (reading.isSentBefore(pace.midnight()) && reading.isAllRead()) {
        pace.nextDay();
        end = Instant.now().plus(options.playFor()).plus(FINISH_WITHIN);
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }

  /** Looks at the jobs, lets those who are led to the splash page load it, and draws. */
  private void show(JobWatch watch, Visitors visitors, View view, String doing)
      throws IOException, InterruptedException {
    watch.look(board);
    for (SplashSignal led = board.nextVisit(); led != null; led = board.nextVisit()) {
      board.visited(visitors.visit(led));
    }
    view.show(Instant.now(), doing);
  }

  /** Until every committed record has been seen. */
  private void awaitTails(JobWatch watch, Visitors visitors, View view)
      throws IOException, InterruptedException {
    tails.forEach(Tail::caughtUp); // what was true before the checkpoint does not count
    Instant end = Instant.now().plus(FINISH_WITHIN);
    List<Tail<?>> behind = new ArrayList<>(tails);
    while (!behind.isEmpty()) {
      behind.removeIf(Tail::caughtUp);
      show(watch, visitors, view, "finishing");
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException("the results did not come within " + FINISH_WITHIN);
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }

  private Path open(Path folder) {
    opened.add(() -> Folders.delete(folder));
    return folder;
  }

  /** Whether it was stopped, by its end or from outside. */
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
    feeds.forEach(Thread::interrupt);
    for (int i = opened.size() - 1; i >= 0; i--) {
      try {
        opened.get(i).close();
      } catch (Exception e) {
        out.println("could not be stopped cleanly: " + e.getMessage());
      }
    }
  }
}
