package org.drey.local.rehearse;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.drey.alerts.source.NewestLines;
import org.drey.base.RegularFile;
import org.drey.collect.recorded.DeclaredStreams;
import org.drey.collect.recorded.RecordedFolder;
import org.drey.collect.recorded.RecordedLine;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.event.TopicNames;
import org.drey.local.cli.ArrivalReport;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.FlinkCluster;
import org.drey.local.cluster.KafkaBroker;
import org.drey.local.cluster.LocalJobs;
import org.drey.rules.compile.RuleSet;
import org.drey.streaming.job.DetectionInputs;
import org.drey.streaming.job.JobSettings;
import org.drey.streaming.job.LiveBlocklist;
import org.drey.streaming.job.ReplayJob;
import org.drey.streaming.lists.ListSettings;
import org.drey.streaming.operator.CollectErasures;
import org.drey.streaming.sink.ResultFiles;
import org.drey.terminal.CountedNoun;
import org.drey.terminal.FolderFiles;
import org.jspecify.annotations.Nullable;

/**
 * A rehearsal: a folder of files, played through a real broker and the live jobs of this JVM, step
 * by step of the time at which lines were received, the next step when the jobs have read the last.
 * The results are written as replay writes them.
 */
final class RehearsalRun {
  private static final int CHECKPOINT_EVERY_STEPS = 3;

  private final Settings settings;
  private final DreyConfiguration configuration;
  private final @Nullable ListSettings lists;
  private final DetectionInputs inputs;
  private final ResultFiles results;
  private final Consumer<String> progress;
  private Map<String, Long> counts = Map.of();

  /**
   * Settings of a rehearsal.
   *
   * @param input the folder of files
   * @param output the folder for the results
   * @param lists the list that queries and requests are matched with, null for none
   * @param partitions how many each topic has
   * @param byProvider whether each provider has its own partition instead
   * @param step how much time is sent at once
   * @param parallelism how many subtasks each operator has
   * @param parallelismAfter how many it has after a redeployment amid the lines; the same for none
   * @param crashes how many TaskManagers end
   * @param seed by which the moments of crashes and redeployment are chosen
   */
  record Settings(
      Path input,
      Path output,
      RuleSet rules,
      DreyConfiguration configuration,
      @Nullable ListSettings lists,
      int partitions,
      boolean byProvider,
      Duration step,
      int parallelism,
      int parallelismAfter,
      int crashes,
      long seed) {}

  /**
   * The ledger of a stream in the detection job: what became of the records that were read.
   *
   * @param read all of them
   * @param late older than the clock of their partition less the lateness
   * @param refused that cannot be used
   * @param duplicate that had come before
   */
  record Ledger(long read, long accepted, long late, long refused, long duplicate) {
    private static final String READ = ".read";

    /** The ledgers of all streams, from the job's counts. */
    private static Map<String, Ledger> of(Map<String, Long> counts) {
      Map<String, Ledger> ledgers = new TreeMap<>();
      counts.forEach(
          (name, read) -> {
            if (name.endsWith(READ)) {
              String stream = name.substring(0, name.length() - READ.length());
              ledgers.put(
                  stream,
                  new Ledger(
                      read,
                      sum(counts, "accepted", stream),
                      sum(counts, "late", stream),
                      sum(counts, "refused", stream),
                      sum(counts, "duplicate", stream)));
            }
          });
      return ledgers;
    }

    /** Each step at which it is decided has a count. */
    private static long sum(Map<String, Long> counts, String fate, String stream) {
      return counts.entrySet().stream()
          .filter(count -> count.getKey().endsWith("." + fate + "." + stream))
          .mapToLong(Map.Entry::getValue)
          .sum();
    }
  }

  /**
   * The report: {@code rehearsal.json}.
   *
   * @param restarts after how many crashes the jobs came back from a checkpoint
   * @param seconds how long it took
   */
  record Report(
      ArrivalReport arrivals,
      Map<String, Ledger> ledgers,
      long restarts,
      double seconds,
      Path output) {

    /** As JSON, on several lines. */
    String toJson() {
      ObjectMapper json = new ObjectMapper();
      ObjectNode root = json.createObjectNode();
      ObjectNode streams = arrivals.toJson();
      double heldBack = 0;
      for (JsonNode stream : streams) {
        for (JsonNode provider : stream) {
          heldBack = Math.max(heldBack, provider.get("held_back").asDouble());
        }
      }
      root.set("streams", streams);
      root.set("ledger", json.valueToTree(ledgers));
      root.put("held_back", heldBack);
      root.put("restarts", restarts);
      root.put("seconds", seconds);
      return root.toPrettyString();
    }

    /** As a table for people. */
    String toText() {
      String restarted = CountedNoun.of(restarts, "restart", "restarts");
      return arrivals.toText() + "%s, %.0f s%nwritten to %s".formatted(restarted, seconds, output);
    }
  }

  private enum Fault {
    /** A TaskManager ends while the lines of the step are read. */
    CRASH,
    /** It ends when a checkpoint is complete, and may not have been committed. */
    CRASH_BEFORE_COMMIT,
    /** The detection job is switched off and deployed again, with another parallelism. */
    REDEPLOY;

    /** From this step on there are faults; by then some checkpoints were taken. */
    private static final int SPARED = 4;

    /** Chooses the faults of each step by a seed; the first are spared where there are more. */
    private static Map<Integer, List<Fault>> choose(int steps, Settings settings) {
      Map<Integer, List<Fault>> chosen = new HashMap<>();
      Random random = new Random(settings.seed());
      boolean redeploys = settings.parallelismAfter() != settings.parallelism();
      int first = Math.max(0, Math.min(SPARED, steps - 1));
      int wanted = steps == 0 ? 0 : settings.crashes() + (redeploys ? 1 : 0);
      for (int i = 0; i < wanted; i++) {
        Fault fault = i % 2 == 0 ? CRASH_BEFORE_COMMIT : CRASH;
        int step = first + random.nextInt(steps - first);
        chosen
            .computeIfAbsent(step, one -> new ArrayList<>())
            .add(redeploys && i == 0 ? REDEPLOY : fault);
      }
      return chosen;
    }
  }

