package org.drey.console.handover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.drey.alerts.decide.VerdictRules;
import org.drey.alerts.decide.VerdictRules.SecondEyes;
import org.drey.alerts.entity.Victims;
import org.drey.alerts.explain.RuleBook;
import org.drey.alerts.handover.ExportFormat;
import org.drey.alerts.handover.GoamlMapping;
import org.drey.alerts.handover.GoamlSchema;
import org.drey.alerts.handover.GoamlTerms;
import org.drey.alerts.handover.Handover;
import org.drey.alerts.handover.Preview;
import org.drey.alerts.handover.Selection;
import org.drey.alerts.handover.Sharing;
import org.drey.alerts.handover.Tlp;
import org.drey.alerts.source.ResultFolder;
import org.drey.console.ConsoleAlerts;
import org.drey.console.FreshDatabase;
import org.drey.console.audit.AuditLog;
import org.drey.console.decide.Deciding;
import org.drey.console.decide.FolderOutlet;
import org.drey.console.index.AlertIndex;
import org.drey.console.index.Feed;
import org.drey.console.index.FeedReading;
import org.drey.console.index.FolderSource;
import org.drey.console.index.Source;
import org.drey.console.store.Database;
import org.drey.console.work.Notes;
import org.drey.console.work.SentVerdicts;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Case;
import org.drey.event.Track;
import org.drey.event.Verdict;
import org.drey.event.VerdictReason;
import org.drey.event.VerdictType;
import org.drey.rules.score.Band;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the console hands on is what {@code ./drey alerts export} does, no more and no less. */
final class HandingOnTest {
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private static final RuleBook RULES = new RuleBook(ConsoleAlerts.RULES);
  private static final List<Track> TRACKS =
      List.of(Track.PAYER, Track.FACILITATOR, Track.RECEIVER, Track.VICTIM);

  @TempDir private Path place;
  private Path folder;
  private Database database;
  private AlertIndex index;

