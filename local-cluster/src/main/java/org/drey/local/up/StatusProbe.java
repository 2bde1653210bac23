package org.drey.local.up;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.drey.local.processes.FlinkRest;
import org.drey.local.processes.LinuxTables;
import org.drey.local.processes.ProcessFolder;
import org.drey.local.processes.ProcessFolder.NotedProcess;
import org.drey.local.up.ClusterStatus.ClockLine;
import org.drey.local.up.ClusterStatus.JobLine;
import org.drey.local.up.ClusterStatus.LagLine;
import org.drey.local.up.ClusterStatus.LateLine;
import org.drey.local.up.ClusterStatus.ListLine;
import org.drey.local.up.ClusterStatus.ProcessLine;
import org.jspecify.annotations.Nullable;

/** Looks at a cluster: asks the system, Flink, Kafka and the metrics. */
final class StatusProbe {
  private static final String CAUSED = "\nCaused by: ";

  private final ClusterFolder folder;
  private final ClusterSettings settings;
  private final List<String> problems = new ArrayList<>();
  private final long now = System.currentTimeMillis();

  StatusProbe(ClusterFolder folder, ClusterSettings settings) {
    this.folder = folder;
    this.settings = settings;
  }

  ClusterStatus look() throws IOException, InterruptedException {
    List<ProcessLine> processes = processes();
    if (processes.stream().noneMatch(ProcessLine::runs)) {
      List<JobLine> jobs = jobs(new MetricsScrape(List.of()));
      return new ClusterStatus(
          now, processes, jobs, List.of(), List.of(), List.of(), List.of(), problems);
    }
    MetricsScrape metrics = MetricsScrape.of(settings.flinkMetrics());
    List<JobLine> jobs = jobs(metrics);
    jobs.forEach(job -> job.problem(now).ifPresent(problems::add));
    if (processes.stream().noneMatch(StatusProbe::isBroker)) {
      problems.add(
          "No broker runs: jobs wait for one, read nothing and write nothing. './drey up' starts"
              + " it.");
    }
    List<LateLine> late = late(metrics);
    late.forEach(one -> one.problem().ifPresent(problems::add));
    List<ListLine> lists = lists(metrics);
    if (lists.isEmpty() && jobs.stream().anyMatch(job -> job.state().equals("RUNNING"))) {
      problems.add("No list is in force.");
    }
    lists.stream()
        .filter(ListLine::stale)
        .forEach(
            one -> problems.add("The list " + one.list() + " is stale: see docs/blocklists.md."));
    return new ClusterStatus(
        now, processes, jobs, lag(processes), clocks(metrics), lists, late, problems);
  }

  private List<ProcessLine> processes() throws IOException {
    ProcessFolder folders = folder.processes();
    List<ProcessLine> lines = new ArrayList<>();
    for (ClusterPlan.Part part : ClusterPlan.of(settings, ClusterParts.hasMonitors()).parts()) {
      Optional<NotedProcess> noted = folders.find(part.name());
      lines.add(line(part, noted));
    }
    return lines;
  }

  private ProcessLine line(ClusterPlan.Part part, Optional<NotedProcess> noted) throws IOException {
    if (noted.isEmpty()) {
      return new ProcessLine(part.name(), "STOPPED", 0, part.ports(), 0, 0);
    }
    NotedProcess process = noted.get();
    String state = !process.isAlive() ? "DEAD" : process.isHalted() ? "HALTED" : "RUNNING";
    if (state.equals("DEAD")) {
      problems.add(part.name() + " is dead; './drey up' starts it again.");
    } else if (state.equals("HALTED")) {
      problems.add(
          "%s hangs: a signal has stopped it. 'kill -CONT %d' lets it go on."
              .formatted(part.name(), process.pid()));
    } else if (!process.isListening()) {
      problems.add(part.name() + " does not listen on its ports " + part.ports() + ".");
    }
    return new ProcessLine(
        part.name(),
        state,
        process.pid(),
        part.ports(),
        LinuxTables.memoryOf(process.pid()),
        process.startedMillis());
  }

