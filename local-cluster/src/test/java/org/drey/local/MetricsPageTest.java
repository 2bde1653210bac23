package org.drey.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.drey.blocklist.RequestDecision;
import org.junit.jupiter.api.Test;

/** The tables of the page on metrics have those that the code registers, and no others. */
final class MetricsPageTest {
  private static final Path HOME = Path.of("..");

  /** How the jobs register or count by a name, with or without a metric group before it. */
  private static final Pattern IN_JOBS =
      Pattern.compile(
          "(?:\\.counter|\\.histogram|[.\\s]gauge|metrics\\.(?:count|of))\\(\\s*(?:own, )?\"([^\"]+)\"");

  private static final Pattern IN_EDGE = Pattern.compile("\\bdrey_[a-z]+_[a-z_]+");

  /** A name in a table's first cell, unless it is that of a label, a topic or a page. */
  private static final Pattern IN_TABLE = Pattern.compile("(labels? |, |topic )?`([^`]+)`");

  /** Flink's own. */
  private static final Set<String> NOT_OURS =
      Set.of(
          "numRestarts",
          "runningTime",
          "failedCommittables",
          "pendingRecords",
          "accumulatedPausedTimeMs",
          "lastCheckpointCompletedTimestamp",
          "numberOfFailedCheckpoints");

  private static Set<String> registered() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String source : sources("jobs/streaming/src/main")) {
      Matcher matcher = IN_JOBS.matcher(source);
      while (matcher.find()) {
        String name = matcher.group(1);
        names.add(name.equals("rejected.") ? "rejected.<reason>" : name);
      }
    }
    for (RequestDecision decision : RequestDecision.values()) {
      names.add(decision.name()); // hits are counted by it
    }
    for (String module : List.of("edge", "cli")) {
      for (String source : sources(module + "/src/main/java")) {
        IN_EDGE.matcher(source).results().forEach(found -> names.add(found.group()));
      }
    }
    return names;
  }

  private static List<String> sources(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(HOME.resolve(folder))) {
      List<String> texts = new ArrayList<>();
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        texts.add(Files.readString(file));
      }
      return texts;
    }
  }

  private static Set<String> documented() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String line : Files.readAllLines(HOME.resolve("docs/operate/metrics.md"))) {
      if (line.startsWith("| `")) {
        String cell = line.substring(1, line.indexOf(" |", 2));
        names.addAll(namesOf(cell.replaceAll(" of the sinks .*", "")));
      }
    }
    names.removeAll(NOT_OURS);
    return names;
  }

  private static Set<String> namesOf(String cell) {
    Set<String> names = new TreeSet<>();
    boolean ofLabels = false;
    Matcher matcher = IN_TABLE.matcher(cell);
    while (matcher.find()) {
      String before = matcher.group(1) == null ? "" : matcher.group(1);
      ofLabels = before.startsWith("label") || (ofLabels && before.equals(", "));
      boolean isPage = matcher.group(2).startsWith("/");
      if (!ofLabels && !isPage && !before.equals("topic ")) {
        names.add(matcher.group(2));
      }
    }
    return names;
  }

  private static Set<String> inEdge() throws IOException {
    Set<String> names = new TreeSet<>();
    registered().stream().filter(name -> name.startsWith("drey_")).forEach(names::add);
    return names;
  }

  /** As Prometheus has a metric of the jobs, without the labels before it. */
  private static String plain(String name) {
    return name.replace('-', '_').replace('.', '_').replace("_<reason>", "_LATE");
  }

  @Test
  void eachMetricOfTheJobsHasItsNameInPrometheus() throws IOException {
    Set<String> shown = PrometheusNames.ofTasks();
    for (String name : registered()) {
      boolean isThere = shown.stream().anyMatch(one -> ("_" + one).endsWith("_" + plain(name)));
      assertTrue(isThere || name.startsWith("drey_"), name);
    }
    Set<String> known = new TreeSet<>(NOT_OURS);
    registered().forEach(name -> known.add(plain(name)));
    for (String one : shown) {
      assertTrue(known.stream().anyMatch(name -> ("_" + one).endsWith("_" + name)), one);
    }
  }

  @Test
  void rulesAndDashboardNameOnlyWhatThePageHas() throws IOException {
    Set<String> there = new TreeSet<>(inEdge());
    there.addAll(PrometheusNames.all());
    Set<String> named = new TreeSet<>(AlarmRules.metrics(AlarmRules.read().expressions()));
    named.addAll(AlarmRules.metrics(DashboardPanels.expressions()));
    named.removeIf(name -> name.endsWith("_")); // a pattern of reasons
    named.removeAll(Set.of("drey_blocklist", "drey_detection")); // the jobs
    assertTrue(named.size() > 60, named.toString());
    named.removeAll(there);
    assertEquals(Set.of(), named);
  }

  @Test
  void theTablesHaveWhatIsRegistered() throws IOException {
    Set<String> registered = registered();
    assertTrue(registered.size() > 30, registered.toString());
    assertEquals(registered, documented());
  }
}
