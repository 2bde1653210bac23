package org.drey.streaming.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.SplashStatements;
import org.drey.definitions.config.SuffixList;
import org.drey.definitions.config.TimeSettings;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.TopicNames;
import org.drey.rules.compile.FamilyCaps;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.score.AlertRetention;
import org.drey.rules.sigma.RuleFile;
import org.drey.streaming.fixture.Folder;
import org.drey.streaming.fixture.Replayed;
import org.drey.streaming.fixture.Sample;
import org.drey.streaming.fixture.SmallRules;
import org.drey.streaming.fixture.TwoMonths;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both jobs over a folder: the same events give the same results, however they come. */
final class ReplayJobIT {
  private static final DreyConfiguration DECLARED =
      new DreyConfiguration(
          "GBP",
          List.of(
              new DreyConfiguration.Rate(LocalDate.of(2026, 1, 1), "EUR", new BigDecimal("0.85"))),
          Map.of(
              TopicNames.DNS_QUERIES,
              new DreyConfiguration.Stream("consent of the test", null, List.of())),
          Map.of(),
          FamilyCaps.CATALOGUE,
          DreyConfiguration.Blocklists.DEFAULT,
          TimeSettings.DEFAULT,
          false,
          SuffixList.BUNDLED,
          Map.of(),
          null,
          AlertRetention.USUAL,
          SplashStatements.UNSAID,
          null);

  /** The small rules, one of each sort, and all that ship. */
  private static final RuleSet RULES = compile();

  private static final Folder EVENTS = Folder.of(TwoMonths.events());

  @TempDir static Path folder;
  private static Path blocklist;
  private static Replayed expected;

  private static RuleSet compile() {
    List<RuleFile> files = new ArrayList<>(RuleFile.catalogue());
    files.add(SmallRules.FILE);
    return StreamRegistry.compile(files, DECLARED);
  }

  @BeforeAll
  static void replayTheEventsAsTheyAre() throws Exception {
    blocklist = Files.writeString(folder.resolve("list.txt"), TwoMonths.BLOCKLIST);
    expected = replay(EVENTS, 1);
  }

  private static Replayed replay(Folder events, int parallelism) throws Exception {
    return replay(events, DECLARED, parallelism);
  }

  private static Replayed replay(Folder events, DreyConfiguration configuration, int parallelism)
      throws Exception {
    return Replayed.run(RULES, configuration, blocklist, written(events), parallelism);
  }

  private static Path written(Folder events) throws IOException {
    Path input = Files.createTempDirectory(folder, "input");
    events.write(input);
    return input;
  }

  private static void assertSame(Replayed actual) {
    assertEquals(expected.findings(), actual.findings());
    assertEquals(expected.alerts("alerts"), actual.alerts("alerts"));
    assertEquals(expected.alerts("shadow-alerts"), actual.alerts("shadow-alerts"));
    assertEquals(expected.hits(), actual.hits());
    assertEquals(expected.splashes(), actual.splashes());
  }

