package org.drey.local.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.drey.base.RegularFile;
import org.drey.collect.recorded.DeclaredStreams;
import org.drey.collect.recorded.RecordedFolder;
import org.drey.collect.recorded.RecordedLine;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.record.PlainLabel;
import org.drey.definitions.stream.LineReader;
import org.drey.definitions.stream.RecordIntake;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.event.wire.RejectReason;
import org.drey.rules.compile.RuleSet;
import org.drey.streaming.job.DetectionInputs;

/**
 * The report on each provider's clock and delays: what live jobs make of lines in the order in
 * which they were received, calculated from the lines alone. Times are in seconds.
 */
public final class ArrivalReport {
  /** A folder takes some three times as much memory to be sorted. */
  private static final long MOST_MEGABYTES = 200;

  private static final Duration STEP = Duration.ofHours(3);

  /** Stands for lines that name no provider. */
  private static final String NO_PROVIDER = "(none)";

  private static final String ROW = "%-20s %-22s %9s %7s %7s %7s %8s %7s %10s %10s%n";
  private static final Object[] HEADER =
      "stream,provider,records,late,silent,future,repeated,behind,delay p99,held back".split(",");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final long step;
  private final Map<String, Stream> known = new HashMap<>();
  private final Map<String, Map<String, Provider>> streams = new TreeMap<>();
  private final Map<TopicPartition, Long> clocks = new HashMap<>();
  private final Set<TopicPartition> driven = new HashSet<>();
  private final Set<String> seen = new HashSet<>();
  private long stepEnd = Long.MIN_VALUE;
  private long jobClock = ArrivedRecord.NO_TIME;
  private boolean isTooLarge;

  /** A line and the partition that it goes to. */
  public record Sent(RecordedLine line, TopicPartition to) {}

  private record Stream(long lateness, boolean drivesClock, boolean canBeLate) {
    /** For records that have no part in the clock, and are never late or behind. */
    static final Stream TIMELESS = new Stream(Duration.ofDays(1_000_000).toMillis(), false, false);
  }

  /** The counts of a provider in a stream. */
  private static final class Provider {
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final List<Long> delays = new ArrayList<>();
    private long heldBack;

    private void count(String name, boolean isOne) {
      counts.merge(name, isOne ? 1L : 0L, Long::sum);
    }

    private double delay(double share) {
      Collections.sort(delays);
      int at = (int) Math.ceil(share * delays.size()) - 1;
      return delays.isEmpty() ? 0 : delays.get(Math.max(0, at)) / 1000.0;
    }

    private Object[] row(String stream, String name) {
      List<Object> row = new ArrayList<>(counts.values());
      row.addAll(0, List.of(stream, name.equals(NO_PROVIDER) ? name : PlainLabel.of(name)));
      row.addAll(List.of(time(delay(0.99)), time(heldBack / 1000.0)));
      return row.toArray();
    }

    private ObjectNode toJson() {
      ObjectNode node = JSON.createObjectNode();
      counts.forEach(node::put);
      ObjectNode delay = node.putObject("delay");
      delay.put("p50", delay(0.5)).put("p99", delay(0.99)).put("max", delay(1));
      return node.put("held_back", heldBack / 1000.0);
    }
  }

  /**
   * A report before the first line.
   *
   * @param step how much time passes before the job's clock follows those of the partitions
   */
  public ArrivalReport(DetectionInputs inputs, DreyConfiguration configuration, Duration step) {
    this.step = step.toMillis();
    for (StreamDefinition<?> stream : inputs.streams()) {
      long lateness = configuration.apply(stream.schema()).lateness().toMillis();
      boolean drives = inputs.drivesClock(stream);
      known.put(stream.topic(), new Stream(lateness, drives, stream.canBeLate()));
    }
  }

  /**
   * Makes the report of a folder, each provider on a partition of its own, on the streams whose
   * lines say when they were received.
   *
   * @param isMatched whether hits are made from the lines, rather than read
   */
  static ArrivalReport ofFolder(
      Path folder, RuleSet rules, DreyConfiguration written, boolean isMatched) throws IOException {
    DreyConfiguration configuration = DeclaredStreams.in(written);
    DetectionInputs inputs =
        isMatched
            ? DetectionInputs.besideBlocklistJob(rules, configuration)
            : DetectionInputs.alone(rules, configuration);
    ArrivalReport report = new ArrivalReport(inputs, configuration, STEP);
    Set<String> dated = new HashSet<>();
    long bytes = 0;
    for (RecordIntake<?> intake : RecordedFolder.intakes()) {
      Path file = folder.resolve(intake.topic() + ".jsonl");
      if (RegularFile.isThere(file)) {
        bytes += Files.size(file);
        if (isDated(file)) {
          dated.add(intake.topic());
        }
      }
    }
    report.isTooLarge = !dated.isEmpty() && bytes > MOST_MEGABYTES << 20;
    if (!dated.isEmpty() && !report.isTooLarge) {
      var recorded = new RecordedFolder(folder, configuration, "");
      inOrder(recorded.read(!isMatched, System.currentTimeMillis()), 0).forEach(report::take);
      report.streams.keySet().retainAll(dated);
    }
    return report;
  }

