package org.drey.local.up;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.drey.local.up.ClusterStatus.ClockLine;
import org.drey.local.up.ClusterStatus.JobLine;
import org.drey.local.up.ClusterStatus.LagLine;
import org.drey.local.up.ClusterStatus.ListLine;
import org.drey.local.up.ClusterStatus.ProcessLine;

/** A cluster's status as a person reads it, on one screen of 80 columns. */
record StatusText(ClusterStatus status) {
  private static final long MEBI = 1 << 20;
  private static final int COLUMNS = 80;
  private static final int MOST_CLOCKS = 3;

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.addAll(processes());
    if (!status.jobs().isEmpty()) {
      lines.add("");
      lines.addAll(jobs());
    }
    if (!status.lag().isEmpty()) {
      lines.add("");
      lines.addAll(lag());
    }
    lines.add("");
    if (!status.isDown()) {
      lines.add(clocks());
      lines.add(lists());
      if (!status.late().isEmpty()) {
        lines.add(late());
      }
    }
    lines.addAll(verdict());
    return lines.stream().map(StatusText::cut).toList();
  }

  private static String cut(String line) {
    return line.length() <= COLUMNS || !line.startsWith("  last error")
        ? line
        : line.substring(0, COLUMNS - 1) + "…";
  }

  private List<String> processes() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%-14s %-8s %8s %8s %8s  %s".formatted("process", "", "pid", "memory", "up", "ports"));
    long sum = 0;
    for (ProcessLine one : status.processes()) {
      sum += one.rssBytes();
      lines.add(
          "%-14s %-8s %8s %8s %8s  %s"
              .formatted(
                  one.name(),
                  one.state().equals("RUNNING") ? "running" : one.state(),
                  one.pid() == 0 ? "" : Long.toString(one.pid()),
                  one.runs() ? one.rssBytes() / MEBI + " MiB" : "",
                  one.runs() ? time(status.atMillis() - one.sinceMillis()) : "",
                  one.ports().stream().map(String::valueOf).collect(Collectors.joining(" "))));
    }
    lines.add("%-14s %-8s %8s %8s".formatted("all", "", "", sum / MEBI + " MiB"));
    return lines;
  }

  private List<String> jobs() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%-10s %-10s %8s %8s   %s"
            .formatted("job", "", "subtasks", "restarts", "checkpoints: done, failed, last"));
    for (JobLine job : status.jobs()) {
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
                .formatted(time(status.atMillis() - job.lastErrorMillis()), job.lastError()));
      }
    }
    return lines;
  }

  private String lastCheckpoint(JobLine job) {
    return job.lastCheckpointMillis() == null
        ? "none yet"
        : "%s ago, took %d ms"
            .formatted(
                time(status.atMillis() - job.lastCheckpointMillis()),
                job.lastCheckpointTookMillis());
  }

  private List<String> lag() {
    List<String> lines = new ArrayList<>();
    lines.add("%-10s %-22s %12s %10s".formatted("lag of", "topic", "records", "time"));
    List<LagLine> behind = status.lag().stream().filter(one -> one.records() > 0).toList();
    for (LagLine one : behind) {
      lines.add(
          "%-10s %-22s %12d %10s"
              .formatted(one.job(), one.topic(), one.records(), time(one.behindMillis())));
    }
    int all = status.lag().size();
    lines.add(
        "read to the end at the last checkpoint: %d of %d topics"
            .formatted(all - behind.size(), all));
    return lines;
  }

  private String clocks() {
    if (status.clocks().isEmpty()) {
      return "clock: no one holds it back";
    }
    return "clock: held back by "
        + status.clocks().stream()
            .limit(MOST_CLOCKS)
            .map(StatusText::clock)
            .collect(Collectors.joining(", "));
  }

  private static String clock(ClockLine one) {
    return one.topic() + "/" + one.partition() + " (" + time(one.heldBackMillis()) + ")";
  }

  private String lists() {
    return status.lists().isEmpty()
        ? "lists: none in force"
        : "lists: "
            + status.lists().stream().map(StatusText::list).collect(Collectors.joining(", "));
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

  private String late() {
    return "late, since the job was started: "
        + status.late().stream()
            .map(one -> "%s %,d of %,d".formatted(one.stream(), one.records(), one.read()))
            .collect(Collectors.joining(", "));
  }

  private List<String> verdict() {
    if (status.isDown()) {
      return List.of("Nothing runs. './drey up' starts it.");
    }
    if (status.problems().isEmpty()) {
      return List.of("All is well.");
    }
    List<String> lines = new ArrayList<>(List.of("Wrong:"));
    status.problems().forEach(problem -> lines.add("  " + problem));
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