  private List<JobLine> jobs(MetricsScrape metrics) throws IOException, InterruptedException {
    Optional<DeployedJobs> deployed = folder.jobs();
    List<JobLine> lines = new ArrayList<>();
    if (deployed.isEmpty()) {
      return lines;
    }
    FlinkRest flink = new ClusterParts(folder, settings).rest();
    for (JobKind job : JobKind.values()) {
      lines.add(job(flink, job, deployed.get(), metrics));
      for (String id : others(flink, job, deployed.get())) {
        problems.add(
            "Another %s job runs, which no command here has noted: %s. Its results hide those of the first: './drey down' ends it, then './drey up --resync'."
                .formatted(job.shortName(), id));
      }
    }
    return lines;
  }

  private static JobLine job(
      FlinkRest flink, JobKind job, DeployedJobs deployed, MetricsScrape metrics)
      throws InterruptedException {
    String id = deployed.run(job).id();
    if (id == null) {
      return unknown(job, "STOPPED", null, deployed);
    }
    try {
      String state = flink.state(id);
      return state.isEmpty()
          ? unknown(job, "GONE", id, deployed)
          : known(flink, unknown(job, state, id, deployed), id, metrics);
    } catch (IOException e) {
      return unknown(job, "UNKNOWN", id, deployed);
    }
  }

  private static JobLine unknown(
      JobKind job, String state, @Nullable String id, DeployedJobs deployed) {
    return new JobLine(
        job.shortName(), state, id, deployed.parallelism(), 0, 0, 0, null, 0, null, null);
  }

  private static JobLine known(FlinkRest flink, JobLine job, String id, MetricsScrape metrics)
      throws IOException, InterruptedException {
    JsonNode checkpoints = flink.checkpoints(id);
    JsonNode last = checkpoints.path("latest").path("completed");
    JsonNode error = lastError(flink, id);
    boolean waits = job.state().equals("RUNNING") && !flink.isRunning(id); // Flink says it runs
    return new JobLine(
        job.name(),
        waits ? "STARTING" : job.state(),
        id,
        job.parallelism(),
        metrics.largest("numRestarts", "job_id", id),
        checkpoints.path("counts").path("completed").asLong(),
        checkpoints.path("counts").path("failed").asLong(),
        last.isObject() ? last.path("latest_ack_timestamp").asLong() : null,
        last.path("end_to_end_duration").asLong(),
        error.isObject() ? firstLine(error.path("stacktrace").asText()) : null,
        error.isObject() ? error.path("timestamp").asLong() : null);
  }

  /** Returns the ids of jobs of the same name that run beside the one that is deployed. */
  private static List<String> others(FlinkRest flink, JobKind job, DeployedJobs deployed)
      throws InterruptedException {
    try {
      return flink.running(job.group()).stream()
          .filter(id -> !id.equals(deployed.run(job).id()))
          .toList();
    } catch (IOException e) {
      return List.of(); // no answer this time
    }
  }

  /** Returns Flink's newest entry on what failed in a job; missing if nothing did. */
  static JsonNode lastError(FlinkRest flink, String id) throws IOException, InterruptedException {
    return flink.get("jobs/" + id + "/exceptions").path("exceptionHistory").path("entries").path(0);
  }

  /** Returns the last error that a stack names as a cause, or else its first line. */
  static String root(String stack) {
    int cause = stack.lastIndexOf(CAUSED);
    return firstLine(cause < 0 ? stack : stack.substring(cause + CAUSED.length()));
  }

  /** Returns the first line, without the packages of the error's class. */
  static String firstLine(String stack) {
    return stack
        .lines()
        .findFirst()
        .orElse("")
        .replaceFirst("^[\\w.$]*\\.(?=\\w+(Exception|Error))", "")
        .replaceAll("\\p{Cntrl}", "?");
  }