  /** Returns whether a line says when it was received. */
  private static boolean isDated(Path file) throws IOException {
    try (LineReader reader = new LineReader(RegularFile.open(file))) {
      for (byte[] line = reader.next(); line != null; line = reader.next()) {
        if (new String(line, ISO_8859_1).contains("\"received_at\"")) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Returns the lines of all streams in the order in which they are sent.
   *
   * @param streams the lines of each, in their order
   * @param partitions of each topic, which lines take in turns; 0 for one to each provider
   */
  public static List<Sent> inOrder(List<List<RecordedLine>> streams, int partitions) {
    List<Sent> all = new ArrayList<>();
    for (List<RecordedLine> lines : streams) {
      Map<String, Integer> seats = new HashMap<>();
      int seat = 0;
      for (int i = 0; i < lines.size(); i++) {
        RecordedLine line = lines.get(i);
        if (partitions > 0) {
          seat = i % partitions;
        } else if (line.provider() != null) {
          seat = seats.computeIfAbsent(line.provider(), name -> seats.size());
        }
        all.add(new Sent(line, new TopicPartition(line.topic(), seat)));
      }
    }
    all.sort(Comparator.comparingLong(sent -> sent.line().order())); // stable: streams in turn
    return all;
  }

  /** Takes in the next line of the order in which they are sent. */
  public void take(Sent sent) {
    RecordedLine line = sent.line();
    if (line.order() >= stepEnd) {
      endStep();
      stepEnd = line.order() / step * step + step;
    }
    Stream stream = known.getOrDefault(line.stream(), Stream.TIMELESS);
    if (line.drivesClock() && stream.drivesClock()) {
      driven.add(sent.to());
    }
    long clock = clocks.merge(sent.to(), line.clock(), Math::max); // NO_TIME is less than any time
    boolean accepted = !line.isRefused();
    Provider provider =
        streams
            .computeIfAbsent(line.stream(), name -> new TreeMap<>())
            .computeIfAbsent(
                line.provider() == null ? NO_PROVIDER : line.provider(), name -> new Provider());
    provider.count("records", true);
    provider.count(
        "late",
        accepted
            && stream.canBeLate()
            && clock != ArrivedRecord.NO_TIME
            && line.eventTime() < clock - line.lateness());
    provider.count("silent", accepted && !line.drivesClock());
    provider.count("future", RejectReason.FUTURE.name().equals(line.reason()));
    provider.count(
        "repeated", line.identity() != null && !seen.add(line.stream() + "\n" + line.identity()));
    provider.count(
        "behind",
        accepted
            && jobClock != ArrivedRecord.NO_TIME
            && line.eventTime() < jobClock - stream.lateness());
    if (accepted) {
      provider.delays.add(line.time() - line.eventTime());
    }
    if (line.drivesClock()) {
      provider.heldBack = Math.max(provider.heldBack, line.time() - clock);
    }
  }

  /** The clock is that of the slowest partition that was driven in the step. */
  private void endStep() {
    long slowest = driven.stream().mapToLong(clocks::get).min().orElse(ArrivedRecord.NO_TIME);
    jobClock = Math.max(jobClock, slowest);
    driven.clear();
  }

  /** Returns the counts by stream and provider. */
  public ObjectNode toJson() {
    ObjectNode all = JSON.createObjectNode();
    streams.forEach(
        (stream, providers) -> {
          ObjectNode node = all.putObject(stream);
          providers.forEach((name, one) -> node.set(name, one.toJson()));
        });
    return all;
  }

  /** Returns the same as a table for people, which ends with a line break; nothing if empty. */
  public String toText() {
    if (isTooLarge) {
      return "Late lines are counted in folders of at most %d MB.%n".formatted(MOST_MEGABYTES);
    }
    StringBuilder text = new StringBuilder(streams.isEmpty() ? "" : ROW.formatted(HEADER));
    streams.forEach(
        (stream, providers) ->
            providers.forEach((name, one) -> text.append(ROW.formatted(one.row(stream, name)))));
    boolean isAny = streams.values().stream().anyMatch(one -> one.containsKey(NO_PROVIDER));
    return text + (isAny ? NO_PROVIDER + ": lines that name no provider%n".formatted() : "");
  }

  private static String time(double seconds) {
    return seconds < 120 ? "%.0f s".formatted(seconds) : "%.1f h".formatted(seconds / 3600);
  }
}
