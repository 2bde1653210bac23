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
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.drey.alerts.handover.ExportAudit;
import org.drey.base.Sha256Digests;
import org.drey.fixtures.CommandRun;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.verdict.AlertIds;
import org.drey.terminal.ShutdownHook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ./drey alerts export} on a folder. */
class ExportCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONFIRMED = id(AlertTrack.PAYER, "payer-token-1");
  private static final String OPEN = id(AlertTrack.PAYER, "payer-token-2");
  private static final String CHILD = id(AlertTrack.VICTIM, "child-token-1");

  @TempDir private Path folder;

  private CommandRun export(String... arguments) {
    List<String> all = new ArrayList<>(List.of("export", "--from", folder.toString()));
    all.addAll(List.of("--rules", folder.resolve("rules").toString()));
    all.addAll(List.of(arguments));
    return CommandRun.of(AlertsCommand.line(new ShutdownHook()), all.toArray(String[]::new));
  }

  private static String id(AlertTrack track, String subject) {
    return AlertIds.of(track, new EntityKey("default", 1, "SUBJECT", subject));
  }

  private static ObjectNode sample(String name) throws IOException {
    try (InputStream in =
        ExportCommandTest.class.getResourceAsStream("/samples/" + name + ".pass.json")) {
      return (ObjectNode) JSON.readTree(Objects.requireNonNull(in));
    }
  }

  private static String line(AlertTrack track, String subject, boolean isDecided)
      throws IOException {
    ObjectNode alert = sample("alerts");
    alert.put("track", track.name());
    alert.put("entity", subject);
    alert.put("alert_id", id(track, subject));
    if (isDecided) {
      alert.put("state", "CLOSED");
      alert.put("verdict", "CONFIRMED");
      alert.put("verdict_time", Instant.now().toString());
      alert.put("closed_by", "CONFIRMED");
    }
    return JSON.writeValueAsString(alert) + "\n";
  }

  /** One rule, in place of the catalogue, which each command would compile. */
  private static final String RULE =
      """
      title: Paid
      id: 5f1f64a4-32c3-4c3c-9c5a-1a2b3c4d5e6f
      status: stable
      logsource: {category: payment}
      detection:
        selection: {channel: CARD}
        condition: selection
      """;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(Files.createDirectory(folder.resolve("rules")).resolve("one.yml"), RULE);
    Files.writeString(
        folder.resolve("alerts.jsonl"),
        line(AlertTrack.PAYER, "payer-token-1", true)
            + line(AlertTrack.PAYER, "payer-token-2", false)
            + line(AlertTrack.VICTIM, "child-token-1", true));
    ObjectNode theCase = sample("cases");
    theCase
        .withArray("members")
        .addObject()
        .put("alert_id", CONFIRMED)
        .put("entity", "x")
        .put("track", "PAYER")
        .put("peak_score", 50.0);
    Files.writeString(folder.resolve("cases.jsonl"), JSON.writeValueAsString(theCase) + "\n");
  }

  private String output(String name) {
    return folder.resolve(name).toString();
  }

  @ParameterizedTest
  @CsvSource({"stix,\"bundle\"", "misp,\"Event\"", "goaml,<report>", "sar,<title>Draft of"})
  void whatWasDecidedGoesToOthersWithALineOfAudit(String format, String part) throws IOException {
    export(format, "--alert", CONFIRMED.substring(0, 8), "--output", output("out"))
        .assertSays(0, "1 alert: " + output("out") + "; audit: " + output("exports.jsonl"));
    String document = Files.readString(folder.resolve("out"));
    assertTrue(document.contains(part), document);
    assertTrue(document.contains("payer-token-1"), document);
    List<String> audit = Files.readAllLines(folder.resolve("exports.jsonl"));
    assertEquals(1, audit.size());
    assertTrue(audit.get(0).contains("\"alert_id\":\"" + CONFIRMED), audit.get(0));
    export(format, "--alert", CONFIRMED, "--output", output("out")).assertSays(0, "1 alert:");
    assertEquals(document, Files.readString(folder.resolve("out")));
    assertEquals(2, Files.readAllLines(folder.resolve("exports.jsonl")).size());
  }

  /** An alert on a service, of which the record names people as no rule of services does. */
  private static String service() throws IOException {
    ObjectNode alert = (ObjectNode) JSON.readTree(line(AlertTrack.ENTITY, "live.example", true));
    alert.put("entity_kind", "DOMAIN");
    ((ObjectNode) alert.withArray("reasons").get(0))
        .put("indicator", "SVC-01")
        .put("observed", 14.0)
        .put("window", "30d");
    return JSON.writeValueAsString(alert) + "\n";
  }

  @Test
  void aServiceGetsANoticeInFigures() throws IOException {
    String service = id(AlertTrack.ENTITY, "live.example");
    Files.writeString(folder.resolve("alerts.jsonl"), service(), StandardOpenOption.APPEND);
    String config = output("config.yaml");
    Files.writeString(Path.of(config), "sender: {name: Example Bank, answer_to: a@bank.example}");
    export("notice", "--alert", service, "--config", config, "--output", output("notice.html"))
        .assertSays(0, "1 alert: " + output("notice.html"));
    String notice = Files.readString(folder.resolve("notice.html"));
    assertTrue(notice.contains("at least 10 people"), notice);
    assertTrue(notice.contains("a@bank.example"), notice);
    assertFalse(notice.contains("token"), notice);
    export("notice", "--alert", CONFIRMED, "--config", config, "--output", output("other"))
        .assertSays(1, "A notice is about an alert on a service");
    export("notice", "--alert", service, "--output", output("other"))
        .assertSays(1, "sender: {name: …, answer_to: …}");
    export("notice", "--preview").assertSays(2, "notice is about one alert");
    assertFalse(Files.exists(folder.resolve("other")));
    assertEquals(1, Files.readAllLines(folder.resolve("exports.jsonl")).size());
  }

  @Test
  void aPreviewWritesNothing() {
    CommandRun ran = export("stix", "--preview");
    ran.assertSays(0, "1 alert goes out, TLP:RED:");
    ran.assertSays(0, "stays: 1, of a young person who may need help");
    ran.assertSays(0, "\"type\" : \"bundle\"");
    export("misp", "--preview", "--output", output("out"), "--tlp", "amber+strict")
        .assertSays(0, "tlp:amber+strict");
    assertFalse(Files.exists(folder.resolve("out")));
    assertFalse(Files.exists(folder.resolve("exports.jsonl")));
  }

  @Test
  void whatIsNoFileIsNotReplaced() throws IOException {
    Path device = Files.createSymbolicLink(folder.resolve("device"), Path.of("/dev/null"));
    for (String format : List.of("csv", "stix")) {
      export(format, "--output", device.toString())
          .assertSays(2, device + ": is there and is no earlier export to " + format);
    }
    assertTrue(Files.isSymbolicLink(device));
    assertFalse(Files.exists(folder.resolve("exports.jsonl")));
  }

  @Test
  void whatWasNotDecidedStaysAndSaysWhy() {
    export("stix", "--alert", OPEN, "--output", output("out"))
        .assertSays(1, "stays: 1, no verdict CONFIRMED or LIKELY: " + OPEN);
    assertFalse(Files.exists(folder.resolve("out")));
    assertFalse(Files.exists(folder.resolve("exports.jsonl")));
  }

  @Test
  void aVerdictThatIsNotReplayedCountsWhereItIsNamed() throws IOException {
    ObjectNode verdict = sample("verdicts");
    verdict.put("alert_id", OPEN).put("entity", "payer-token-2");
    verdict.put("verdict_time", Instant.now().toString());
    verdict.put("verdict", "LIKELY").put("reason", "REFERRED").putNull("benign_class");
    verdict.putArray("suppress");
    Files.writeString(folder.resolve("verdicts.jsonl"), JSON.writeValueAsString(verdict) + "\n");
    export("sar", "--alert", OPEN, "--preview").assertSays(1, "not taken up yet");
    export("stix", "--preview").assertSays(0, "not taken up yet");
    export("sar", "--alert", OPEN, "--preview", "--verdicts", output("verdicts.jsonl"))
        .assertSays(0, "LIKELY (referred), by two analysts");
    export("sar", "--alert", OPEN, "--preview", "--verdicts", output("none"))
        .assertSays(1, "--verdicts: there is no file");
  }

  @Test
  void ofACaseWhatMayGoGoes() throws IOException {
    String caseId = sample("cases").get("case_id").textValue();
    export("sar", "--case", caseId.substring(0, 4), "--output", output("case.html"))
        .assertSays(0, "1 alert:");
    assertTrue(Files.readString(folder.resolve("case.html")).startsWith("<!DOCTYPE html>"));
    export("stix", "--case", "zz", "--preview").assertSays(1, "No case begins with 'zz'");
  }

  @Test
  void aDraftThatDoesNotFitTheSchemaIsNotWritten() throws IOException {
    Path xsd =
        Files.writeString(
            folder.resolve("own.xsd"),
            "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">"
                + "<xs:element name=\"report\" type=\"xs:int\"/></xs:schema>");
    export("goaml", "--alert", CONFIRMED, "--xsd", xsd.toString(), "--output", output("out"))
        .assertSays(1, "The draft does not fit " + xsd);
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void youngPeopleAreLeftOutOfOcsfUnlessTheyAreAskedFor() throws IOException {
    export("ocsf", "--output", output("out"))
        .assertSays(0, "2 alerts: " + output("out") + "; 1 of young people left out (--victims)");
    assertFalse(Files.readString(folder.resolve("out")).contains("child-token-1"));
    export("ocsf", "--victims", "--output", output("out")).assertSays(0, "3 alerts");
    export("ocsf", "--alert", CHILD, "--output", output("out")).assertSays(0, "1 alert:");
    export("csv", "--output", output("out.csv")).assertSays(0, "3 alerts");
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "ocsf", "stix", "misp", "goaml", "sar"})
  void onlyAnEarlierExportOfTheFormatIsReplaced(String format) throws IOException {
    List<String> others = List.of("csv", "ocsf", "stix", "misp", "goaml", "sar");
    for (String other : others) {
      export(other, "--alert", CONFIRMED, "--output", output(other)).assertSays(0, "1 alert");
    }
    export(format, "--alert", CONFIRMED, "--output", output(format)).assertSays(0, "1 alert");
    Files.writeString(folder.resolve("LICENSE"), "Apache License");
    List<String> kept = new ArrayList<>(others);
    kept.remove(format);
    kept.addAll(List.of("alerts.jsonl", "exports.jsonl", "LICENSE"));
    for (String file : kept) {
      String before = Files.readString(folder.resolve(file));
      CommandRun ran = export(format, "--alert", CONFIRMED, "--output", output(file));
      assertEquals(2, ran.status(), file);
      assertEquals(before, Files.readString(folder.resolve(file)));
    }
    export(format, "--alert", CONFIRMED, "--output", folder.toString())
        .assertSays(2, folder + ": is there and is no earlier export to " + format);
  }

  @Test
  void aFileIsNotCalledWhatItIsNot() {
    export("sar", "--alert", CONFIRMED, "--output", output("report.md"))
        .assertSays(2, "report.md: a file of sar ends with .sar.html");
    assertFalse(Files.exists(folder.resolve("report.md")));
    export("sar", "--alert", CONFIRMED, "--output", output("report.htm")).assertSays(0, "1 alert");
  }

  @Test
  void whatStaysInTheHouseIsOnRecordToo() throws IOException {
    export("csv", "--output", output("out.csv"), "--analyst", "a17")
        .assertSays(0, "3 alerts: " + output("out.csv") + "; audit: " + output("exports.jsonl"));
    export("ocsf", "--alert", OPEN, "--output", output("out.json")).assertSays(0, "1 alert");
    Path trail = folder.resolve("exports.jsonl");
    List<String> lines = Files.readAllLines(trail);
    JsonNode all = JSON.readTree(lines.get(0));
    assertEquals(3, all.get("count").intValue());
    assertEquals("a17", all.get("analyst").textValue());
    assertEquals(
        Sha256Digests.hex(Files.readString(folder.resolve("out.csv"))),
        all.get("sha256").textValue());
    assertEquals(OPEN, JSON.readTree(lines.get(1)).at("/alerts/0/alert_id").textValue());
    assertEquals(0, ExportAudit.verify(trail));
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "ocsf"})
  void whoMayBeAVictimGoesToTheHouseAsNothingElse(String format) throws IOException {
    Files.writeString(
        folder.resolve("alerts.jsonl"),
        line(AlertTrack.PAYER, "token-1", true)
            + line(AlertTrack.VICTIM, "token-1", false)
            + line(AlertTrack.PAYER, "token-2", false));
    String payer = id(AlertTrack.PAYER, "token-1");
    export(format, "--victims", "--output", output("out"))
        .assertSays(
            0,
            "stays: 1, there is an alert that the same person may be a victim: nothing else goes"
                + " out: "
                + payer);
    String document = Files.readString(folder.resolve("out"));
    assertFalse(document.contains(payer), document);
    assertTrue(document.contains(id(AlertTrack.VICTIM, "token-1")), document);
    assertTrue(document.contains(id(AlertTrack.PAYER, "token-2")), document);
    export(format, "--alert", payer, "--output", output("other"))
        .assertSays(1, "Nothing goes out of ");
    assertFalse(Files.exists(folder.resolve("other")));
  }

  @Test
  void theAuditIsAddedToNoOtherFile() throws IOException {
    Files.writeString(folder.resolve("LICENSE"), "Apache License");
    export("stix", "--output", output("out"), "--audit", output("LICENSE"))
        .assertSays(2, "LICENSE: is there and is no audit of exports");
    assertFalse(Files.exists(folder.resolve("out")));
    export("stix", "--output", output("exports.jsonl")).assertSays(2, "is the file of the audit");
  }

  @Test
  void filesAreForTheirOwnerAlone() throws IOException {
    export("csv", "--output", output("out.csv")).assertSays(0, "3 alerts");
    export("stix", "--output", output("out.stix")).assertSays(0, "1 alert");
    for (String file : List.of("out.csv", "out.stix", "exports.jsonl")) {
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))));
    }
  }

  @Test
  void recordsThatCannotBeReadAreInTheStatus() throws IOException {
    Path alerts = folder.resolve("alerts.jsonl");
    Files.writeString(alerts, "no record\n", StandardOpenOption.APPEND);
    for (String format : List.of("csv", "ocsf", "stix", "misp")) {
      CommandRun ran = export(format, "--output", output(format));
      assertEquals(3, ran.status(), format);
      String before = Files.readString(folder.resolve(format));
      String whole = Files.readString(alerts);
      Files.writeString(alerts, "no record\n");
      assertEquals(1, export(format, "--output", output(format)).status(), format);
      assertEquals(before, Files.readString(folder.resolve(format)), "it was replaced");
      Files.writeString(alerts, whole);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stix",
        "csv",
        "sar --preview",
        "goaml --preview",
        "csv --preview --output x",
        "stix --preview --alert 1234 --case 1234",
        "stix --preview --tlp green",
        "stix --preview --expires 0",
        "stix --preview --expires 2000000000",
        "stix --preview --trial",
        "stiks --output x"
      })
  void whatIsUsedWronglyIsRefused(String arguments) throws IOException {
    Files.copy(folder.resolve("alerts.jsonl"), folder.resolve("shadow-alerts.jsonl"));
    assertEquals(2, export(arguments.split(" ", -1)).status());
  }
}
