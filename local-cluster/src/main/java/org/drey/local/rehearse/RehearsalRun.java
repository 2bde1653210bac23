package org.drey.local.rehearse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.drey.alerts.source.NewestLines;
import org.drey.base.RegularFile;
import org.drey.collect.recorded.DeclaredStreams;
import org.drey.collect.recorded.RecordedFolder;
import org.drey.collect.recorded.RecordedLine;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.event.TopicNames;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.FlinkCluster;
import org.drey.local.cluster.KafkaBroker;
import org.drey.local.cluster.LocalJobs;
import org.drey.streaming.job.DetectionInputs;
import org.drey.streaming.job.JobSettings;
import org.drey.streaming.job.LiveBlocklist;
import org.drey.streaming.job.ReplayJob;
import org.drey.streaming.lists.ListSettings;
import org.drey.streaming.operator.CollectErasures;
import org.drey.streaming.sink.ResultFiles;
import org.drey.terminal.FolderFiles;
import org.jspecify.annotations.Nullable;

/**
 * A folder of files, played through a real broker and the live jobs of this JVM: step by step of
 * the time at which lines were received, the next step when the jobs have read the last. What comes
 * out is written as replay writes it.
 */
public final class RehearsalRun {
  private static final int CHECKPOINT_EVERY_STEPS = 3;

  private final RehearsalSettings settings;
  private final DreyConfiguration configuration;
  private final @Nullable ListSettings lists;
  private final DetectionInputs inputs;
  private final ResultFiles results;
  private final Consumer<String> progress;
  private Map<String, Long> counts = Map.of();

  /**
   * A rehearsal.
   *
   * @param progress takes a line that says how far it is, now and then
   * @throws IOException if the policies of subscribers cannot be read
   */
  public RehearsalRun(RehearsalSettings settings, Consumer<String> progress) throws IOException {
    this.settings = settings;
    this.configuration = DeclaredStreams.in(settings.configuration());
    this.lists = lists();
    this.inputs =
        lists == null
            ? DetectionInputs.alone(settings.rules(), configuration)
            : DetectionInputs.besideBlocklistJob(settings.rules(), configuration);
    this.results = new ResultFiles(settings.output(), ReplayJob.OUTPUTS);
    this.progress = progress;
  }

  /** Plays it, and writes the results; if that fails, those that were there before stay. */
  public RehearsalReport run() throws Exception {
    long began = System.nanoTime();
    RehearsalScript script = script();
    Path folder = Files.createTempDirectory("drey-rehearsal");
    try {
      results.begin();
      long restarts = play(script, folder);
      results.publish();
      NewestLines.writeIn(settings.output());
      double seconds = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0;
      RehearsalReport report =
          RehearsalReport.of(
              script, model(), settings.output(), restarts, seconds, ReadLedger.of(counts));
      report.write();
      return report;
    } finally {
      results.close();
      FolderFiles.delete(folder);
    }
  }

  private RehearsalScript script() throws IOException {
    long now = System.currentTimeMillis();
    // Hits are the blocklist job's own where there is a list, and lines of a file where not.
    List<List<RecordedLine>> streams =
        new RecordedFolder(settings.input(), configuration, "").read(lists == null, now);
    return RehearsalScript.of(
        streams, settings.step(), settings.partitions(), settings.byProvider());
  }

  private Path file(String topic) {
    return settings.input().resolve(topic + ".jsonl");
  }

  private @Nullable ListSettings lists() throws IOException {
    boolean asked = LiveBlocklist.TOPICS.stream().anyMatch(topic -> Files.exists(file(topic)));
    ListSettings given = settings.lists();
    if (given == null || !asked) {
      return null;
    }
    Path policies = file(TopicNames.SUBSCRIBER_POLICIES);
    return RegularFile.isThere(policies) ? given.withPoliciesOf(policies) : given;
  }

  private ClockModel model() {
    Map<String, ClockModel.Stream> streams = new HashMap<>();
    for (StreamDefinition<?> stream : inputs.streams()) {
      Duration lateness = configuration.apply(stream.schema()).lateness();
      boolean isDriving = inputs.drivesClock(stream);
      streams.put(stream.topic(), new ClockModel.Stream(lateness, isDriving, stream.canBeLate()));
    }
    RecordedFolder.BESIDE_STREAMS.forEach(topic -> streams.put(topic, ClockModel.Stream.TIMELESS));
    return new ClockModel(streams);
  }