  private static boolean isBroker(ProcessLine process) {
    return process.name().startsWith("kafka") && process.state().equals("RUNNING");
  }

  private List<LagLine> lag(List<ProcessLine> processes) throws InterruptedException {
    List<LagLine> lines = new ArrayList<>();
    if (processes.stream().noneMatch(StatusProbe::isBroker)) {
      return lines;
    }
    LagReader reader = new LagReader(new ClusterParts(folder, settings).kafka().client());
    try {
      for (JobKind job : JobKind.values()) {
        lines.addAll(reader.read(job, now));
      }
    } catch (ExecutionException | TimeoutException e) {
      problems.add("Kafka does not answer.");
    }
    return lines;
  }

  private static List<ClockLine> clocks(MetricsScrape metrics) {
    return metrics.ending("clock_held_back_ms").stream()
        .filter(one -> one.value() > 0)
        .map(one -> new ClockLine(one.label("topic"), one.label("partition"), (long) one.value()))
        .distinct()
        .sorted((a, b) -> Long.compare(b.heldBackMillis(), a.heldBackMillis()))
        .toList();
  }

  private static List<LateLine> late(MetricsScrape metrics) {
    Map<String, Long> late = sums(metrics, "stream_late");
    Map<String, Long> read = sums(metrics, "stream_read");
    return late.entrySet().stream()
        .filter(one -> one.getValue() > 0)
        .map(one -> new LateLine(one.getKey(), one.getValue(), read.getOrDefault(one.getKey(), 0L)))
        .toList();
  }

  private static Map<String, Long> sums(MetricsScrape metrics, String name) {
    Map<String, Long> sums = new TreeMap<>();
    metrics
        .ending(name)
        .forEach(one -> sums.merge(one.label("stream"), (long) one.value(), Long::sum));
    return sums;
  }

  private static List<ListLine> lists(MetricsScrape metrics) {
    Map<String, ListLine> lists = new TreeMap<>();
    for (MetricsScrape.Sample entries : metrics.ending("list_entries")) {
      String list = entries.label("list");
      lists.put(
          list,
          new ListLine(
              list,
              (long) entries.value(),
              metrics.largest("list_sequence", "list", list),
              metrics.largest("list_age_seconds", "list", list),
              metrics.largest("list_stale", "list", list) > 0));
    }
    return List.copyOf(lists.values());
  }

  /** How much of its topics a job had not read at its last checkpoint. */
  static final class LagReader {
    private static final long ANSWER_WITHIN_SECONDS = 10;
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int POLLS = 4;

    private final Properties client;

    LagReader(Properties client) {
      this.client = new Properties();
      this.client.putAll(client);
      this.client.setProperty("request.timeout.ms", "5000");
      this.client.setProperty("default.api.timeout.ms", "8000");
    }

    /**
     * Returns a line for each topic of a job.
     *
     * @throws ExecutionException if the brokers do not answer
     */
    List<LagLine> read(JobKind job, long nowMillis)
        throws ExecutionException, TimeoutException, InterruptedException {
      Map<TopicPartition, Long> behind = new HashMap<>();
      Map<TopicPartition, Long> next = new HashMap<>();
      try (Admin admin = Admin.create(client)) {
        Map<TopicPartition, OffsetAndMetadata> read =
            admin
                .listConsumerGroupOffsets(job.group())
                .partitionsToOffsetAndMetadata()
                .get(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS);
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        read.keySet().forEach(partition -> asked.put(partition, OffsetSpec.latest()));
        admin
            .listOffsets(asked)
            .all()
            .get(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS)
            .forEach(
                (partition, end) -> {
                  long offset = Objects.requireNonNull(read.get(partition)).offset();
                  behind.put(partition, Math.max(0, end.offset() - offset));
                  if (end.offset() > offset) {
                    next.put(partition, offset);
                  }
                });
      }
      return lines(job, behind, oldest(next), nowMillis);
    }

