package org.drey.local.up;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A cluster as it was found. Times are milliseconds since 1970.
 *
 * @param atMillis when
 * @param processes all that it consists of
 * @param jobs both
 * @param lag of each topic that a job reads
 * @param clocks who holds the clock back, by how much
 * @param lists those in force
 * @param late records that came too late to be used
 * @param problems what is wrong, in words; none if all is well
 */
record ClusterStatus(
    long atMillis,
    List<ProcessLine> processes,
    List<JobLine> jobs,
    List<LagLine> lag,
    List<ClockLine> clocks,
    List<ListLine> lists,
    List<LateLine> late,
    List<String> problems) {
  private static final long MEBI = 1 << 20;
  private static final int COLUMNS = 80;
  private static final int MOST_CLOCKS = 3;
  private static final int WRONG = 3;

  /**
   * A process.
   *
   * @param state RUNNING, HALTED if a signal keeps it from going on, DEAD, or STOPPED if it never
   *     ran or was stopped as asked
   * @param pid of the last that was started; 0 if none was
   * @param rssBytes what it has in memory
   */
  record ProcessLine(
      String name, String state, long pid, List<Integer> ports, long rssBytes, long sinceMillis) {

    boolean runs() {
      return state.equals("RUNNING") || state.equals("HALTED");
    }
  }

  /**
   * A job.
   *
   * @param state Flink's word; GONE if Flink does not know it, UNKNOWN if Flink does not answer
   * @param id of the last submission; null if none runs
   * @param lastCheckpointMillis when the last was complete; null if none was
   * @param lastError its first line
   */
  record JobLine(
      String name,
      String state,
      @Nullable String id,
      int parallelism,
      long restarts,
      long checkpoints,
      long failedCheckpoints,
      @Nullable Long lastCheckpointMillis,
      long lastCheckpointTookMillis,
      @Nullable String lastError,
      @Nullable Long lastErrorMillis) {
    private static final long OLD_CHECKPOINT = Duration.ofMinutes(2).toMillis();

    /** States in which a job stays, unless a command starts it. */
    private static final Set<String> ENDED =
        Set.of("GONE", "STOPPED", "FINISHED", "CANCELED", "FAILED");

    /** Returns what is wrong with the job. */
    Optional<String> problem(long now) {
      Long last = lastCheckpointMillis;
      if (!state.equals("RUNNING")) {
        return Optional.of(
            "The %s job is %s.%s"
                .formatted(
                    name,
                    state,
                    ENDED.contains(state)
                        ? " './drey up' goes on from its newest checkpoint or savepoint."
                        : ""));
      }
      if (last != null && now - last > OLD_CHECKPOINT) {
        return Optional.of(
            "The last checkpoint of the " + name + " job is old: alerts wait for it.");
      }
      if (last == null && failedCheckpoints > 0) {
        return Optional.of(
            "The %s job has completed no checkpoint since it was started, and %d failed: alerts wait for one."
                .formatted(name, failedCheckpoints));
      }
      return Optional.empty();
    }
  }

  /**
   * The records of a topic that a job had not read at its last checkpoint.
   *
   * @param behindMillis how long the oldest of these records has been there
   */
  record LagLine(String job, String topic, long records, long behindMillis) {}

  /** A partition that holds the clock of the detection job back. */
  record ClockLine(String topic, String partition, long heldBackMillis) {}

  /**
   * Records of a stream that came too late, since the job was last started.
   *
   * @param read how many came in all
   */
  record LateLine(String stream, long records, long read) {
    private static final long FEW = 10;
    private static final double SHARE = 0.005; // as the alarm DreyRecordsLate

    /** Returns what is wrong where many records are late. */
    Optional<String> problem() {
      return records > FEW && records > SHARE * read
          ? Optional.of(
              "%,d of %,d records of %s came too late and are not used: see docs/operate/runbooks/DreyRecordsLate.md."
                  .formatted(records, read, stream))
          : Optional.empty();
    }
  }

  /** A list in force. */
  record ListLine(String list, long entries, long sequence, long ageSeconds, boolean stale) {}

  /** Returns whether nothing runs. */
  @JsonIgnore
  boolean isDown() {
    return processes.stream().noneMatch(ProcessLine::runs);
  }

  /** Returns the exit status of a command that shows it. */
  int exit() {
    if (isDown()) {
      return 1;
    }
    return problems.isEmpty() ? 0 : WRONG;
  }

  /** Returns it as a person reads it, on one screen of 80 columns. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.addAll(processTable());
    if (!jobs.isEmpty()) {
      lines.add("");
      lines.addAll(jobTable());
    }
    if (!lag.isEmpty()) {
      lines.add("");
      lines.addAll(lagTable());
    }
    lines.add("");
    if (!isDown()) {
      lines.add(clockText());
      lines.add(listText());
      if (!late.isEmpty()) {
        lines.add(lateText());
      }
    }
    lines.addAll(verdict());
    return lines.stream().map(ClusterStatus::cut).toList();
  }

  private static String cut(String line) {
    return line.length() <= COLUMNS || !line.startsWith("  last error")
        ? line
        : line.substring(0, COLUMNS - 1) + "…";
  }

  private List<String> processTable() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%-14s %-8s %8s %8s %8s  %s".formatted("process", "", "pid", "memory", "up", "ports"));
    long sum = 0;
    for (ProcessLine one : processes) {
      sum += one.rssBytes();
      lines.add(
          "%-14s %-8s %8s %8s %8s  %s"
              .formatted(
                  one.name(),
                  one.state().equals("RUNNING") ? "running" : one.state(),
                  one.pid() == 0 ? "" : Long.toString(one.pid()),
                  one.runs() ? one.rssBytes() / MEBI + " MiB" : "",
                  one.runs() ? time(atMillis - one.sinceMillis()) : "",
                  one.ports().stream().map(String::valueOf).collect(Collectors.joining(" "))));
    }
    lines.add("%-14s %-8s %8s %8s".formatted("all", "", "", sum / MEBI + " MiB"));
    return lines;
  }

  private List<String> jobTable() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%-10s %-10s %8s %8s   %s"
            .formatted("job", "", "subtasks", "restarts", "checkpoints: done, failed, last"));
    for (JobLine job : jobs) {
      lines.add(
          "%-10s %-10s %8d %8d   %d, %d, %s"
              .formatted(
                  job.name(),
                  job.state().equals("RUNNING") ? "running" : job.state(),
                  job.parallelism(),
                  job.restarts(),
                  job.checkpoints(),
                  job.failedCheckpoints(),
                  lastCheckpoint(job)));
      if (job.lastError() != null && job.lastErrorMillis() != null) {
        lines.add(
            "  last error, %s ago: %s"
                .formatted(time(atMillis - job.lastErrorMillis()), job.lastError()));
      }
    }
    return lines;
  }

  private String lastCheckpoint(JobLine job) {
    return job.lastCheckpointMillis() == null
        ? "none yet"
        : "%s ago, took %d ms"
            .formatted(time(atMillis - job.lastCheckpointMillis()), job.lastCheckpointTookMillis());
  }

  private List<String> lagTable() {
    List<String> lines = new ArrayList<>();
    lines.add("%-10s %-22s %12s %10s".formatted("lag of", "topic", "records", "time"));
    List<LagLine> behind = lag.stream().filter(one -> one.records() > 0).toList();
    for (LagLine one : behind) {
      lines.add(
          "%-10s %-22s %12d %10s"
              .formatted(one.job(), one.topic(), one.records(), time(one.behindMillis())));
    }
    int all = lag.size();
    lines.add(
        "read to the end at the last checkpoint: %d of %d topics"
            .formatted(all - behind.size(), all));
    return lines;
  }

  private String clockText() {
    if (clocks.isEmpty()) {
      return "clock: no one holds it back";
    }
    return "clock: held back by "
        + clocks.stream()
            .limit(MOST_CLOCKS)
            .map(ClusterStatus::clock)
            .collect(Collectors.joining(", "));
  }

  private static String clock(ClockLine one) {
    return one.topic() + "/" + one.partition() + " (" + time(one.heldBackMillis()) + ")";
  }

  private String listText() {
    return lists.isEmpty()
        ? "lists: none in force"
        : "lists: " + lists.stream().map(ClusterStatus::list).collect(Collectors.joining(", "));
  }

  private static String list(ListLine one) {
    return "%s (%d entries, announcement %d, %s old%s)"
        .formatted(
            one.list(),
            one.entries(),
            one.sequence(),
            time(Duration.ofSeconds(one.ageSeconds()).toMillis()),
            one.stale() ? ", STALE" : "");
  }

  private String lateText() {
    return "late, since the job was started: "
        + late.stream()
            .map(one -> "%s %,d of %,d".formatted(one.stream(), one.records(), one.read()))
            .collect(Collectors.joining(", "));
  }

  private List<String> verdict() {
    if (isDown()) {
      return List.of("Nothing runs. './drey up' starts it.");
    }
    if (problems.isEmpty()) {
      return List.of("All is well.");
    }
    List<String> lines = new ArrayList<>(List.of("Wrong:"));
    problems.forEach(problem -> lines.add("  " + problem));
    return lines;
  }

  /** Returns a time in its largest unit, and the next. */
  static String time(long millis) {
    Duration d = Duration.ofMillis(Math.max(0, millis));
    if (d.toDays() > 0) {
      return String.format(Locale.ROOT, "%dd %dh", d.toDays(), d.toHoursPart());
    }
    if (d.toHours() > 0) {
      return String.format(Locale.ROOT, "%dh %dm", d.toHours(), d.toMinutesPart());
    }
    if (d.toMinutes() > 0) {
      return String.format(Locale.ROOT, "%dm %ds", d.toMinutes(), d.toSecondsPart());
    }
    return d.toSeconds() + "s";
  }
}
