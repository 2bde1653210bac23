package org.drey.local.up;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.processes.FlinkRest;
import org.drey.local.processes.LinuxTables;
import org.drey.local.processes.ProcessFolder.NotedProcess;
import org.drey.local.up.ClusterStatus.LagLine;
import org.drey.local.up.StatusProbe.LagReader;
import org.drey.local.up.StatusProbe.MetricsScrape;
import org.drey.terminal.FolderFiles;

/** A meter of a cluster: its memory, its state, and what it has not read. */
final class ClusterMeter {
  private static final Duration DRAINED_WITHIN = Duration.ofMinutes(30);

  /** A look takes work from the jobs that it looks at. */
  private static final long LOOK_EVERY_NANOS = Duration.ofSeconds(1).toNanos();

  private final ClusterFolder folder;
  private final ClusterSettings settings;
  private final FlinkRest flink;
  private final String job;

  /** A meter of the cluster of a folder. */
  ClusterMeter(Path dir) throws IOException {
    this.folder = new ClusterFolder(dir);
    this.settings = folder.demandSettings();
    ClusterParts parts = new ClusterParts(folder, settings);
    this.flink = parts.rest();
    this.job = folder.jobs().orElseThrow().run(JobKind.DETECTION).id();
  }

  /** The ledger of a stream: what became of the records that a job has read. */
  record Ledger(
      String job,
      String stream,
      long read,
      long accepted,
      long late,
      long refused,
      long duplicate) {
    /** Returns those of which nothing is known. */
    long open() {
      return read - accepted - late - refused - duplicate;
    }
  }

  /** Returns how many records a job had not read at its last checkpoint. */
  long lag() throws Exception {
    long records = 0;
    LagReader reader = new LagReader(new ClusterParts(folder, settings).kafka().client());
    for (JobKind kind : JobKind.values()) {
      for (LagLine line : reader.read(kind, System.currentTimeMillis())) {
        records += line.records();
      }
    }
    return records;
  }

  /** Waits until checkpoints say that all is read. */
  void awaitDrained() throws Exception {
    long checkpoints = flink.completedCheckpoints(job);
    if (!ConditionWait.holdsWithin(DRAINED_WITHIN, () -> isDrained(checkpoints))) {
      throw new IllegalStateException(lag() + " records are not read");
    }
  }

  private boolean isDrained(long checkpoints) throws Exception {
    LockSupport.parkNanos(LOOK_EVERY_NANOS);
    return flink.completedCheckpoints(job) > checkpoints && lag() == 0;
  }

  /** Returns the bytes of a savepoint of the detection job, which is not compressed. */
  long savepointBytes() throws Exception {
    Path savepoint = Path.of(URI.create(flink.savepoint(job, folder.uri("savepoints"))));
    long bytes = 0;
    try (Stream<Path> files = Files.walk(savepoint)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    FolderFiles.delete(savepoint);
    return bytes;
  }

  /** Returns the bytes of the detection job's last checkpoint, with files of earlier ones. */
  long checkpointBytes() throws Exception {
    JsonNode last = flink.checkpoints(job).path("latest").path("completed");
    return last.path("state_size").asLong();
  }

  private List<NotedProcess> taskManagers() throws IOException {
    List<NotedProcess> found = new ArrayList<>();
    for (int i = 1; i <= ClusterSettings.TASK_MANAGERS; i++) {
      found.add(folder.processes().find("taskmanager-" + i).orElseThrow());
    }
    return found;
  }

  /** Returns what all task managers have in memory. */
  long residentBytes() throws IOException {
    return taskManagers().stream().mapToLong(one -> LinuxTables.memoryOf(one.pid())).sum();
  }

  /** Returns what all task managers have on their heaps, without garbage. */
  long heapBytes() throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    for (NotedProcess one : taskManagers()) {
      Process collection =
          new ProcessBuilder(jcmd, Long.toString(one.pid()), "GC.run")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (collection.waitFor() != 0) {
        throw new IOException(one.name() + " collects no garbage");
      }
    }
    return (long)
        scrape().ending("Status_JVM_Memory_Heap_Used").stream()
            .filter(one -> one.name().startsWith("flink_taskmanager"))
            .mapToDouble(MetricsScrape.Sample::value)
            .sum();
  }

  private MetricsScrape scrape() throws InterruptedException {
    return MetricsScrape.of(settings.flinkMetrics());
  }

  /** Returns the ledger of each stream of each job. */
  List<Ledger> ledgers() throws InterruptedException {
    MetricsScrape metrics = scrape();
    return metrics.ending("stream_read").stream()
        .map(one -> ledger(metrics, one.label("job_name"), one.label("stream")))
        .distinct()
        .toList();
  }

  private static Ledger ledger(MetricsScrape metrics, String job, String stream) {
    return new Ledger(
        job,
        stream,
        sum(metrics, "stream_read", job, stream),
        sum(metrics, "stream_accepted", job, stream),
        sum(metrics, "stream_late", job, stream),
        sum(metrics, "stream_refused", job, stream),
        sum(metrics, "stream_duplicate", job, stream));
  }

  private static long sum(MetricsScrape metrics, String name, String job, String stream) {
    return (long)
        metrics.ending(name).stream()
            .filter(one -> one.label("job_name").equals(job) && one.label("stream").equals(stream))
            .mapToDouble(MetricsScrape.Sample::value)
            .sum();
  }
}
