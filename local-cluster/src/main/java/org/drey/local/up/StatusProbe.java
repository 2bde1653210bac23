package org.drey.local.up;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.drey.local.processes.MachineMemory;
import org.drey.local.processes.NotedProcess;
import org.drey.local.processes.ProcessFolder;
import org.drey.local.up.ClusterStatus.ClockLine;
import org.drey.local.up.ClusterStatus.JobLine;
import org.drey.local.up.ClusterStatus.LagLine;
import org.drey.local.up.ClusterStatus.LateLine;
import org.drey.local.up.ClusterStatus.ListLine;
import org.drey.local.up.ClusterStatus.ProcessLine;

/** Looks at a cluster: asks the system, Flink, Kafka and the metrics. */
final class StatusProbe {
  private final ClusterFolder folder;
  private final ClusterSettings settings;
  private final ClusterPorts ports;
  private final List<String> problems = new ArrayList<>();
  private final long now = System.currentTimeMillis();

  StatusProbe(ClusterFolder folder, ClusterSettings settings) {
    this.folder = folder;
    this.settings = settings;
    this.ports = new ClusterPorts(settings.portBase());
  }

  ClusterStatus look() throws IOException, InterruptedException {
    List<ProcessLine> processes = processes();
    if (ClusterStatus.isDown(processes)) {
      return new ClusterStatus(
          now,
          processes,
          jobs(new MetricsScrape(List.of())),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          problems);
    }
    MetricsScrape metrics = MetricsScrape.of(ports.flinkMetrics(settings));
    List<JobLine> jobs = jobs(metrics);
    jobs.forEach(job -> StatusProblems.of(job, now).ifPresent(problems::add));
    if (processes.stream().noneMatch(StatusProbe::isBroker)) {
      problems.add(StatusProblems.WITHOUT_BROKERS);
    }
    List<LateLine> late = late(metrics);
    late.forEach(one -> StatusProblems.of(one).ifPresent(problems::add));
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
    for (PlannedPart part : ClusterPlan.of(settings, MonitorFiles.areInstalled()).parts()) {
      Optional<NotedProcess> noted = folders.find(part.name());
      lines.add(line(part, noted));
    }
    return lines;
  }

  private ProcessLine line(PlannedPart part, Optional<NotedProcess> noted) throws IOException {
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
        MachineMemory.of(process.pid()),
        process.startedMillis());
  }

  private List<JobLine> jobs(MetricsScrape metrics) throws IOException, InterruptedException {
    Optional<DeployedJobs> deployed = folder.jobs();
    List<JobLine> lines = new ArrayList<>();
    if (deployed.isPresent()) {
      ClusterParts parts = new ClusterParts(folder, settings);
      JobProbe probe = new JobProbe(parts.flink().rest(parts.restPorts()), metrics);
      for (JobKind job : JobKind.values()) {
        lines.add(probe.look(job, deployed.get()));
        for (String id : probe.others(job, deployed.get())) {
          problems.add(
              "Another "
                  + job.shortName()
                  + " job runs, which no command here has noted: "
                  + id
                  + ". Its results hide those of the first: cancel it, then './drey resync'.");
        }
      }
    }
    return lines;
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
              valueOf(metrics, "list_sequence", list),
              valueOf(metrics, "list_age_seconds", list),
              valueOf(metrics, "list_stale", list) > 0));
    }
    return List.copyOf(lists.values());
  }

  private static long valueOf(MetricsScrape metrics, String name, String list) {
    return metrics.ending(name).stream()
        .filter(one -> one.label("list").equals(list))
        .mapToLong(one -> (long) one.value())
        .max()
        .orElse(0);
  }
}
