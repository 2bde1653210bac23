package org.drey.local.rehearse;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.drey.collect.recorded.RecordedLine;
import org.drey.definitions.record.PlainLabel;
import org.drey.terminal.CountedNoun;

/**
 * The report of a rehearsal on each provider's clock and delays: {@code rehearsal.json}. Times are
 * in seconds.
 */
public final class RehearsalReport {
  /** Of lines that name no provider. */
  private static final String NO_PROVIDER = "(none)";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Map<String, Provider>> streams = new TreeMap<>();
  private final Path output;
  private final long restarts;
  private final double seconds;
  private final Map<String, ReadLedger> ledgers;

  /** The counts of a provider in a stream. */
  private static final class Provider {
    private long records;
    private long late;
    private long silent;
    private long future;
    private long repeated;
    private long behind;
    private long heldBackMillis;
    private final List<Long> delays = new ArrayList<>();

    private void add(RecordedLine line, ClockModel.LineClock seen, long heldBack) {
      records++;
      late += seen.late() ? 1 : 0;
      silent += seen.silent() ? 1 : 0;
      future += seen.future() ? 1 : 0;
      repeated += seen.repeated() ? 1 : 0;
      behind += seen.behind() ? 1 : 0;
      heldBackMillis = Math.max(heldBackMillis, heldBack);
      if (!line.isRefused()) {
        delays.add(line.time() - line.eventTime());
      }
    }

    private ObjectNode toJson() {
      Collections.sort(delays);
      ObjectNode node = JSON.createObjectNode();
      node.put("records", records);
      node.put("late", late);
      node.put("silent", silent);
      node.put("future", future);
      node.put("repeated", repeated);
      node.put("behind", behind);
      ObjectNode delay = node.putObject("delay");
      delay.put("p50", quantile(0.5));
      delay.put("p99", quantile(0.99));
      delay.put("max", quantile(1));
      node.put("held_back", heldBackMillis / 1000.0);
      return node;
    }

    private double quantile(double share) {
      if (delays.isEmpty()) {
        return 0;
      }
      int at = (int) Math.ceil(share * delays.size()) - 1;
      return delays.get(Math.max(0, at)) / 1000.0;
    }
  }

  private RehearsalReport(
      Path output, long restarts, double seconds, Map<String, ReadLedger> ledgers) {
    this.output = output;
    this.restarts = restarts;
    this.seconds = seconds;
    this.ledgers = ledgers;
  }

  /**
   * Makes the report of a script that was played.
   *
   * @param output the folder of the results
   * @param restarts after how many crashes the jobs came back from a checkpoint
   * @param seconds how long it took
   * @param ledgers what became of the records of each stream
   */
  static RehearsalReport of(
      RehearsalScript script,
      ClockModel model,
      Path output,
      long restarts,
      double seconds,
      Map<String, ReadLedger> ledgers) {
    RehearsalReport report = new RehearsalReport(output, restarts, seconds, ledgers);
    for (RehearsalScript.Step step : script.steps()) {
      for (RehearsalScript.ScriptedLine sent : step.lines()) {
        RecordedLine line = sent.line();
        ClockModel.LineClock seen = model.take(sent);
        report
            .streams
            .computeIfAbsent(line.stream(), stream -> new TreeMap<>())
            .computeIfAbsent(
                line.provider() == null ? NO_PROVIDER : line.provider(), p -> new Provider())
            .add(line, seen, model.heldBackMillis(sent));
      }
      model.endStep(step);
    }
    return report;
  }

  /** As JSON, on several lines. */
  public String toJson() {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode all = root.putObject("streams");
    long heldBack = 0;
    for (Map.Entry<String, Map<String, Provider>> stream : streams.entrySet()) {
      ObjectNode providers = all.putObject(stream.getKey());
      for (Map.Entry<String, Provider> one : stream.getValue().entrySet()) {
        providers.set(one.getKey(), one.getValue().toJson());
        heldBack = Math.max(heldBack, one.getValue().heldBackMillis);
      }
    }
    root.set("ledger", JSON.valueToTree(ledgers));
    root.put("held_back", heldBack / 1000.0);
    root.put("restarts", restarts);
    root.put("seconds", seconds);
    return root.toPrettyString();
  }

  void write() throws IOException {
    // a provider's name may have half a character, which writeString refuses
    Files.write(output.resolve("rehearsal.json"), (toJson() + "\n").getBytes(UTF_8));
  }

  /** As a table for people. */
  public String toText() {
    StringBuilder text = new StringBuilder();
    String row = "%-20s %-22s %9s %7s %7s %7s %8s %7s %10s %10s%n";
    text.append(
        row.formatted(
            "stream",
            "provider",
            "records",
            "late",
            "silent",
            "future",
            "repeated",
            "behind",
            "delay p99",
            "held back"));
    streams.forEach(
        (topic, providers) ->
            providers.forEach(
                (name, one) -> {
                  ObjectNode json = one.toJson();
                  text.append(
                      row.formatted(
                          topic,
                          name.equals(NO_PROVIDER) ? name : PlainLabel.of(name),
                          one.records,
                          one.late,
                          one.silent,
                          one.future,
                          one.repeated,
                          one.behind,
                          seconds(json.get("delay").get("p99").asDouble()),
                          seconds(one.heldBackMillis / 1000.0)));
                }));
    text.append(end());
    return text.toString();
  }

  private String end() {
    boolean isAnyUnnamed =
        streams.values().stream().anyMatch(providers -> providers.containsKey(NO_PROVIDER));
    return (isAnyUnnamed ? "%s: lines that name no provider%n".formatted(NO_PROVIDER) : "")
        + "%s, %.0f s%n".formatted(CountedNoun.of(restarts, "restart", "restarts"), seconds)
        + "written to "
        + output;
  }

  private static String seconds(double value) {
    return value < 120 ? "%.0f s".formatted(value) : "%.1f h".formatted(value / 3600);
  }
}