  @BeforeEach
  void open() throws IOException {
    folder = Files.createDirectory(place.resolve("results"));
    database = FreshDatabase.open(place.resolve("console.db"));
    index = new AlertIndex(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static ExportFormat format(String value) {
    return ExportFormat.of(value).orElseThrow();
  }

  private HandingOn handingOn(SecondEyes eyes) throws IOException {
    return handingOn(eyes, GoamlTerms.NONE);
  }

  private HandingOn handingOn(SecondEyes eyes, GoamlTerms goaml) throws IOException {
    Source source = new FolderSource(folder, warning -> {});
    try (Feed feed = source.open(database)) {
      FeedReading.toTheEnd(feed, database);
    }
    Deciding deciding =
        new Deciding(
            new Deciding.Places(
                source,
                index,
                new Notes(database),
                new SentVerdicts(database),
                new AuditLog(database)),
            VerdictRules.of(ConsoleAlerts.RULES, eyes),
            new FolderOutlet(folder));
    return new HandingOn(database, index, deciding, RULES, goaml);
  }

  /** As the command does it, from the folder. */
  private Handover command(Target target, SecondEyes eyes) throws IOException {
    return Selection.of(
        new ResultFolder(folder, warning -> {}),
        new Selection.Wanted(target.named(), target.theCase(), false, List.of()),
        Sharing.DEFAULT,
        RULES,
        VerdictRules.of(ConsoleAlerts.RULES, eyes),
        now);
  }

  @Test
  void ofOneWhoMayBeAVictimNothingElseGoesToTheHouseEither() throws Exception {
    Alert payer = ConsoleAlerts.of(Track.PAYER, "c1");
    Alert child = ConsoleAlerts.of(Track.VICTIM, "c1");
    ConsoleAlerts.append(folder, payer, child);
    HandingOn handing = handingOn(SecondEyes.UNKNOWN);
    for (ExportFormat format : List.of(format("csv"), format("ocsf"))) {
      StaysException stays =
          assertThrows(
              StaysException.class,
              () -> handing.document(Target.of(payer), format, Tlp.RED, "a17", now));
      assertEquals(
          List.of("stays: 1, " + Victims.STAYS + ": " + payer.getAlertId()), stays.reasons());
      assertEquals(
          Set.of(child.getAlertId()),
          handing.document(Target.of(child), format, Tlp.RED, "a17", now).alerts().keySet());
    }
  }

  private Alert decided(Alert alert, String verdict, Instant time) {
    alert.setState(AlertState.CLOSED);
    alert.setVerdict(verdict);
    alert.setVerdictTime(time);
    alert.setClosedBy(verdict);
    return alert;
  }

  private Alert any(Random random, int number) {
    Alert alert = ConsoleAlerts.of(TRACKS.get(number % TRACKS.size()), "p" + number / 2);
    String verdict = List.of("CONFIRMED", "LIKELY", "UNFOUNDED").get(random.nextInt(3));
    Instant time = now.minus(Duration.ofDays(random.nextInt(120)));
    switch (random.nextInt(6)) {
      case 0 -> {
        return alert;
      }
      case 1 -> alert.setState(AlertState.WITHDRAWN);
      case 2 -> {
        decided(alert, verdict, time).setState(AlertState.OPEN);
      }
      case 3 -> decided(alert, verdict, time).setClosedBy(null);
      default -> decided(alert, verdict, time);
    }
    return alert;
  }

  private Verdict verdict(Alert alert, VerdictType type, VerdictReason reason) {
    Verdict verdict = ConsoleAlerts.verdict(alert, "v-" + alert.getAlertId(), now);
    verdict.setTrack(alert.getTrack());
    verdict.setEntity(alert.getEntity());
    verdict.setVerdict(type);
    verdict.setReason(reason);
    verdict.setBenignClass(null);
    verdict.setSuppress(List.of());
    verdict.setSuppressDays(null);
    verdict.setSeen(alert.getFindings());
    verdict.setAnalyst("a18");
    verdict.setSecondAnalyst(null);
    return verdict;
  }

  private List<Target> world(long seed) throws IOException {
    Random random = new Random(seed);
    List<Alert> alerts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      alerts.add(any(random, i));
    }
    List<Target> targets = new ArrayList<>();
    for (Alert one : alerts) {
      ConsoleAlerts.append(folder, one);
      if (random.nextInt(3) == 0) {
        boolean speaksFor = random.nextBoolean();
        Verdict verdict =
            verdict(
                one,
                speaksFor ? VerdictType.CONFIRMED : VerdictType.UNFOUNDED,
                speaksFor ? VerdictReason.REFERRED : VerdictReason.NO_PATTERN);
        verdict.setVerdictTime(now.minus(Duration.ofDays(random.nextInt(9))));
        ConsoleAlerts.append(folder, verdict);
      }
      targets.add(Target.of(one));
    }
    for (int i = 0; i < 6; i++) {
      int from = random.nextInt(30);
      Case star = ConsoleAlerts.star("p" + i, alerts.subList(from, from + 2 + random.nextInt(8)));
      ConsoleAlerts.append(folder, star);
      targets.add(Target.of(star));
    }
    return targets;
  }

  @Test
  void whatTheCommandRefusesIsRefusedAndTheRestIsTheSameText() throws Exception {
    SecondEyes eyes = new SecondEyes(true, Band.HIGH);
    List<Target> targets = world(7);
    HandingOn handing = handingOn(eyes);
    int gone = 0;
    int stayed = 0;
    for (Target target : targets) {
      Handover command = command(target, eyes);
      for (ExportFormat format : ExportFormat.ALL) {
        if (format.isForTheHouse()) {
          continue;
        }
        if (command.alerts().isEmpty()) {
          StaysException why =
              assertThrows(
                  StaysException.class,
                  () -> handing.document(target, format, Tlp.RED, "a17", now));
          assertFalse(why.getMessage().contains("--"), why.getMessage());
          stayed++;
        } else {
          Document document = handing.document(target, format, Tlp.RED, "a17", now);
          assertEquals(format.document(GoamlTerms.NONE).write(command), document.text());
          assertEquals(
              Preview.lines(command).stream().map(Preview::withoutOptions).toList(),
              document.lines().subList(0, Preview.lines(command).size()));
          gone++;
        }
      }
    }
    assertTrue(gone > 10 && stayed > 50, gone + " and " + stayed);
  }

  /** A schema that knows the number that the unit has given, and lets all else be. */
  private GoamlSchema schema(String number) throws IOException {
    return GoamlSchema.read(
        Files.writeString(
            place.resolve("own.xsd"),
            """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
            <xs:element name="report"><xs:complexType><xs:sequence>
            <xs:element name="rentity_id"><xs:simpleType><xs:restriction base="xs:string">
            <xs:enumeration value="%s"/></xs:restriction></xs:simpleType></xs:element>
            <xs:any minOccurs="0" maxOccurs="unbounded" processContents="skip"/>
            </xs:sequence></xs:complexType></xs:element>
            </xs:schema>
            """
                .formatted(number)));
  }

  @Test
  void aDraftHasTheConfiguredCodesAndFitsTheConfiguredSchemaOrStays() throws Exception {
    Alert payer = decided(ConsoleAlerts.of(Track.PAYER, "payer"), "CONFIRMED", now);
    ConsoleAlerts.append(folder, payer);
    GoamlMapping codes =
        GoamlMapping.read(Files.writeString(place.resolve("codes.yaml"), "rentity_id: '4711'\n"));
    Target target = Target.of(payer);

    Document bare =
        handingOn(SecondEyes.UNKNOWN).document(target, format("goaml"), Tlp.RED, "a17", now);
    assertTrue(bare.text().contains("<rentity_id>0</rentity_id>"), bare.text());
    assertTrue(bare.lines().toString().contains("not checked against a schema"));
    assertTrue(bare.lines().toString().contains("no country's codes"));

    Document checked =
        handingOn(SecondEyes.UNKNOWN, new GoamlTerms(codes, schema("4711")))
            .document(target, format("goaml"), Tlp.RED, "a17", now);
    assertTrue(checked.text().contains("<rentity_id>4711</rentity_id>"), checked.text());
    assertTrue(checked.lines().contains("It fits the schema own.xsd."), checked.lines() + "");

    HandingOn strict = handingOn(SecondEyes.UNKNOWN, new GoamlTerms(codes, schema("815")));
    UnfitDraftException why =
        assertThrows(
            UnfitDraftException.class,
            () -> strict.document(target, format("goaml"), Tlp.RED, "a17", now));
    assertTrue(why.getMessage().contains("4711"), why.getMessage());
    assertFalse(
        strict
            .document(target, format("sar"), Tlp.RED, "a17", now)
            .lines()
            .toString()
            .contains("xsd"));
  }

  @Test
  void whatIsUndecidedGoesToTheHouseAlone() throws Exception {
    Alert open = ConsoleAlerts.of(Track.PAYER, "open");
    ConsoleAlerts.append(folder, open);
    HandingOn handing = handingOn(SecondEyes.UNKNOWN);
    Target target = Target.of(open);
    assertEquals(1, handing.reasonsToStay(target, "a17", now).size());
    for (ExportFormat format : List.of(format("csv"), format("ocsf"))) {
      Document document = handing.document(target, format, Tlp.RED, "a17", now);
      assertTrue(document.text().contains(open.getAlertId()));
      assertEquals(Set.of(open.getAlertId()), document.alerts().keySet());
      assertEquals(document, handing.document(target, format, Tlp.RED, "a17", now.plusSeconds(9)));
    }
  }

  @Test
  void aYoungPersonGoesAloneAndAsAVictim() throws Exception {
    Alert child = decided(ConsoleAlerts.of(Track.VICTIM, "child"), "CONFIRMED", now);
    Alert payer = decided(ConsoleAlerts.of(Track.PAYER, "payer"), "CONFIRMED", now);
    Case star = ConsoleAlerts.star("payee", List.of(child, payer));
    ConsoleAlerts.append(folder, child, payer, star);
    HandingOn handing = handingOn(SecondEyes.UNKNOWN);
    for (ExportFormat format : List.of(format("stix"), format("ocsf"))) {
      Document document = handing.document(Target.of(star), format, Tlp.RED, "a17", now);
      assertFalse(document.text().contains("\"child\""), document.text());
      assertTrue(document.lines().toString().contains("stays: 1"), document.lines().toString());
    }
    Document alone = handing.document(Target.of(child), format("sar"), Tlp.RED, "a17", now);
    assertTrue(alone.lines().toString().contains("as a victim"), alone.lines().toString());
  }

  @Test
  void aVerdictThatWasGivenJustNowIsWaitedFor() throws Exception {
    Alert payer = decided(ConsoleAlerts.of(Track.PAYER, "payer"), "CONFIRMED", now);
    ConsoleAlerts.append(folder, payer);
    HandingOn handing = handingOn(SecondEyes.UNKNOWN);
    new SentVerdicts(database)
        .add(
            new SentVerdicts.Sent(
                "v", payer.getAlertId(), "a18", "REOPENED", now, "verdicts", 0, 0L));
    StaysException why =
        assertThrows(
            StaysException.class,
            () -> handing.document(Target.of(payer), format("stix"), Tlp.RED, "a17", now));
    assertTrue(why.getMessage().contains("given just now"), why.getMessage());
  }

  @Test
  void whatAFirstAnalystSaidIsNotGivenAwayToTheSecond() throws Exception {
    Alert payer = ConsoleAlerts.of(Track.PAYER, "payer");
    Verdict first = verdict(payer, VerdictType.UNFOUNDED, VerdictReason.NO_PATTERN);
    ConsoleAlerts.append(folder, payer, first);
    HandingOn handing = handingOn(new SecondEyes(true, Band.WATCH));
    String second = handing.reasonsToStay(Target.of(payer), "a17", now).toString();
    assertFalse(second.contains("UNFOUNDED"), second);
    assertTrue(second.contains("a first analyst has decided"), second);
    String own = handing.reasonsToStay(Target.of(payer), "a18", now).toString();
    assertTrue(own.contains("UNFOUNDED"), own);
  }
}
