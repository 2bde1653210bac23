package org.drey.cli.size;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.drey.base.WrappedText;

/** A plan for a terminal: the sums, then what each is made of, then what all rests on. */
final class SizeText {
  private static final int COLUMNS = 100;
  private static final String JOB = "%-15s  %7s  %8s  %13s  %11s  %9s";
  private static final String STATE = "%-42s  %13s  %9s  %9s  %8s";
  private static final String TOPIC = "%-26s  %11s  %6s  %6s  %10s  %10s  %8s";

  private final SizingPlan plan;
  private final boolean colour;
  private final List<String> lines = new ArrayList<>();

  SizeText(SizingPlan plan, boolean colour) {
    this.plan = plan;
    this.colour = colour;
  }

  String text() {
    totals();
    jobs();
    state();
    topics();
    title("Assumed");
    plan.assumptions().forEach(line -> wrap("- ", line));
    title("Measured");
    plan.figures().forEach(this::figure);
    return String.join("\n", lines);
  }

  private void totals() {
    PlanTotals totals = plan.totals();
    ExpectedLoad load = plan.load();
    wrap(
        "",
        text(
            "For %,.0f queries a second, %,.0f payments and %,.0f livestream records a day, %,.0f"
                + " subscribers, lists of %,d entries:",
            load.queriesPerSecond(),
            load.paymentsPerDay(),
            load.streamsPerDay(),
            load.subscribers(),
            load.listEntries()));
    row("cores", text("%,d", totals.cores()));
    row("memory", gigabytes(totals.memoryGigabytes()) + " of task and job managers");
    row("state", gigabytes(totals.stateGigabytes()) + " of the detection job");
    row("local disks", gigabytes(totals.localDiskGigabytes()) + " of all task managers together");
    row("checkpoints", gigabytes(totals.checkpointGigabytes()) + " with a savepoint");
    row("brokers", gigabytes(totals.kafkaGigabytes()) + " of disk, all together");
    row(
        "network",
        text(
            "%,.1f MB/s of records, and at least %,.1f MB/s of checkpoints",
            totals.megabytesPerSecond(), totals.checkpointMegabytesPerSecond()));
  }

  private void jobs() {
    title("Jobs (the cores of a feed and of one broker are in)");
    lines.add(JOB.formatted("job", "cores", "subtasks", "task managers", "GB each", "GB of all"));
    plan.jobs()
        .forEach(
            job ->
                lines.add(
                    JOB.formatted(
                        job.job(),
                        text("%,.2f", job.cores()),
                        job.subtasks(),
                        job.taskManagers(),
                        text("%,.2f", job.taskManagerGigabytes()),
                        text("%,.1f", job.memoryGigabytes()))));
  }

  private void state() {
    title("State");
    lines.add(STATE.formatted("of people who", "people", "every", "B each", "GB"));
    plan.state()
        .forEach(
            part ->
                lines.add(
                    STATE.formatted(
                        part.who(),
                        text("%,.0f", part.people()),
                        text("%,.1f d", part.everyDays()),
                        text("%,.0f", part.bytesEach()),
                        text("%,.1f", part.gigabytes()))));
  }

  private void topics() {
    title(
        "Topics (of " + plan.margins().replication() + " replicas; at the peak; records in bytes)");
    lines.add(
        TOPIC.formatted("topic", "records/s", "record", "kept", "GB of all", "partitions", "MB/s"));
    plan.topics()
        .forEach(
            topic ->
                lines.add(
                    TOPIC.formatted(
                        topic.topic(),
                        text("%,.0f", topic.recordsPerSecond()),
                        text("%,.0f", topic.bytesARecord()),
                        text("%,.0f h", topic.keptHours()),
                        text("%,.0f", topic.gigabytes()),
                        topic.partitions(),
                        text("%,.1f", topic.megabytesPerSecond()))));
  }

  private void figure(MeasuredFigure figure) {
    wrap(
        "- ",
        figure.figure()
            + ": "
            + text("%s", figure.value())
            + " "
            + figure.unit()
            + ". "
            + figure.measured()
            + " Again: "
            + figure.command());
  }

  private void row(String name, String value) {
    lines.add("  %-12s  %s".formatted(name, value));
  }

  private void title(String title) {
    lines.add("");
    lines.add(colour ? "\u001b[1m" + title + "\u001b[0m" : title);
  }

  private static String gigabytes(double value) {
    return text(value < 10 ? "%,.1f GB" : "%,.0f GB", value);
  }

  private static String text(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }

  /** Adds words after a beginning, over as many lines as they take. */
  private void wrap(String beginning, String words) {
    lines.addAll(WrappedText.lines(beginning, " ".repeat(beginning.length()), words, COLUMNS));
  }
}
