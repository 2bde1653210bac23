package org.drey.terminal.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.drey.fixtures.CommandRun;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.verdict.AlertIds;
import org.drey.terminal.ShutdownHook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./drey alerts} on a folder. */
class AlertsCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PAYER = id(AlertTrack.PAYER, "payer-token-1");
  private static final String CHILD = id(AlertTrack.VICTIM, "child-token-1");

  @TempDir private Path folder;

  private CommandRun alerts(String... arguments) {
    return CommandRun.of(AlertsCommand.line(new ShutdownHook()), arguments);
  }

  private CommandRun from(String command, String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = command;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 2] = "--from";
    all[all.length - 1] = folder.toString();
    return alerts(all);
  }

  private static String id(AlertTrack track, String subject) {
    return AlertIds.of(track, new EntityKey("default", 1, "SUBJECT", subject));
  }

  private static String line(AlertTrack track, String subject, int revision, String state)
      throws IOException {
    try (InputStream in =
        AlertsCommandTest.class.getResourceAsStream("/samples/alerts.pass.json")) {
      ObjectNode alert = (ObjectNode) JSON.readTree(Objects.requireNonNull(in));
      alert.put("track", track.name());
      alert.put("entity", subject);
      alert.put("alert_id", id(track, subject));
      alert.put("revision", revision);
      alert.put("state", state);
      return JSON.writeValueAsString(alert) + "\n";
    }
  }

  @BeforeEach
  void write() throws IOException {
    Files.writeString(
        folder.resolve("alerts.jsonl"),
        line(AlertTrack.PAYER, "payer-token-1", 4, "OPEN")
            + line(AlertTrack.PAYER, "payer-token-1", 3, "CLOSED")
            + line(AlertTrack.VICTIM, "child-token-1", 1, "OPEN")
            + line(AlertTrack.PAYER, "payer-token-2", 1, "OPEN")
            + line(AlertTrack.PAYER, "payer-token-2", 2, "CLOSED"));
  }

  @Test
  void aChoiceOfAlertsIsOneOfTheSchema() {
    from("list", "--track", "unknown").assertSays(0, "No open alerts like that among 3");
    from("list", "--priority", "unknown").assertSays(0, "No open alerts like that among 3");
    from("list", "--track", "child").assertSays(2, "--track: one of [UNKNOWN, PAYER,");
    from("list", "--priority", "P9").assertSays(2, "--priority: one of [UNKNOWN, P0,");
    String help = from("list", "--help").out();
    for (org.drey.event.Track track : org.drey.event.Track.values()) {
      assertTrue(help.contains(track.name()), track.name());
    }
  }

  @Test
  void openAlertsAreListed() {
    CommandRun open = from("list");
    open.assertSays(0, "2 open alerts.");
    assertFalse(open.out().contains("payer-token-2"), open.out());
    from("list", "--all").assertSays(0, "3 alerts.");
    from("list", "--top", "1").assertSays(0, "2 open alerts, 1 shown (--top N).");
    from("list", "--track", "victim").assertSays(0, "1 open alert.");
    from("list", "--priority", "P2").assertSays(0, "No open alerts like that among 3");
    from("list", "--top", "0").assertSays(2, "--top: at least 1");
    CommandRun json = from("list", "--json", "--track", "payer");
    assertTrue(json.out().startsWith("{\"alert_id\":\"" + PAYER + "\""), json.out());
  }

  @Test
  void theAlertsOfACaseAreListed() throws IOException {
    try (InputStream in = AlertsCommandTest.class.getResourceAsStream("/samples/cases.pass.json")) {
      ObjectNode one = (ObjectNode) JSON.readTree(Objects.requireNonNull(in));
      one.put("case_id", "963b5fee0000");
      ObjectNode member = (ObjectNode) one.withArray("members").get(0);
      one.putArray("members")
          .add(member.deepCopy().put("alert_id", PAYER))
          .add(member.deepCopy().put("alert_id", id(AlertTrack.PAYER, "payer-token-2")));
      Files.writeString(folder.resolve("cases.jsonl"), one + "\n");
    }
    CommandRun listed = from("list", "--case", "963b");
    listed.assertSays(0, "2 alerts.");
    assertFalse(listed.out().contains("child-token-1"), listed.out());
    from("list", "--case", "0000").assertSays(1, "No case begins with '0000'");
    from("show", "963b5fee").assertSays(1, "A case does: './drey alerts list --from");
    CommandRun shown = from("show", PAYER);
    shown.assertSays(0, "With 1 other alert: payer ");
    shown.assertSays(0, "(closed). All name the");
  }

  @Test
  void anAlertIsShownByTheBeginningOfItsId() {
    from("show", PAYER.substring(0, 8)).assertSays(0, "Alert " + PAYER + ", open, priority P3");
    from("show", PAYER, "--json").assertSays(0, "\"revision\":4");
    from("show", CHILD).assertSays(0, "HELP FIRST");
    from("show", "child-token-1").assertSays(0, "Alert " + CHILD);
    from("show", "zzzz").assertSays(1, "No alert begins with 'zzzz'");
    from("show", "zz").assertSays(1, "at least 4 letters");
    from("show").assertSays(2, "The ID of an alert is missing. './drey alerts list'");
  }

  @Test
  void ofSeveralAlertsOnATokenNoneIsGuessed() throws IOException {
    Files.writeString(
        folder.resolve("alerts.jsonl"),
        line(AlertTrack.PAYER, "token-1", 1, "OPEN")
            + line(AlertTrack.VICTIM, "token-1", 1, "OPEN"));
    from("show", "token-1").assertSays(1, "2 alerts are about that token, name one by its id: ");
    from("show", "token-1").assertSays(1, id(AlertTrack.VICTIM, "token-1") + " (VICTIM)");
  }

  @Test
  void oneOfSeveralIsNotGuessed() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      String line = line(AlertTrack.PAYER, "payer-token-1", 1, "OPEN");
      lines.append(line.replace(PAYER, "abcdef" + i));
    }
    Files.writeString(folder.resolve("alerts.jsonl"), lines);
    from("show", "abcd").assertSays(1, "3 alerts begin with 'abcd', give more of the id: abcdef0");
    from("show", "abcdef1").assertSays(0, "Alert abcdef1");
  }

  @Test
  void whereTheAlertsAreIsOnePlaceThatIsThere() {
    alerts("list").assertSays(2, "one of --from DIR and --bootstrap HOST:PORT");
    from("list", "--bootstrap", "localhost:9092").assertSays(2, "one of --from DIR");
    alerts("list", "--from", folder + "/nowhere").assertSays(1, "there is no folder");
    from("list", "--trial").assertSays(1, "has no shadow-alerts.jsonl");
    alerts("list", "--bootstrap", "nowhere").assertSays(1, "--bootstrap: no broker can be reached");
  }

  @Test
  void csvHasALineForEachAlert() throws IOException {
    Path file = folder.resolve("alerts.csv");
    from("export", "csv", "--output", file.toString()).assertSays(0, "3 alerts: " + file);
    assertEquals(4, Files.readAllLines(file).size());
    from("export", "cvs", "--output", file.toString()).assertSays(2, "did you mean 'csv'?");
  }

  @Test
  void aVerdictIsAskedForAndWithoutATerminalNotGiven() {
    CommandRun asked = from("decide", PAYER, "UNFOUNDED", "NO_PATTERN", "--analyst", "a17");
    asked.assertSays(1, "there is no terminal to ask at. Add --yes");
    asked.assertSays(1, "- Closes the alert: episode");
    assertFalse(Files.exists(folder.resolve("verdicts.jsonl")));
  }

  @Test
  void aVerdictIsAppendedAndShownAndGivenOnce() throws IOException {
    String[] decision = {PAYER, "unfounded", "NO_PATTERN", "--analyst", "a17", "--yes"};
    from("decide", decision).assertSays(0, "it counts when that file is in the --input");
    from("decide", decision).assertSays(0, "given before: it is not given again");
    assertEquals(1, Files.readAllLines(folder.resolve("verdicts.jsonl")).size());
    from("show", PAYER).assertSays(0, "UNFOUNDED, no pattern, by a17");
    from("list").assertSays(0, "    a17 decided UNFOUNDED; not taken up by the job yet");
  }

  @Test
  void whatWasDecidedOfAReplayLeavesTheOpenOnes() throws IOException {
    Path file = folder.resolve("alerts.jsonl");
    String replayed =
        Files.readString(file).replaceAll("\"generation\":[0-9]+", "\"generation\":0");
    Files.writeString(file, replayed);
    from("list").assertSays(0, "Replayed alerts have no deadline. P3, within a day when live.");
    from("decide", PAYER, "UNFOUNDED", "NO_PATTERN", "--analyst", "a17", "--yes")
        .assertSays(0, "Written to");
    CommandRun listed = from("list");
    listed.assertSays(0, "1 more is decided: that counts at the next replay. --all lists it.");
    listed.assertSays(0, "1 open alert.");
    assertFalse(listed.out().contains(PAYER.substring(0, 8)), listed.out());
    from("list", "--all").assertSays(0, "a17 decided UNFOUNDED; it counts at the next replay");
  }

  @Test
  void anEmptyListSaysWhy() throws IOException {
    Path file = folder.resolve("alerts.jsonl");
    Files.writeString(file, line(AlertTrack.PAYER, "payer-token-2", 2, "CLOSED"));
    from("list").assertSays(0, "No alert is open: 1 is closed or withdrawn.");
    Files.writeString(file, "");
    from("list").assertSays(0, "There is no alert: the rules found nothing to alert on");
  }

  @Test
  void whatIsNotAllowedIsNotGiven() {
    from("decide", CHILD, "LIKELY", "WATCHED", "--analyst", "a17", "--yes")
        .assertSays(1, "not for alerts of the track VICTIM");
    from("decide", PAYER, "UNFOUNDED", "NO_PATTERN", "--yes").assertSays(2, "--analyst");
    from("decide", PAYER, "MAYBE", "NO_PATTERN", "--analyst", "a17").assertSays(2, "MAYBE");
    from("decide", PAYER, "UNFOUNDED", "NO_PATTERN", "--analyst", "a17", "--suppress-days", "3")
        .assertSays(2, "only with --suppress");
    from("decide", PAYER, "UNFOUNDED", "NO_PATTERN", "--analyst", "a17", "--wait", "3")
        .assertSays(2, "--wait");
    from("decide", PAYER, "UNFOUNDED", "NO_PATTERN", "--analyst", "a17", "--trial")
        .assertSays(2, "never on one of a trial");
    assertFalse(Files.exists(folder.resolve("verdicts.jsonl")));
  }

  @Test
  void aHintRepeatsTheConfiguration() throws IOException {
    Path config = Files.writeString(folder.resolve("drey.yaml"), "reference_currency: GBP\n");
    String again = "--from " + folder + " --config " + config;
    from("list", "--config", config.toString()).assertSays(0, "show ID " + again + "'");
    from("show", PAYER, "--config", config.toString())
        .assertSays(0, "VERDICT REASON " + again + " --analyst NAME");
  }

  @Test
  void whoDecidesIsAPseudonymAndTheSecondAnotherPerson() throws IOException {
    String[] decision = {PAYER, "UNFOUNDED", "no_pattern", "--yes", "--analyst"};
    from("decide", with(decision, "John Smith")).assertSays(2, "a pseudonym without blanks");
    from("decide", with(decision, "a17", "--second-analyst", "a17"))
        .assertSays(2, "--second-analyst: another person than --analyst; a17 is the same person");
    from("decide", with(decision, "karl", "--second-analyst", "Karl"))
        .assertSays(2, "another person than --analyst; Karl and karl are the same person");
    assertFalse(Files.exists(folder.resolve("verdicts.jsonl")));
    from("decide", with(decision, "a17", "--second-analyst", "b2"))
        .assertSays(1, "b2 has given no such verdict");
    assertFalse(Files.exists(folder.resolve("verdicts.jsonl")), "no one signs for another");
    from("decide", with(decision, "b2")).assertSays(0, "Written to");
    from("decide", with(decision, "a17", "--second-analyst", "c3"))
        .assertSays(1, "c3 has given no such verdict");
    from("decide", with(decision, "a17", "--second-analyst", "b2")).assertSays(0, "Written to");
  }

  private static String[] with(String[] before, String... after) {
    String[] all = Arrays.copyOf(before, before.length + after.length);
    System.arraycopy(after, 0, all, before.length, after.length);
    return all;
  }

  @Test
  void whatAVerdictWillDoIsPrintedAsJsonAndGivenOnlyIfItIsMeant() throws IOException {
    String[] decision = {PAYER, "UNFOUNDED", "NO_PATTERN", "--analyst", "a17", "--json"};
    CommandRun printed = from("decide", decision);
    printed.assertSays(1, "No verdict was given.");
    JsonNode json = JSON.readTree(printed.out());
    assertEquals("ACTED", json.path("forecast").path("effect").asText());
    assertEquals("CLOSED", json.path("forecast").path("state").asText());
    assertFalse(json.path("forecast").path("exact").asBoolean());
    assertTrue(json.path("effects").size() > 3);
    assertFalse(Files.exists(folder.resolve("verdicts.jsonl")));
    CommandRun given = from("decide", with(decision, "--yes"));
    given.assertSays(0, "Written to");
    assertEquals(
        json.path("verdict").path("verdict_id"),
        JSON.readTree(given.out()).path("verdict").path("verdict_id"));
  }

  @Test
  void whoMayBeAVictimIsConfirmedAsNothingElseWithoutAWord() throws IOException {
    Files.writeString(
        folder.resolve("alerts.jsonl"),
        line(AlertTrack.PAYER, "token-1", 1, "OPEN")
            + line(AlertTrack.VICTIM, "token-1", 1, "CLOSED"));
    String payer = id(AlertTrack.PAYER, "token-1");
    String child = id(AlertTrack.VICTIM, "token-1").substring(0, 8);
    String word = "The same person has an alert as a young person who may need help:";
    String shown = from("show", payer).out();
    assertTrue(shown.startsWith(word), shown);
    String listed = from("list").out();
    assertTrue(listed.lines().findFirst().orElse("").contains("also victim: " + child), listed);
    from("list", "--json").assertSays(0, "\"victim_alert\":\"" + child);
    String[] decision = {payer, "CONFIRMED", "REPORTED", "--analyst", "a17"};
    from("decide", decision).assertSays(1, "- " + word + " " + child);
    from("decide", with(decision, "--yes")).assertSays(1, "--also-victim " + child + ".");
    from("decide", with(decision, "--yes", "--also-victim", payer)).assertSays(1, word);
    from("decide", with(decision, "--yes", "--json")).assertSays(1, "--also-victim " + child);
    assertFalse(Files.exists(folder.resolve("verdicts.jsonl")));
    from("decide", payer, "UNFOUNDED", "NO_PATTERN", "--analyst", "a17", "--yes")
        .assertSays(0, "Written to");
    from("decide", with(decision, "--yes", "--also-victim", child)).assertSays(0, "Written to");
    from("show", child).assertSays(0, "HELP FIRST");
  }

  /** A person's one private session with a host who is assured to be a child. */
  private static String watching(String subject) throws IOException {
    ObjectNode alert = (ObjectNode) JSON.readTree(line(AlertTrack.PAYER, subject, 1, "OPEN"));
    ObjectNode event = (ObjectNode) alert.withArray("events").get(0);
    event.putNull("payment");
    event.set(
        "livestream",
        JSON.readTree(
            "{\"host\":null,\"subject\":\"%s\",\"session\":\"s1\",\"type\":\"JOINED\","
                    .formatted(subject)
                + "\"visibility\":\"PRIVATE\",\"viewers\":1,\"duration_seconds\":null,"
                + "\"host_age_assurance\":\"CHILD\",\"viewer_age_assurance\":\"UNKNOWN\"}"));
    return JSON.writeValueAsString(alert) + "\n";
  }

  @Test
  void whoPaysAssuredChildrenIsClearedByNoOneWithoutAWordOfThem() throws IOException {
    Files.writeString(
        folder.resolve("alerts.jsonl"),
        watching("token-1") + line(AlertTrack.PAYER, "token-2", 1, "OPEN"));
    from("list").assertSays(0, "hosts assured to be children: ");
    String payer = id(AlertTrack.PAYER, "token-1");
    String shown = from("show", payer).out();
    assertTrue(shown.startsWith("The hosts here are assured to be children"), shown);
    String[] decision = {payer, "BENIGN_EXPLAINED", "LICENSED_SERVICE", "--analyst", "a17"};
    from("decide", decision).assertSays(1, "- The hosts here are assured to be children");
    from("decide", with(decision, "--yes")).assertSays(1, ": --also-child.");
    assertFalse(Files.exists(folder.resolve("verdicts.jsonl")));
    from("decide", with(decision, "--yes", "--also-child")).assertSays(0, "Written to");
  }

  @Test
  void ofAYoungPersonNoScoreIsSaid() {
    CommandRun asked = from("decide", CHILD, "CONFIRMED", "HELPED", "--analyst", "a17");
    asked.assertSays(1, "help first");
    assertFalse(asked.out().contains("69.0"), asked.out());
    assertFalse(asked.out().contains("score of"), asked.out());
  }

  @Test
  void recordsThatCannotBeReadAreNoEmptyList() throws IOException {
    Path file = folder.resolve("alerts.jsonl");
    String good = Files.readString(file);
    String csv = folder.resolve("a.csv").toString();
    Files.writeString(file, good + "{\"alert_id\":\"x\"}\n");
    from("list").assertSays(3, "2 open alerts.");
    from("export", "csv", "--output", csv).assertSays(3, "3 alerts: ");
    Files.writeString(file, "{\"alert_id\":\"x\"}\n".repeat(5));
    from("list").assertSays(1, "None of the 5 records of alerts in");
    from("export", "csv", "--output", csv).assertSays(1, "None of the 5 records of alerts in");
    from("show", "abcd").assertSays(1, "No alert begins with 'abcd'");
  }

  @Test
  void aTopicPrefixIsOfTopics() {
    from("list", "--topic-prefix", "x").assertSays(2, "--topic-prefix: only with --bootstrap");
  }

  @Test
  void theWordsAreThoseOfTheRulesThatAreNamed() throws IOException {
    Path rules = Files.createDirectory(folder.resolve("rules"));
    Files.writeString(
        rules.resolve("own.yml"),
        """
        title: Own rule
        name: own_rule
        id: d0922d50-450e-4b22-9e11-0a52a9a5fe96
        status: stable
        logsource: {category: payment}
        detection: {selection: {status: DECLINED}, condition: selection}
        drey: {indicator: PAY-20, track: payer, entity: subject, points: 5, strength: 0.5,
          half_life: 30d, family: PAYNET, words: 'Was declined once.'}
        """);
    String alert =
        line(AlertTrack.PAYER, "payer-token-1", 9, "OPEN")
            .replace(
                "d0922d50-450e-5b22-9e11-0a52a9a5fe96", "d0922d50-450e-4b22-9e11-0a52a9a5fe96");
    Files.writeString(folder.resolve("alerts.jsonl"), alert);
    from("show", PAYER, "--rules", rules.toString()).assertSays(0, "- Was declined once.");
    from("show", PAYER, "--rules", folder + "/none").assertSays(1, "--rules: there is no file");
  }

  @Test
  void aTailNeedsBrokers() {
    alerts("tail", "--output", folder.toString()).assertSays(2, "--bootstrap HOST:PORT or --kafka");
  }
}
