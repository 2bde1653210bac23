package org.drey.local.demo;

import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.drey.alerts.explain.AlertLines;
import org.drey.alerts.explain.RuleBook;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.Alert;
import org.drey.event.BlocklistHit;
import org.drey.event.TopicNames;
import org.drey.local.generate.SyntheticWorld;
import org.drey.rules.compile.RuleSet;
import org.drey.streaming.job.DetectionInputs;
import org.jspecify.annotations.Nullable;

/** Shows the state of the demo: drawn in place on a terminal, as a line now and then elsewhere. */
final class DemoView {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);
  private static final int BAR = 30;
  private static final Duration PLAIN_EVERY = Duration.ofSeconds(5);

  private final PrintStream out;
  private final DemoOptions.@Nullable Screen screen;
  private final SyntheticWorld world;
  private final DemoState state;
  private final AlertLines text;
  private final DetectionInputs inputs;
  private final DemoAddresses places;
  private int drawn;
  private Instant nextPlain = Instant.EPOCH;
  private String saidConsole = "";

  /**
   * The addresses at which one can look around.
   *
   * @param web Flink's page
   * @param console signs an analyst in; another one after it was used
   */
  record DemoAddresses(URI web, Supplier<String> console) {}

  DemoView(
      PrintStream out,
      DemoOptions.@Nullable Screen screen,
      SyntheticWorld world,
      DemoState state,
      RuleSet rules,
      DetectionInputs inputs,
      DemoAddresses places) {
    this.out = out;
    this.screen = screen;
    this.world = world;
    this.state = state;
    this.text = new AlertLines(new RuleBook(rules));
    this.inputs = inputs;
    this.places = places;
  }

  /** Shows the present state. */
  void show(Instant now, String doing) {
    if (screen != null) {
      List<String> lines = lines(doing);
      draw(lines.subList(0, Math.min(lines.size(), screen.rows() - 2)), screen.columns() - 1);
    } else {
      plain(now, doing);
    }
  }

  private void plain(Instant now, String doing) {
    sayConsole();
    for (Alert alert = state.nextNews(); alert != null; alert = state.nextNews()) {
      out.println("alert  " + AlertLines.head(alert));
      ShownAlerts.details(alert, state.notWithdrawn(), text).forEach(out::println);
    }
    if (!now.isBefore(nextPlain)) {
      nextPlain = now.plus(PLAIN_EVERY);
      out.printf(
          "%s: %,d events sent, %,d read by the jobs, %,d splash signals, %d alerts, clock %s%n",
          doing,
          state.allSent(),
          state.countEnding(".read"),
          state.splashes(),
          state.notWithdrawn().size(),
          clock(doing));
      state.latest().stream().limit(1).forEach(signal -> out.println("splash" + text(signal)));
    }
  }

  /** Prints where the console is, and where it is next. */
  private void sayConsole() {
    String address = places.console().get();
    if (!address.equals(saidConsole)) {
      saidConsole = address;
      out.println("Analysts' console: " + address);
    }
  }

  private void draw(List<String> lines, int width) {
    StringBuilder frame = new StringBuilder();
    if (drawn > 0) {
      frame.append("\u001b[").append(drawn).append('A');
    }
    for (String line : lines) {
      String cut = line.length() > width ? line.substring(0, width - 1) + "…" : line;
      frame.append("\r\u001b[K").append(paint(cut)).append('\n');
    }
    for (int i = lines.size(); i < drawn; i++) {
      frame.append("\r\u001b[K\n"); // what a longer frame before has left
    }
    drawn = Math.max(drawn, lines.size());
    out.print(frame);
    out.flush();
  }

  private static String paint(String line) {
    if (line.startsWith("CRITICAL") || line.startsWith("HIGH")) {
      return "\u001b[1;31m" + line + "\u001b[0m";
    }
    if (line.startsWith("ALERT ") || line.startsWith("WATCH")) {
      return "\u001b[1;33m" + line + "\u001b[0m";
    }
    return line.startsWith("Drey") ? "\u001b[1m" + line + "\u001b[0m" : line;
  }

  private List<String> lines(String doing) {
    List<String> lines = head(doing);
    lines.add("");
    lines.add(String.format("%-22s %12s %12s %10s", "", "sent", "read", "matched"));
    StreamRegistry.all().forEach(stream -> lines.add(row(stream)));
    lines.add("");
    lines.add("clock                  " + clock(doing));
    List<Long> latencies = state.splashLatencies();
    lines.add(
        String.format(
            "splash signals         %,d, %d ms after the query (p99 %d ms); %d were still answered",
            state.splashes(),
            LatencyPercentiles.of(latencies, 0.5),
            LatencyPercentiles.of(latencies, 0.99),
            state.gaps()));
    state.latest().forEach(signal -> lines.add(text(signal)));
    lines.add(String.format("hosts to inspect       %,d", state.inspections()));
    lines.add(
        String.format(
            "findings               %,d scored; %d records refused",
            state.count("score.findings"), state.deadLetters()));
    List<Alert> alerts = state.notWithdrawn();
    lines.add(decided(alerts));
    lines.add("");
    lines.add(
        "alerts                 "
            + alerts.size()
            + (alerts.isEmpty() ? "" : ", one of each kind:"));
    lines.addAll(ShownAlerts.of(alerts).lines(text));
    return lines;
  }

  private List<String> head(String doing) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            "Drey: %,d people for %d days, seed %d   %s",
            world.settings().people(),
            world.settings().days(),
            world.settings().seed(),
            places.web()));
    lines.add("console " + places.console().get());
    lines.add(String.format("%-12s %s %s", doing, bar(), TIME.format(state.playedTo())));
    return lines;
  }

  private String decided(List<Alert> alerts) {
    DemoDecisions decisions = state.decisions();
    return String.format(
        "verdicts               %,d of %,d taken up; %,d explained and quiet since; %,d cases",
        decisions.takenUp(), decisions.given(), decisions.keptQuiet(alerts), decisions.cases());
  }

  /** Returns how much of a stream was sent, and what the detection job made of it. */
  private String row(StreamDefinition<?> stream) {
    String topic = stream.topic();
    long sent = topic.equals(TopicNames.BLOCKLIST_HITS) ? state.hitRecords() : state.sentTo(topic);
    return inputs.reads(stream)
        ? String.format(
            "%-22s %,12d %,12d %,10d",
            topic, sent, state.count(topic + ".read"), state.count(topic + ".matched"))
        : String.format("%-22s %,12d   %s", topic, sent, reader(topic));
  }

  /** Returns who reads a stream that no rule does. */
  private static String reader(String topic) {
    boolean isForLists =
        topic.equals(TopicNames.DNS_QUERIES) || topic.equals(TopicNames.WEB_REQUESTS);
    return isForLists ? "read by the blocklist job" : "no rule reads it";
  }

  /** A signal, and what its subscriber sees. */
  private String text(BlocklistHit signal) {
    VisitorResult shown = state.shown(signal);
    String sees =
        shown == null
            ? ""
            : switch (shown) {
              case SPLASH_PAGE -> "sees: " + state.headline();
              case BROWSER_ERROR -> "sees the browser's error: no such name";
              case THE_SITE -> "sees the site: a gap";
            };
    return String.format(
        "  %-11s %s  %-13s  %s",
        signal.getMatch(), signal.getEntryId(), signal.getProvider(), sees);
  }

  private String bar() {
    long all = world.truth().events().values().stream().mapToLong(Integer::longValue).sum();
    int full = (int) (BAR * state.allSent() / Math.max(1, all));
    return "█".repeat(full) + "░".repeat(BAR - full);
  }

  /** Returns how far the jobs are in event time, and how far that is behind what was sent. */
  private String clock(String doing) {
    @Nullable Instant clock = state.clock();
    if (clock == null) {
      return "not started";
    }
    Duration behind = Duration.between(clock, state.playedTo());
    if (behind.toHours() < 1 || !doing.equals("playing")) {
      return TIME.format(clock);
    }
    return String.format(
        "%s, %d days %d h of the played time behind",
        TIME.format(clock), behind.toDays(), behind.toHoursPart());
  }
}