  private long play(RehearsalScript script, Path folder) throws Exception {
    try (RehearsalStage stage = RehearsalStage.open();
        KafkaBroker broker = KafkaBroker.start(Files.createDirectory(folder.resolve("kafka")));
        FlinkCluster flink = stage.cluster(settings.parallelism(), settings.parallelismAfter())) {
      broker.createTopicsOfThePast(script.partitions(), topics());
      JobSettings live = new JobSettings(configuration, broker.client(), "");
      LocalJobs jobs = new LocalJobs(flink, live, folder.resolve("checkpoints"), stage::pace);
      if (lists != null) {
        var unused = jobs.startBlocklist(lists, settings.parallelism());
      }
      startDetection(jobs, stage, settings.parallelism(), null);
      try (LineSender sender = new LineSender(broker.client());
          ReadWait reading = new ReadWait(broker.client(), stage, jobs, this::isRead)) {
        long restarts = play(script, jobs, sender, reading, stage);
        new TopicFiles(broker.client(), results).writeResults(sender, lists != null);
        return restarts;
      } catch (Exception e) {
        results.close(); // before Flink and the broker, which take a while
        throw e;
      }
    }
  }

  private void startDetection(
      LocalJobs jobs, RehearsalStage stage, int parallelism, @Nullable Path from) throws Exception {
    var parts = new LocalJobs.Detection(settings.rules(), inputs, stage.silence());
    var unused = jobs.startDetection(parts, parallelism, from);
  }

  private long play(
      RehearsalScript script,
      LocalJobs jobs,
      LineSender sender,
      ReadWait reading,
      RehearsalStage stage)
      throws Exception {
    List<RehearsalScript.Step> steps = script.steps();
    boolean redeploys = settings.parallelismAfter() != settings.parallelism();
    PlannedFaults mishaps =
        PlannedFaults.choose(steps.size(), settings.crashes(), redeploys, settings.seed());
    long restarts = 0;
    for (int i = 0; i < steps.size(); i++) {
      progress.accept("step " + (i + 1) + " of " + steps.size());
      RehearsalScript.Step step = steps.get(i);
      stage.clock().begin(step.driven());
      sender.send(step);
      for (PlannedFaults.Kind mishap : mishaps.at(i)) {
        if (mishap == PlannedFaults.Kind.REDEPLOY) {
          jobs.checkpoint();
          startDetection(jobs, stage, settings.parallelismAfter(), jobs.switchOffDetection());
        } else {
          if (mishap == PlannedFaults.Kind.CRASH_BEFORE_COMMIT) {
            jobs.checkpoint();
          }
          jobs.crash();
          restarts++;
        }
        reading.await(sender); // the next mishap finds jobs that run
      }
      reading.await(sender);
      if (i % CHECKPOINT_EVERY_STEPS == 0) {
        jobs.checkpoint();
      }
    }
    end(script, jobs, sender, reading, stage);
    return restarts;
  }

  /** Ends the streams, when nothing of them is under way any more. */
  private void end(
      RehearsalScript script,
      LocalJobs jobs,
      LineSender sender,
      ReadWait reading,
      RehearsalStage stage)
      throws Exception {
    jobs.checkpoint(); // of the blocklist job, too: what it wrote is on its topics
    reading.await(sender);
    jobs.checkpoint(); // through all tasks: time passes when nothing is under way
    stage.clock().end(script.horizon(RecordedFolder.BESIDE_STREAMS));
    ConditionWait.until("an answer from each partition's clock", stage.clock()::haveAllAnswered);
    if (script.sends(TopicNames.ERASURES)) {
      progress.accept("the last look for those who were erased");
      Thread.sleep(CollectErasures.LOOK_EVERY.toMillis());
    }
    // Through all tasks, for the end overtakes what silent partitions bring: hits and requests.
    jobs.checkpoint();
    var unused = jobs.endDetection();
    counts = jobs.countsOfDetection();
  }

  private boolean isRead(String job, String topic) {
    boolean blocklist = job.equals(LiveBlocklist.NAME);
    if (!blocklist && RecordedFolder.BESIDE_STREAMS.contains(topic)) {
      return true;
    }
    Predicate<StreamDefinition<?>> isOfJob =
        blocklist ? stream -> LiveBlocklist.TOPICS.contains(stream.topic()) : inputs::reads;
    return inputs.streams().stream()
        .filter(isOfJob)
        .anyMatch(stream -> stream.bindings(configuration, "").topics().contains(topic));
  }

  /** The topics that streams are, or would be, read from. */
  private Set<String> topics() {
    return inputs.streams().stream()
        .flatMap(stream -> stream.bindings(configuration, "").topics().stream())
        .collect(Collectors.toSet());
  }
}
