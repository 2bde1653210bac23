package org.drey.local.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.drey.event.Alert;
import org.drey.local.generate.Truth;
import org.drey.local.generate.Truth.Expectation;
import org.drey.local.generate.Truth.Planted;

/**
 * What a demo found, beside what the seed says it must find.
 *
 * @param planted by kind, how many were planted and how many came out as they must
 * @param quiet the kinds that must come out without an alert
 * @param benignAlerted alerts on people who must have none
 * @param overblocked splash signals for what is not listed
 * @param splashPages how many were led to the splash page, and how often it was shown
 */
record Outcome(
    long seed,
    long events,
    double seconds,
    Map<String, Pair> planted,
    Set<String> quiet,
    int benignAlerted,
    Pair listHits,
    long overblocked,
    Pair splashPages,
    Pair deadLetters,
    long splashP50,
    long splashP99) {

  /** How many there must be, and how many there were. */
  record Pair(long expected, long seen) {
    boolean ok() {
      return expected == seen;
    }
  }

  /** Compares what was seen with the truth. */
  static Outcome of(Truth truth, DemoState state, long pagesShown, double seconds) {
    Set<String> alerted =
        state.notWithdrawn().stream().map(Outcome::key).collect(Collectors.toSet());
    Set<String> expected =
        truth.planted().stream()
            .filter(planted -> planted.expect() == Expectation.ALERT)
            .map(Outcome::key)
            .collect(Collectors.toSet());
    Map<String, Pair> planted = new TreeMap<>();
    for (Planted one : truth.planted()) {
      boolean right = alerted.contains(key(one)) == (one.expect() == Expectation.ALERT);
      planted.merge(
          one.kind(),
          new Pair(1, right ? 1 : 0),
          (a, b) -> new Pair(a.expected() + b.expected(), a.seen() + b.seen()));
    }
    List<Long> latencies = state.splashLatencies();
    return new Outcome(
        truth.seed(),
        state.allSent(),
        seconds,
        planted,
        truth.planted().stream()
            .filter(one -> one.expect() == Expectation.NO_ALERT)
            .map(Planted::kind)
            .collect(Collectors.toSet()),
        (int) alerted.stream().filter(one -> !expected.contains(one)).count(),
        new Pair(truth.splashSignals(), state.splashes()),
        state.overblocked(truth.splashEvents()),
        new Pair(state.ledToSplashPage(), pagesShown),
        new Pair(truth.deadLetters().total(), state.deadLetters()),
        DemoState.percentile(latencies, 0.5),
        DemoState.percentile(latencies, 0.99));
  }

  private static String key(Alert alert) {
    return alert.getTrack() + " " + alert.getEntityKind() + " " + alert.getEntity();
  }

  private static String key(Planted planted) {
    return planted.track() + " " + planted.entityKind() + " " + planted.entity();
  }

  /** Whether the pipeline did what the seed says it must. */
  boolean ok() {
    return planted.values().stream().allMatch(Pair::ok)
        && benignAlerted == 0
        && listHits.ok()
        && overblocked == 0
        && splashPages.ok()
        && deadLetters.ok();
  }

  void writeJson(Path file) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode json = mapper.createObjectNode();
    json.put("seed", seed);
    json.put("events", events);
    json.put("seconds", seconds);
    ObjectNode kinds = json.putObject("planted");
    planted.forEach(
        (kind, pair) ->
            kinds.putObject(kind).put("expected", pair.expected()).put("found", pair.seen()));
    json.put("benign_alerted", benignAlerted);
    json.putObject("list_hits")
        .put("expected", listHits.expected())
        .put("signalled", listHits.seen());
    json.put("overblocked", overblocked);
    json.putObject("splash_pages")
        .put("expected", splashPages.expected())
        .put("shown", splashPages.seen());
    json.putObject("dead_letters")
        .put("expected", deadLetters.expected())
        .put("seen", deadLetters.seen());
    json.putObject("splash_ms").put("p50", splashP50).put("p99", splashP99);
    json.put("ok", ok());
    Files.writeString(
        file, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
  }

  /** The summary for a person. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(String.format("%,d events in %.0f s, seed %d", events, seconds, seed));
    lines.add("");
    planted.forEach(
        (kind, pair) ->
            lines.add(
                line(kind.replace('_', ' '), pair, quiet.contains(kind) ? "no alert" : "alert")));
    lines.add(line("list hits signalled", listHits, ""));
    lines.add(
        line("splash pages shown", splashPages, "to those whose resolver or proxy leads there"));
    lines.add(mustBeNone("overblocked names and pages", overblocked));
    lines.add(line("dead letters", deadLetters, ""));
    lines.add(mustBeNone("others alerted on", benignAlerted));
    lines.add("");
    lines.add(
        String.format(
            "splash signal after the query: %d ms at the median, %d ms at p99",
            splashP50, splashP99));
    lines.add(ok() ? "All is as the seed says it must be." : "Something is NOT as it must be.");
    return lines;
  }

  private static String line(String name, Pair pair, String note) {
    return String.format(
            "%s %-26s %5d of %-5d %s", mark(pair.ok()), name, pair.seen(), pair.expected(), note)
        .stripTrailing();
  }

  private static String mustBeNone(String name, long count) {
    return String.format("%s %-26s %5d        must be 0", mark(count == 0), name, count);
  }

  private static String mark(boolean ok) {
    return ok ? "ok  " : "NOT ";
  }
}