  @Test
  void theEventsAreWorthComparing() {
    Set<String> found =
        expected.lines("findings").stream()
            .map(line -> RULES.byId(line.get("rule_id").asText()).name())
            .collect(Collectors.toCollection(TreeSet::new));
    assertTrue(
        found.containsAll(
            List.of(
                "three_payees",
                "shared_payee",
                "lone_payment",
                "paid_and_watched",
                "reported",
                "to_family",
                "two_splashes",
                "young",
                "asked_often",
                "on_trial")),
        found::toString);
    assertFalse(expected.alerts("alerts").isEmpty());
    assertFalse(expected.alerts("shadow-alerts").isEmpty());
    assertFalse(expected.hits().isEmpty());
    assertTrue(expected.splashes().size() < expected.hits().size());
    assertEquals(List.of(), expected.deadLetters());
    Set<String> ids =
        expected.lines("findings").stream()
            .map(line -> line.get("finding_id").asText())
            .collect(Collectors.toSet());
    assertEquals(expected.findings().size(), ids.size()); // each is there once
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void theNumberOfSubtasksChangesNothing(int parallelism) throws Exception {
    assertSame(replay(EVENTS, parallelism));
  }

  @Test
  void theOrderOfLinesChangesNothing() throws Exception {
    assertSame(replay(EVENTS.shuffled(), 2));
  }

  @Test
  void repeatsChangeNothing() throws Exception {
    Replayed doubled = replay(EVENTS.doubled(), 2);
    assertSame(doubled);
    assertEquals(List.of(), doubled.deadLetters());
  }

  @Test
  void aBrokenLineIsOneDeadLetterAtItsPlaceAndChangesNothingElse() throws Exception {
    Sample payment = Sample.payment("bad", "p1", "q1");
    byte[] notUtf8 = payment.line().getBytes(StandardCharsets.UTF_8);
    notUtf8[notUtf8.length / 2] = (byte) 0xFF;
    byte[] longLine = new byte[5_000_000];
    Arrays.fill(longLine, (byte) 'x');
    String inTheYear2099 =
        payment
            .at(Instant.parse("2099-01-01T00:00:00Z"))
            .with("received_at", "2026-03-02T12:00:00Z")
            .line();
    Folder broken =
        EVENTS
            .with(TopicNames.PAYMENTS, 0, payment.with("amount_minor", -1250).line())
            .with(TopicNames.PAYMENTS, 1, "")
            .with(TopicNames.PAYMENTS, 2, longLine)
            .with(TopicNames.PAYMENTS, 50, notUtf8)
            .with(TopicNames.PAYMENTS, 51, payment.line().substring(0, 100))
            .with(TopicNames.PAYMENTS, 52, payment.with("payee", null).line())
            .with(TopicNames.PAYMENTS, 53, payment.with("payee", "").line())
            .with(TopicNames.PAYMENTS, 54, "  \r")
            .with(TopicNames.PAYMENTS, 55, payment.with("amount_minor", "twenty").line())
            .with(TopicNames.PAYMENTS, 56, inTheYear2099)
            .with(TopicNames.PAYMENTS, 57, payment.with("currency", "ZZZ").line())
            .with(TopicNames.PAYMENTS, 58, payment.with("payer_country", "Gb").line())
            .with(TopicNames.PAYMENTS, 59, payment.with("channel", "BARTER").line())
            .with(TopicNames.PAYMENTS, 60, "[]")
            .with(TopicNames.DNS_QUERIES, 3, "{")
            .with(TopicNames.EXTERNAL_SIGNALS, 6, signalOf(1.5));
    Replayed replayed = replay(broken, 2);

    assertSame(replayed);
    assertEquals(
        new TreeSet<>(
            List.of(
                "payments 0-0 OUT_OF_RANGE",
                "payments 0-2 OVERSIZED",
                "payments 0-50 MALFORMED",
                "payments 0-51 MALFORMED",
                "payments 0-52 MISSING_FIELD",
                "payments 0-53 MISSING_FIELD",
                "payments 0-55 WRONG_TYPE",
                "payments 0-56 FUTURE",
                "payments 0-57 UNKNOWN_CURRENCY",
                "payments 0-58 BAD_COUNTRY",
                "payments 0-59 UNKNOWN_SYMBOL",
                "payments 0-60 MALFORMED",
                "dns-queries 0-3 MALFORMED",
                "external-signals 0-6 OUT_OF_RANGE")),
        replayed.refused());
    assertFalse(replayed.deadLetters().toString().contains("twenty")); // never a value
  }

  private static String signalOf(double confidence) {
    return Sample.of(TopicNames.EXTERNAL_SIGNALS, "bad").with("confidence", confidence).line();
  }

  @Test
  void missingFilesAreEmptyStreams() throws Exception {
    Folder payments =
        new Folder(Map.of(TopicNames.PAYMENTS, EVENTS.lines().get(TopicNames.PAYMENTS)));
    Replayed replayed = replay(payments, 1);

    assertTrue(replayed.ran());
    assertFalse(replayed.findings().isEmpty());
    assertEquals(List.of(), replayed.hits());
  }

  @Test
  void anEmptyFileIsAnEmptyStream() throws Exception {
    Replayed replayed = replay(new Folder(Map.of(TopicNames.PAYMENTS, List.of())), 1);

    assertTrue(replayed.ran());
    for (String name : ReplayJob.OUTPUTS) {
      assertEquals(List.of(), replayed.lines(name), name);
    }
  }

  @Test
  void aFolderWithoutEventsHasNothingToRun() throws Exception {
    Replayed replayed = replay(new Folder(Map.of()), 1);

    assertFalse(replayed.ran());
    for (String name : ReplayJob.OUTPUTS) {
      assertEquals(List.of(), replayed.lines(name), name);
    }
  }

  @Test
  void aFullDiskCostsNoEarlierResult() throws Exception {
    Path input = written(EVENTS);
    Path output = Files.createDirectory(input.resolve("results"));
    Path alerts = Files.writeString(output.resolve("alerts.jsonl"), "of before");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(1, FlinkSettings.bounded(1));
    ReplayJob replay = new ReplayJob(RULES, DECLARED, null, output);
    assertTrue(replay.addTo(env, input));
    Path part = output.resolve(".findings.jsonl.part");
    Files.delete(part);
    Files.createSymbolicLink(part, Path.of("/dev/full"));
    assertThrows(Exception.class, () -> env.execute("replay"));
    replay.discard();
    assertEquals("of before", Files.readString(alerts));
    assertFalse(Files.exists(part, LinkOption.NOFOLLOW_LINKS));
  }

  @Test
  void aFolderOfVerdictsAloneIsRun() throws Exception {
    Folder verdicts =
        new Folder(Map.of())
            .with(TopicNames.VERDICTS, 0, "{")
            .with(TopicNames.VERDICTS, 1, Sample.of(TopicNames.VERDICTS, "a").line());
    Replayed replayed = replay(verdicts, 1);

    assertTrue(replayed.ran());
    assertEquals(Set.of("verdicts 0-0 MALFORMED", "verdicts 0-1 NOT_ALLOWED"), replayed.refused());
    assertEquals(List.of(), replayed.alerts("alerts"));
  }

  @Test
  void withoutALegalBasisNoOneIsFoundByWhatTheyLookUp() throws Exception {
    Folder queries =
        new Folder(Map.of(TopicNames.DNS_QUERIES, EVENTS.lines().get(TopicNames.DNS_QUERIES)));
    Replayed replayed = replay(queries, DreyConfiguration.DEFAULT, 1);

    assertEquals(expected.hits().size(), replayed.hits().size());
    replayed.lines("blocklist-hits").forEach(hit -> assertTrue(hit.get("subject").isNull()));
    assertFalse(replayed.findings().isEmpty());
    replayed
        .lines("findings")
        .forEach(finding -> assertFalse(finding.get("group").has("subject"), finding::toString));
  }

  @Test
  void whatIsSaidToHaveNoLegalBasisIsNotRead() throws Exception {
    Map<String, DreyConfiguration.Stream> streams = new HashMap<>(DECLARED.streams());
    streams.put(TopicNames.PAYMENTS, new DreyConfiguration.Stream("none", null, List.of()));
    Replayed without = replay(EVENTS, DECLARED.withStreams(streams), 1);
    Map<String, List<byte[]>> others = new HashMap<>(EVENTS.lines());
    others.remove(TopicNames.PAYMENTS);
    assertEquals(replay(new Folder(others), 1).findings(), without.findings());
    assertNotEquals(expected.findings(), without.findings());
  }

  @Test
  void recordedHitsAreEventsWhereNoListIsGiven() throws Exception {
    Replayed replayed = Replayed.run(RULES, DECLARED, null, written(recordedHits()), 1);

    assertTrue(replayed.findings().toString().contains("T-SPLASH"));
    assertEquals(Set.of("dns-queries 0-0 MALFORMED"), replayed.refused());
  }

  @Test
  void whereAListIsGivenItDecidesAgain() throws Exception {
    Replayed replayed = replay(recordedHits(), 1);

    assertEquals(List.of(), replayed.findings());
    assertEquals(Set.of("dns-queries 0-0 MALFORMED"), replayed.refused());
  }

  /** Two hits of one person, and a query that is broken. */
  private static Folder recordedHits() {
    return new Folder(Map.of())
        .with(TopicNames.DNS_QUERIES, 0, "{")
        .with(TopicNames.BLOCKLIST_HITS, 0, hit("a"))
        .with(TopicNames.BLOCKLIST_HITS, 1, hit("b"));
  }

  private static String hit(String id) {
    return Sample.of(TopicNames.BLOCKLIST_HITS, id)
        .with("subject", "p1")
        .with("decision", "SPLASH")
        .line();
  }
}
