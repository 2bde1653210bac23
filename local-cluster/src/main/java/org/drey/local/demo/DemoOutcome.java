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
import java.util.stream.Stream;
import org.drey.event.Alert;
import org.drey.local.generate.WorldTruth;
import org.drey.local.generate.WorldTruth.Expectation;
import org.drey.local.generate.WorldTruth.ExpectedEntity;

/**
 * The outcome of a demo, beside what the seed says it must find.
 *
 * @param planted by kind, how many were planted and how many came out as they must
 * @param quiet the kinds that must come out without an alert
 * @param benignAlerted alerts on people who must have none
 * @param overblocked splash signals for what is not listed
 * @param verdicts how many analysts gave, and how many closed their alert
 * @param keptQuiet people whose alert was explained, and who went on without another
 * @param cases payees by whom alerts have to hang together, and by whom they do
 * @param splashPages how many were led to the splash page, and how often it was shown
 */
record DemoOutcome(
    long seed,
    long events,
    double seconds,
    Map<String, Pair> planted,
    Set<String> quiet,
    int benignAlerted,
    Pair verdicts,
    Pair keptQuiet,
    Pair cases,
    Pair listHits,
    long overblocked,
    Pair splashPages,
    Pair deadLetters,
    long splashP50,
    long splashP99) {

  /** The kind of those whom several people pay. */
  private static final String RING = "facilitator";

  /** The numbers that there must be, and that there were. */
  record Pair(long expected, long seen) {
    boolean ok() {
      return expected == seen;
    }
  }

  /** Compares what was seen with the truth. */
  static DemoOutcome of(WorldTruth truth, DemoState state, long pagesShown, double seconds) {
    Set<String> alerted =
        state.notWithdrawn().stream().map(DemoOutcome::key).collect(Collectors.toSet());
    Set<String> expected =
        Stream.concat(
                truth.planted().stream()
                    .filter(planted -> planted.expect() == Expectation.ALERT)
                    .map(ExpectedEntity::key),
                truth.lookAlikes().stream().map(ExpectedEntity::key))
            .collect(Collectors.toSet());
    DemoDecisions decisions = state.decisions();
    Set<String> facilitators =
        truth.planted().stream()
            .filter(planted -> planted.kind().equals(RING))
            .map(ExpectedEntity::entity)
            .collect(Collectors.toSet());
    List<Long> latencies = state.splashLatencies();
    return new DemoOutcome(
        truth.seed(),
        state.allSent(),
        seconds,
        planted(truth, alerted),
        truth.planted().stream()
            .filter(one -> one.expect() == Expectation.NO_ALERT)
            .map(ExpectedEntity::kind)
            .collect(Collectors.toSet()),
        (int) alerted.stream().filter(one -> !expected.contains(one)).count(),
        new Pair(decisions.given(), decisions.takenUp()),
        new Pair(truth.lookAlikes().size(), decisions.keptQuiet(state.notWithdrawn())),
        new Pair(facilitators.size(), facilitators.stream().filter(decisions::hasCaseOf).count()),
        new Pair(truth.splashSignals(), state.splashes()),
        state.overblocked(truth.splashEvents()),
        new Pair(state.ledToSplashPage(), pagesShown),
        new Pair(truth.deadLetters().total(), state.deadLetters()),
        LatencyPercentiles.of(latencies, 0.5),
        LatencyPercentiles.of(latencies, 0.99));
  }

  /** By kind, how many are planted, and how many came out as they must. */
  private static Map<String, Pair> planted(WorldTruth truth, Set<String> alerted) {
    Map<String, Pair> planted = new TreeMap<>();
    for (ExpectedEntity one : truth.planted()) {
      boolean right = alerted.contains(one.key()) == (one.expect() == Expectation.ALERT);
      planted.merge(
          one.kind(),
          new Pair(1, right ? 1 : 0),
          (a, b) -> new Pair(a.expected() + b.expected(), a.seen() + b.seen()));
    }
    return planted;
  }

  private static String key(Alert alert) {
    return alert.getTrack() + " " + alert.getEntityKind() + " " + alert.getEntity();
  }

  /** Returns whether the pipeline did what the seed says it must. */
  boolean ok() {
    return planted.values().stream().allMatch(Pair::ok)
        && benignAlerted == 0
        && verdicts.ok()
        && verdicts.seen() > 0
        && keptQuiet.ok()
        && cases.ok()
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
    json.putObject("verdicts").put("given", verdicts.expected()).put("taken_up", verdicts.seen());
    json.putObject("kept_quiet")
        .put("expected", keptQuiet.expected())
        .put("kept", keptQuiet.seen());
    json.putObject("cases").put("expected", cases.expected()).put("found", cases.seen());
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
    lines.add(line("verdicts taken up", verdicts, "of the analysts, at half time"));
    lines.add(line("explained, kept quiet", keptQuiet, "no alert again for the same"));
    lines.add(line("cases of one payee", cases, "alerts that hang together"));
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