    private static List<LagLine> lines(
        JobKind job,
        Map<TopicPartition, Long> behind,
        Map<TopicPartition, Long> oldest,
        long nowMillis) {
      Map<String, Long> records = new TreeMap<>();
      Map<String, Long> millis = new HashMap<>();
      behind.forEach(
          (partition, count) -> {
            records.merge(partition.topic(), count, Long::sum);
            long since = count == 0 ? nowMillis : oldest.getOrDefault(partition, nowMillis);
            millis.merge(partition.topic(), Math.max(0, nowMillis - since), Math::max);
          });
      List<LagLine> lines = new ArrayList<>();
      records.forEach(
          (topic, count) ->
              lines.add(
                  new LagLine(job.shortName(), topic, count, millis.getOrDefault(topic, 0L))));
      return lines;
    }

    /** Returns the times of the records that are read next. */
    private Map<TopicPartition, Long> oldest(Map<TopicPartition, Long> next) {
      Map<TopicPartition, Long> times = new HashMap<>();
      if (next.isEmpty()) {
        return times;
      }
      Properties properties = new Properties();
      properties.putAll(client);
      properties.setProperty("max.partition.fetch.bytes", "4096");
      try (KafkaConsumer<byte[], byte[]> consumer =
          new KafkaConsumer<>(
              properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
        consumer.assign(next.keySet());
        next.forEach(consumer::seek);
        for (int i = 0; i < POLLS && times.size() < next.size(); i++) {
          for (ConsumerRecord<byte[], byte[]> one : consumer.poll(POLL)) {
            times.putIfAbsent(new TopicPartition(one.topic(), one.partition()), one.timestamp());
          }
        }
      }
      return times;
    }
  }

  /** Metrics of processes as they say them to Prometheus. */
  record MetricsScrape(List<Sample> samples) {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
    private static final Pattern LINE =
        Pattern.compile("(?m)^([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    MetricsScrape {
      samples = List.copyOf(samples);
    }

    /** One value. */
    record Sample(String name, Map<String, String> labels, double value) {
      Sample {
        labels = Map.copyOf(labels);
      }

      String label(String label) {
        return labels.getOrDefault(label, "");
      }
    }

    /** Asks processes of this machine; leaves out those that do not answer. */
    static MetricsScrape of(List<Integer> ports) throws InterruptedException {
      HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER_WITHIN).build();
      List<Sample> samples = new ArrayList<>();
      for (int port : ports) {
        samples.addAll(parse(text(http, port)).samples());
      }
      return new MetricsScrape(samples);
    }

    private static String text(HttpClient http, int port) throws InterruptedException {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/metrics"))
              .timeout(ANSWER_WITHIN)
              .build();
      try {
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      } catch (IOException e) {
        return ""; // it is dead, and the list of processes says so
      }
    }

    static MetricsScrape parse(String text) {
      List<Sample> samples = new ArrayList<>();
      Matcher line = LINE.matcher(text);
      while (line.find()) {
        Map<String, String> labels = new HashMap<>();
        if (line.group(2) != null) {
          LABEL
              .matcher(line.group(2))
              .results()
              .forEach(one -> labels.put(one.group(1), one.group(2)));
        }
        samples.add(new Sample(line.group(1), labels, number(line.group(3))));
      }
      return new MetricsScrape(samples);
    }

    private static double number(String text) {
      return switch (text) {
        case "NaN", "+Inf", "-Inf" -> Double.NaN;
        default -> Double.parseDouble(text);
      };
    }

    /** Returns the samples of a metric of Flink, whose name ends so. */
    List<Sample> ending(String name) {
      return samples.stream().filter(one -> one.name().endsWith("_" + name)).toList();
    }

    /** Returns the largest value of a metric where it has a label; 0 if there is none. */
    long largest(String name, String label, String value) {
      return ending(name).stream()
          .filter(one -> one.label(label).equals(value))
          .mapToLong(one -> (long) one.value())
          .max()
          .orElse(0);
    }
  }
}
