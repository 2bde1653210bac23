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
import org.drey.alerts.entity.PossibleVictims;
import org.drey.alerts.explain.RuleBook;
import org.drey.alerts.handover.ExportFormat;
import org.drey.alerts.handover.GoamlMapping;
import org.drey.alerts.handover.GoamlSchema;
import org.drey.alerts.handover.GoamlTerms;
import org.drey.alerts.handover.HandoverContents;
import org.drey.alerts.handover.HandoverFormat;
import org.drey.alerts.handover.HandoverPreview;
import org.drey.alerts.handover.HandoverSelection;
import org.drey.alerts.handover.SharingTerms;
import org.drey.alerts.handover.TrafficLight;
import org.drey.alerts.source.ResultFolder;
import org.drey.console.ConsoleAlerts;
import org.drey.console.FreshDatabase;
import org.drey.console.audit.AuditLog;
import org.drey.console.decide.DecisionProcess;
import org.drey.console.decide.FolderOutlet;
import org.drey.console.index.AlertIndex;
import org.drey.console.index.FeedReading;
import org.drey.console.index.FolderSource;
import org.drey.console.index.IndexFeed;
import org.drey.console.index.IndexSource;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.work.AnalystNotes;
import org.drey.console.work.SentVerdicts;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Case;
import org.drey.event.EntityKind;
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
final class ExportProcessTest {
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private static final RuleBook RULES = new RuleBook(ConsoleAlerts.RULES);
  private static final List<Track> TRACKS =
      List.of(Track.PAYER, Track.FACILITATOR, Track.RECEIVER, Track.VICTIM);

