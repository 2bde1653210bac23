package org.drey.local.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drey.event.Alert;
import org.drey.local.generate.WorldTruth;
import org.drey.local.generate.WorldTruth.Expectation;
import org.drey.local.generate.WorldTruth.ExpectedEntity;

/** The outcome of a demo, beside what the seed says it must find. */
final class DemoOutcome {
  /** The kind of those whom several people pay. */
  private static final String RING = "facilitator";

  private static final String ALERT = "alert";
  private static final String NO_ALERT = "no alert";
  private static final String BY = "given by analysts at half time";
  private static final String QUIET = "explained by an analyst, and no alert again for the same";
  private static final String CASE = "alerts that hang together";
  private static final double PER_SECOND = 1000;

  private final WorldTruth truth;
  private final DemoState state;
  private final long millis;
  private final List<Check> planted;
  private final List<Check> others;

  /**
   * A number that must be, and that there was.
   *
   * @param name what the summary calls them
   * @param expectedAs what it calls the one; empty if that is 0, and only the other is written
   * @param seenAs what it calls the other
   * @param label what the table calls them
   */
  private record Check(
      String name,
      String expectedAs,
      String seenAs,
      String label,
      long expected,
      long seen,
      String note) {

    static Check none(String name, String label, long seen) {
      return new Check(name, "", "", label, 0, seen, "");
    }

    boolean isOk() {
      return expected == seen;
    }

    String line() {
      return String.format(
              Locale.ROOT,
              "%s %-24s %,6d of %-,6d %s",
              isOk() ? "ok  " : "NOT ",
              label,
              seen,
              expected,
              note)
          .stripTrailing();
    }

    void write(ObjectNode to) {
      if (expectedAs.isEmpty()) {
        to.put(name, seen);
      } else {
        to.putObject(name).put(expectedAs, expected).put(seenAs, seen);
      }
    }
  }

  /** Compares what was seen with the truth. */
  DemoOutcome(WorldTruth truth, DemoState state, long pagesShown, long millis) {
    this.truth = truth;
    this.state = state;
    this.millis = millis;
    List<Alert> alerts = state.notWithdrawn();
    Set<String> alerted = alerts.stream().map(DemoOutcome::key).collect(Collectors.toSet());
    this.planted = planted(truth, alerted);
    DemoDecisions decisions = state.decisions();
    long given = decisions.given();
    long takenUp = decisions.takenUp();
    long explained = truth.lookAlikes().size();
    long quiet = decisions.keptQuiet(alerts);
    Set<String> ring =
        truth.planted().stream()
            .filter(one -> one.kind().equals(RING))
            .map(ExpectedEntity::entity)
            .collect(Collectors.toSet());
    long cases = ring.stream().filter(decisions::hasCaseOf).count();
    long hits = truth.splashSignals();
    long malformed = truth.deadLetters().total();
    String soon =
        "a median of %d ms after the query, p99 %d ms"
            .formatted(state.splashLatency(0.5), state.splashLatency(0.99));
    this.others =
        List.of(
            new Check("verdicts", "given", "taken_up", "verdicts taken up", given, takenUp, BY),
            new Check("kept_quiet", "expected", "kept", "kept quiet", explained, quiet, QUIET),
            new Check("cases", "expected", "found", "cases of one payee", ring.size(), cases, CASE),
            new Check(
                "list_hits", "expected", "signalled", "list hits", hits, state.splashes(), soon),
            new Check(
                "splash_pages",
                "expected",
                "shown",
                "warning pages shown",
                state.ledToSplashPage(),
                pagesShown,
                "to those whose resolver or proxy leads there"),
            new Check(
                "dead_letters",
                "expected",
                "seen",
                "malformed records",
                malformed,
                state.deadLetters(),
                "refused, as dead letters"),
            Check.none(
                "overblocked", "unlisted names blocked", state.overblocked(truth.splashEvents())),
            Check.none("benign_alerted", "others alerted on", others(truth, alerted)));
  }

  /** Returns, by kind, how many are planted, and how many came out as they must. */
  private static List<Check> planted(WorldTruth truth, Set<String> alerted) {
    List<Check> checks = new ArrayList<>();
    truth.planted().stream()
        .collect(Collectors.groupingBy(ExpectedEntity::kind, TreeMap::new, Collectors.toList()))
        .forEach(
            (kind, all) -> {
              long right =
                  all.stream().filter(one -> alerted.contains(one.key()) == isAlerted(one)).count();
              String note = all.stream().allMatch(DemoOutcome::isAlerted) ? ALERT : NO_ALERT;
              String label = kind.replace('_', ' ');
              checks.add(new Check(kind, "expected", "found", label, all.size(), right, note));
            });
    return checks;
  }

  private static boolean isAlerted(ExpectedEntity one) {
    return one.expect() == Expectation.ALERT;
  }

  /** Returns how many are alerted on who must not be. */
  private static long others(WorldTruth truth, Set<String> alerted) {
    Set<String> right =
        Stream.concat(
                truth.planted().stream().filter(DemoOutcome::isAlerted),
                truth.lookAlikes().stream())
            .map(ExpectedEntity::key)
            .collect(Collectors.toSet());
    return alerted.stream().filter(one -> !right.contains(one)).count();
  }

  private static String key(Alert alert) {
    return alert.getTrack() + " " + alert.getEntityKind() + " " + alert.getEntity();
  }

  /** Returns whether the pipeline did what the seed says it must. */
  boolean isOk() {
    return Stream.concat(planted.stream(), others.stream()).allMatch(Check::isOk)
        && state.decisions().takenUp() > 0;
  }

  void writeJson(Path file) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode json = mapper.createObjectNode();
    json.put("seed", truth.seed()).put("events", state.allSent());
    json.put("seconds", millis / PER_SECOND);
    ObjectNode kinds = json.putObject("planted");
    planted.forEach(one -> one.write(kinds));
    others.forEach(one -> one.write(json));
    json.putObject("splash_ms")
        .put("p50", state.splashLatency(0.5))
        .put("p99", state.splashLatency(0.99));
    json.put("ok", isOk());
    Files.writeString(
        file, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
  }

  /** The table for a person. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d records in %.0f s. As the seed says it must be:",
            state.allSent(),
            millis / PER_SECOND));
    planted.stream()
        .filter(one -> one.note().equals(ALERT) || !one.isOk())
        .map(Check::line)
        .forEach(lines::add);
    List<Check> quiet =
        planted.stream().filter(one -> one.note().equals(NO_ALERT) && one.isOk()).toList();
    lines.add(
        new Check(
                "",
                "",
                "",
                quiet.size() + " kinds of look-alikes",
                quiet.stream().mapToLong(Check::expected).sum(),
                quiet.stream().mapToLong(Check::seen).sum(),
                NO_ALERT)
            .line());
    others.stream().map(Check::line).forEach(lines::add);
    lines.add(isOk() ? "All is as it must be." : "Something is NOT as it must be.");
    return lines;
  }
}
