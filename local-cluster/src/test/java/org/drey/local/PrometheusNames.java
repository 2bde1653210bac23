package org.drey.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drey.event.wire.RejectReason;

/**
 * The names that Prometheus has for metrics of Flink's processes, as the page on metrics has them.
 */
public final class PrometheusNames {
  private static final Path PAGE = Path.of("..", "docs", "operate", "metrics.md");
  private static final String TASK = "flink_taskmanager_job_task_operator_";
  private static final String JOB = "flink_jobmanager_job_";
  private static final Pattern NAME = Pattern.compile("`([A-Za-z]\\w*)`");

  private PrometheusNames() {}

  /** All, in full. */
  public static Set<String> all() throws IOException {
    Set<String> names = new TreeSet<>();
    ofTasks().forEach(name -> names.add(TASK + name));
    for (RejectReason reason : RejectReason.values()) {
      names.add(TASK + "rejected_" + reason); // the page has one for all
    }
    String text = section();
    int job = text.indexOf(JOB);
    names(text.substring(job, text.indexOf("The others", job)))
        .forEach(name -> names.add(JOB + name));
    return names;
  }

  /** Those of tasks, without what all begin with. */
  static Set<String> ofTasks() throws IOException {
    String text = section();
    return names(text.substring(text.indexOf("| labels of its own"), text.indexOf(JOB) - 1));
  }

  private static Set<String> names(String text) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = NAME.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  private static String section() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf("## Names in Prometheus");
    return page.substring(begin, page.indexOf("\n## ", begin));
  }
}