  @TempDir private Path place;
  private Path folder;
  private ConsoleDatabase database;
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
    return ExportFormat.named(value).orElseThrow();
  }

  private ExportProcess handingOn(SecondEyes eyes) throws IOException {
    return handingOn(eyes, GoamlTerms.NONE);
  }

  private ExportProcess handingOn(SecondEyes eyes, GoamlTerms goaml) throws IOException {
    return handingOn(eyes, goaml, SharingTerms.DEFAULT);
  }

  private ExportProcess handingOn(SecondEyes eyes, GoamlTerms goaml, SharingTerms sharing)
      throws IOException {
    IndexSource source = new FolderSource(folder, warning -> {});
    try (IndexFeed feed = source.open(database)) {
      FeedReading.toTheEnd(feed, database);
    }
    DecisionProcess deciding =
        new DecisionProcess(
            new DecisionProcess.DecisionStores(
                source,
                index,
                new AnalystNotes(database),
                new SentVerdicts(database),
                new AuditLog(database)),
            VerdictRules.of(ConsoleAlerts.RULES, eyes),
            new FolderOutlet(folder));
    return new ExportProcess(database, index, deciding, RULES, goaml, sharing);
  }

  /** As the command does it, from the folder. */
  private HandoverContents command(HandoverTarget target, SecondEyes eyes) throws IOException {
    return HandoverSelection.of(
        new ResultFolder(folder, warning -> {}),
        new HandoverSelection.SelectionRequest(target.named(), target.theCase(), false, List.of()),
        SharingTerms.DEFAULT,
        RULES,
        VerdictRules.of(ConsoleAlerts.RULES, eyes),
        now);
  }

  @Test
  void ofOneWhoMayBeAVictimNothingElseGoesToTheHouseEither() throws Exception {
    Alert payer = ConsoleAlerts.of(Track.PAYER, "c1");
    Alert child = ConsoleAlerts.of(Track.VICTIM, "c1");
    ConsoleAlerts.append(folder, payer, child);
    ExportProcess handing = handingOn(SecondEyes.UNKNOWN);
    for (ExportFormat format : List.of(format("csv"), format("ocsf"))) {
      ExportRefusedException stays =
          assertThrows(
              ExportRefusedException.class,
              () ->
                  handing.document(HandoverTarget.of(payer), format, TrafficLight.RED, "a17", now));
      assertEquals(
          List.of("stays: 1, " + PossibleVictims.STAYS + ": " + payer.getAlertId()),
          stays.reasons());
      assertEquals(
          Set.of(child.getAlertId()),
          handing
              .document(HandoverTarget.of(child), format, TrafficLight.RED, "a17", now)
              .alerts()
              .keySet());
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

  private List<HandoverTarget> world(long seed) throws IOException {
    Random random = new Random(seed);
    List<Alert> alerts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      alerts.add(any(random, i));
    }
    List<HandoverTarget> targets = new ArrayList<>();
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
      targets.add(HandoverTarget.of(one));
    }
    for (int i = 0; i < 6; i++) {
      int from = random.nextInt(30);
      Case star = ConsoleAlerts.star("p" + i, alerts.subList(from, from + 2 + random.nextInt(8)));
      ConsoleAlerts.append(folder, star);
      targets.add(HandoverTarget.of(star));
    }
    return targets;
  }

  @Test
  void whatTheCommandRefusesIsRefusedAndTheRestIsTheSameText() throws Exception {
    SecondEyes eyes = new SecondEyes(true, Band.HIGH);
    List<HandoverTarget> targets = world(7);
    ExportProcess handing = handingOn(eyes);
    int gone = 0;
    int stayed = 0;
    for (HandoverTarget target : targets) {
      HandoverContents command = command(target, eyes);
      for (ExportFormat format : ExportFormat.ALL) {
        if (format.isForTheHouse()) {
          continue;
        }
        HandoverFormat writer = format.document(GoamlTerms.NONE);
        if (command.alerts().isEmpty() || !writer.refusals(command).isEmpty()) {
          ExportRefusedException why =
              assertThrows(
                  ExportRefusedException.class,
                  () -> handing.document(target, format, TrafficLight.RED, "a17", now));
          assertFalse(why.getMessage().contains("--"), why.getMessage());
          stayed++;
        } else {
          HandoverDocument document =
              handing.document(target, format, TrafficLight.RED, "a17", now);
          assertEquals(writer.write(command), document.text());
          assertEquals(
              HandoverPreview.lines(command).stream().map(HandoverPreview::withoutOptions).toList(),
              document.lines().subList(0, HandoverPreview.lines(command).size()));
          gone++;
        }
      }
    }
    assertTrue(gone > 10 && stayed > 50, gone + " and " + stayed);
  }

  @Test
  void aNoticeIsFromTheSenderOfTheConfiguration() throws Exception {
    Alert service = ConsoleAlerts.of(Track.ENTITY, "live.example");
    service.setEntityKind(EntityKind.DOMAIN);
    service.getReasons().get(0).setIndicator("SVC-01");
    service.getReasons().get(0).setObserved(14);
    service.setState(AlertState.CLOSED);
    service.setVerdict("CONFIRMED");
    service.setVerdictTime(now);
    service.setClosedBy("CONFIRMED");
    ConsoleAlerts.append(folder, service);
    HandoverTarget target = HandoverTarget.of(service);
    ExportProcess unsaid = handingOn(SecondEyes.UNKNOWN);
    ExportRefusedException why =
        assertThrows(
            ExportRefusedException.class,
            () -> unsaid.document(target, format("notice"), TrafficLight.RED, "a17", now));
    assertTrue(why.getMessage().contains("answer_to"), why.getMessage());
    SharingTerms sharing =
        new SharingTerms(TrafficLight.RED, 90, "Example Bank", "trust@bank.example");
    ExportProcess handing = handingOn(SecondEyes.UNKNOWN, GoamlTerms.NONE, sharing);
    String notice = handing.document(target, format("notice"), TrafficLight.RED, "a17", now).text();
    assertTrue(notice.contains("From: Example Bank."), notice);
    assertTrue(notice.contains("at least 10 people"), notice);
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
    HandoverTarget target = HandoverTarget.of(payer);

    HandoverDocument bare =
        handingOn(SecondEyes.UNKNOWN)
            .document(target, format("goaml"), TrafficLight.RED, "a17", now);
    assertTrue(bare.text().contains("<rentity_id>0</rentity_id>"), bare.text());
    assertTrue(bare.lines().toString().contains("not checked against a schema"));
    assertTrue(bare.lines().toString().contains("no country's codes"));

    HandoverDocument checked =
        handingOn(SecondEyes.UNKNOWN, new GoamlTerms(codes, schema("4711")))
            .document(target, format("goaml"), TrafficLight.RED, "a17", now);
    assertTrue(checked.text().contains("<rentity_id>4711</rentity_id>"), checked.text());
    assertTrue(checked.lines().contains("It fits the schema own.xsd."), checked.lines() + "");

    ExportProcess strict = handingOn(SecondEyes.UNKNOWN, new GoamlTerms(codes, schema("815")));
    UnfitDraftException why =
        assertThrows(
            UnfitDraftException.class,
            () -> strict.document(target, format("goaml"), TrafficLight.RED, "a17", now));
    assertTrue(why.getMessage().contains("4711"), why.getMessage());
    assertFalse(
        strict
            .document(target, format("sar"), TrafficLight.RED, "a17", now)
            .lines()
            .toString()
            .contains("xsd"));
  }

  @Test
  void whatIsUndecidedGoesToTheHouseAlone() throws Exception {
    Alert open = ConsoleAlerts.of(Track.PAYER, "open");
    ConsoleAlerts.append(folder, open);
    ExportProcess handing = handingOn(SecondEyes.UNKNOWN);
    HandoverTarget target = HandoverTarget.of(open);
    assertEquals(1, handing.reasonsToStay(target, "a17", now).size());
    for (ExportFormat format : List.of(format("csv"), format("ocsf"))) {
      HandoverDocument document = handing.document(target, format, TrafficLight.RED, "a17", now);
      assertTrue(document.text().contains(open.getAlertId()));
      assertEquals(Set.of(open.getAlertId()), document.alerts().keySet());
      assertEquals(
          document, handing.document(target, format, TrafficLight.RED, "a17", now.plusSeconds(9)));
    }
  }

  @Test
  void aYoungPersonGoesAloneAndAsAVictim() throws Exception {
    Alert child = decided(ConsoleAlerts.of(Track.VICTIM, "child"), "CONFIRMED", now);
    Alert payer = decided(ConsoleAlerts.of(Track.PAYER, "payer"), "CONFIRMED", now);
    Case star = ConsoleAlerts.star("payee", List.of(child, payer));
    ConsoleAlerts.append(folder, child, payer, star);
    ExportProcess handing = handingOn(SecondEyes.UNKNOWN);
    for (ExportFormat format : List.of(format("stix"), format("ocsf"))) {
      HandoverDocument document =
          handing.document(HandoverTarget.of(star), format, TrafficLight.RED, "a17", now);
      assertFalse(document.text().contains("\"child\""), document.text());
      assertTrue(document.lines().toString().contains("stays: 1"), document.lines().toString());
    }
    HandoverDocument alone =
        handing.document(HandoverTarget.of(child), format("sar"), TrafficLight.RED, "a17", now);
    assertTrue(alone.lines().toString().contains("as a victim"), alone.lines().toString());
  }

  @Test
  void aVerdictThatWasGivenJustNowIsWaitedFor() throws Exception {
    Alert payer = decided(ConsoleAlerts.of(Track.PAYER, "payer"), "CONFIRMED", now);
    ConsoleAlerts.append(folder, payer);
    ExportProcess handing = handingOn(SecondEyes.UNKNOWN);
    new SentVerdicts(database)
        .add(
            new SentVerdicts.SentVerdict(
                "v", payer.getAlertId(), "a18", "REOPENED", now, "verdicts", 0, 0L));
    ExportRefusedException why =
        assertThrows(
            ExportRefusedException.class,
            () ->
                handing.document(
                    HandoverTarget.of(payer), format("stix"), TrafficLight.RED, "a17", now));
    assertTrue(why.getMessage().contains("given just now"), why.getMessage());
  }

  @Test
  void whatAFirstAnalystSaidIsNotGivenAwayToTheSecond() throws Exception {
    Alert payer = ConsoleAlerts.of(Track.PAYER, "payer");
    Verdict first = verdict(payer, VerdictType.UNFOUNDED, VerdictReason.NO_PATTERN);
    ConsoleAlerts.append(folder, payer, first);
    ExportProcess handing = handingOn(new SecondEyes(true, Band.WATCH));
    String second = handing.reasonsToStay(HandoverTarget.of(payer), "a17", now).toString();
    assertFalse(second.contains("UNFOUNDED"), second);
    assertTrue(second.contains("a first analyst has decided"), second);
    String own = handing.reasonsToStay(HandoverTarget.of(payer), "a18", now).toString();
    assertTrue(own.contains("UNFOUNDED"), own);
  }
}