  /**
   * A rehearsal.
   *
   * @param progress takes a line that says how far it is, now and then
   * @throws IOException if the policies of subscribers cannot be read
   */
  RehearsalRun(Settings settings, Consumer<String> progress) throws IOException {
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
  Report run() throws Exception {
    long began = System.nanoTime();
    // Hits are the blocklist job's own where there is a list, and lines of a file where not.
    RecordedFolder recorded = new RecordedFolder(settings.input(), configuration, "");
    List<List<RecordedLine>> streams = recorded.read(lists == null, System.currentTimeMillis());
    List<ArrivalReport.Sent> lines =
        ArrivalReport.inOrder(streams, settings.byProvider() ? 0 : settings.partitions());
    Path folder = Files.createTempDirectory("drey-rehearsal");
    try {
      results.begin();
      long restarts = play(lines, folder);
      results.publish();
      NewestLines.writeIn(settings.output());
      double seconds = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0;
      ArrivalReport arrivals = new ArrivalReport(inputs, configuration, settings.step());
      lines.forEach(arrivals::take);
      Report report = new Report(arrivals, Ledger.of(counts), restarts, seconds, settings.output());
      // a provider's name may have half a character, which writeString refuses
      Files.write(
          settings.output().resolve("rehearsal.json"), (report.toJson() + "\n").getBytes(UTF_8));
      return report;
    } finally {
      results.close();
      FolderFiles.delete(folder);
    }
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

  private long play(List<ArrivalReport.Sent> lines, Path folder) throws Exception {
    int most = lines.stream().mapToInt(sent -> sent.to().partition() + 1).max().orElse(1);
    try (RehearsalStage stage = RehearsalStage.open();
        KafkaBroker broker = KafkaBroker.start(Files.createDirectory(folder.resolve("kafka")));
        FlinkCluster flink = stage.cluster(settings.parallelism(), settings.parallelismAfter())) {
      broker.createTopicsOfThePast(settings.byProvider() ? most : settings.partitions(), topics());
      JobSettings live = new JobSettings(configuration, broker.client(), "");
      LocalJobs jobs = new LocalJobs(flink, live, folder.resolve("checkpoints"), stage::pace);
      if (lists != null) {
        var unused = jobs.startBlocklist(lists, settings.parallelism());
      }
      startDetection(jobs, stage, settings.parallelism(), null);
      try (LineSender sender = new LineSender(broker.client(), stage, jobs, this::isRead)) {
        long restarts = play(lines, jobs, sender, stage);
        new TopicFiles(broker.client(), results)
            .writeResults(sender, configuration.findingsTopic(), lists != null);
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
      List<ArrivalReport.Sent> lines, LocalJobs jobs, LineSender sender, RehearsalStage stage)
      throws Exception {
    List<LineSender.Step> steps = LineSender.Step.cut(lines, settings.step());
    Map<Integer, List<Fault>> faults = Fault.choose(steps.size(), settings);
    long restarts = 0;
    for (int i = 0; i < steps.size(); i++) {
      progress.accept("step " + (i + 1) + " of " + steps.size());
      stage.clock().begin(steps.get(i).driven());
      sender.send(steps.get(i));
      for (Fault fault : faults.getOrDefault(i, List.of())) {
        if (fault != Fault.CRASH) {
          jobs.checkpoint();
        }
        if (fault == Fault.REDEPLOY) {
          startDetection(jobs, stage, settings.parallelismAfter(), jobs.switchOffDetection());
        } else {
          jobs.crash();
          restarts++;
        }
        sender.awaitRead(); // the next fault finds jobs that run
      }
      sender.awaitRead();
      if (i % CHECKPOINT_EVERY_STEPS == 0) {
        jobs.checkpoint();
      }
    }
    end(lines, jobs, sender, stage);
    return restarts;
  }

  /** Ends the streams, when nothing of them is under way any more. */
  private void end(
      List<ArrivalReport.Sent> lines, LocalJobs jobs, LineSender sender, RehearsalStage stage)
      throws Exception {
    jobs.checkpoint(); // the blocklist job's, too: what it wrote is on its topics
    sender.awaitRead();
    jobs.checkpoint(); // through all tasks: time passes when nothing is under way
    stage.clock().end(horizon(lines));
    ConditionWait.until("an answer from each partition's clock", stage.clock()::haveAllAnswered);
    if (lines.stream().anyMatch(sent -> sent.line().topic().equals(TopicNames.ERASURES))) {
      progress.accept("the last look for those who were erased");
      ConditionWait.holdsWithin(CollectErasures.LOOK_EVERY, () -> false);
    }
    // Through all tasks, for the end overtakes what silent partitions bring: hits and requests.
    jobs.checkpoint();
    var unused = jobs.endDetection();
    counts = jobs.countsOfDetection();
  }

  /** The time of the latest event that jobs accept, {@link ArrivedRecord#NO_TIME} if none is. */
  private static long horizon(List<ArrivalReport.Sent> lines) {
    return lines.stream()
        .map(ArrivalReport.Sent::line)
        .filter(line -> !line.isRefused())
        .filter(line -> !RecordedFolder.BESIDE_STREAMS.contains(line.stream()))
        .mapToLong(RecordedLine::eventTime)
        .max()
        .orElse(ArrivedRecord.NO_TIME);
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
