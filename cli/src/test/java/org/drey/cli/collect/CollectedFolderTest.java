package org.drey.cli.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.drey.cli.readiness.ReadinessCommand;
import org.drey.fixtures.CommandRun;
import org.drey.terminal.ShutdownHook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Without brokers: events are written to a folder, and a check says what they can detect. */
@Timeout(60)
final class CollectedFolderTest {
  private static final Path MESSAGES =
      Path.of("../collect/src/test/resources/org/drey/collect/iso20022");
  private static final String CONFIG =
      """
      streams:
        dns-queries: {legal_basis: none}
        web-requests: {legal_basis: none}
        payments: {legal_basis: of the test}
        livestream-sessions: {legal_basis: none}
        external-signals: {legal_basis: none}
      """;
  private static final String FORMAT =
      """
      format: own
      about: payments of a firm
      input: json
      records:
        - stream: payments
          fields:
            event_id: id
            event_time: {from: at, time: iso}
            subject: payer
            payee: payee
            payee_kind: {value: PERSON}
            channel: {value: P2P}
            status: {value: COMPLETED}
            amount_minor: amount
            currency: {value: GBP}
            payer_country: {value: GB}
            payee_country: {value: PH}
            payer_age_band: {value: UNKNOWN}
            relationship: {value: UNKNOWN}
            purpose: {value: GIFT}
            kyc_level: {value: UNKNOWN}
      lost: ages
      configure: nothing
      samples:
        - line: '{"id": "1", "at": "2026-11-20T20:00:00Z", "payer": "a", "payee": "b", "amount": 2}'
          record:
            stream: payments
            event_id: "1"
            event_time: 2026-11-20T20:00:00Z
            subject: a
            payee: b
            payee_kind: PERSON
            channel: P2P
            status: COMPLETED
            amount_minor: 2
            currency: GBP
            payer_country: GB
            payee_country: PH
            purpose: GIFT
      """;

  @TempDir private Path folder;
  private final List<String> common = new ArrayList<>();

  @BeforeEach
  void files() throws IOException {
    Path key =
        Files.writeString(
            folder.resolve("tokens.key"), "1: ZwHfofj5jvDS4RR3nOjRV7uKj+pTrz0wyi7NyypXCM8=\n");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    Path config = Files.writeString(folder.resolve("drey.yaml"), CONFIG);
    common.addAll(
        List.of("--config", config.toString(), "--key-file", key.toString(), "--provider", "a"));
  }

  private CommandRun collect(String... more) {
    List<String> all = new ArrayList<>(List.of(more));
    all.addAll(common);
    return CommandRun.of(CollectCommand.line(new ShutdownHook()), all.toArray(String[]::new));
  }

  @Test
  void messagesOfAnyAgeAreInAFolderThatReadinessReads() throws Exception {
    Path out = folder.resolve("firm");
    String[] all = {"iso20022", "--from", MESSAGES + "/transfer.xml", "--output", out.toString()};
    collect(all).assertSays(0, "sent ");
    Path file = out.resolve("payments.jsonl");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    CommandRun.of(
            new CommandLine(new ReadinessCommand()),
            "--events",
            out.toString(),
            "--config",
            folder.resolve("drey.yaml").toString())
        .assertSays(0, "AGES ARE MISSING");
    collect(all).assertSays(1, "payments.jsonl is there already: name another folder");
  }

  @Test
  void aFolderAndBrokersAreNotBoth() {
    collect(
            "iso20022",
            "--from",
            MESSAGES.toString(),
            "--bootstrap",
            "127.0.0.1:1",
            "--output",
            "x")
        .assertSays(2, "--output or brokers");
    collect("dnstap", "--listen", "unix:" + folder.resolve("s"), "--output", "x")
        .assertSays(2, "--output: only of a file");
  }

  @Test
  void aCheckSaysWhatPaymentsCanDetect() throws Exception {
    Path format = Files.writeString(folder.resolve("own.yaml"), FORMAT);
    String line =
        "{\"id\": \"%d\", \"at\": \"%s\", \"payer\": \"p%d\", \"payee\": \"b\", \"amount\": 2500}\n";
    String now = Instant.now().toString();
    Path log =
        Files.writeString(
            folder.resolve("log.json"),
            line.formatted(1, now, 1) + line.formatted(2, now, 1) + line.formatted(3, now, 2));
    CommandRun run =
        CommandRun.of(
            CollectCommand.line(new ShutdownHook()),
            "check",
            "--format",
            format.toString(),
            "--config",
            folder.resolve("drey.yaml").toString(),
            log.toString());
    run.assertSays(0, "Read: payments 3 records of 2 people");
    run.assertSays(0, "AGES ARE MISSING: payments.payer_age_band IS FILLED IN 0 %.");
    CommandRun json =
        CommandRun.of(
            CollectCommand.line(new ShutdownHook()),
            "check",
            "--json",
            "--format",
            format.toString(),
            log.toString());
    JsonNode report = new ObjectMapper().readTree(json.out());
    assertTrue(report.at("/readiness/indicators").size() > 0, json::out);
    assertFalse(json.out().contains("p1"), json::out);
  }

  private static CommandRun check(String... options) {
    List<String> all = new ArrayList<>(List.of("check", "--format"));
    all.addAll(List.of(options));
    return CommandRun.of(CollectCommand.line(new ShutdownHook()), all.toArray(String[]::new));
  }

  @Test
  void aCheckWithoutALogPlaysTheSamples() throws Exception {
    String format = Files.writeString(folder.resolve("own.yaml"), FORMAT).toString();
    check(format).assertSays(0, "1 of 1 samples of 'own' are good");
    String changed = FORMAT.replace("amount_minor: 2", "amount_minor: 3");
    String bad = Files.writeString(folder.resolve("bad.yaml"), changed).toString();
    CommandRun played = check(bad);
    assertEquals(1, played.status(), played.err());
    assertTrue(played.out().contains("line 25: not as it should be"), played.out());
    assertTrue(played.out().contains("0 of 1 samples of 'own' are good"), played.out());
    check("squid", "--print").assertSays(0, "format: squid");
    check(format, "--print").assertSays(2, "--print: only of berlin-group, ");
    check(format, "--print", "log.json").assertSays(2, "--print: only without a log");
    check(format, "--json").assertSays(2, "--json: only of a log");
    check(format, "log.json", "--listen", "unix:s").assertSays(2, "FILE or --listen");
  }

  @Test
  void aCheckTakesEventsOfAnyAgeAndSaysWhatATopicRefuses() throws Exception {
    String line =
        """
        {"ts":1500000000.5,"uid":"C1","id.orig_h":"192.0.2.7","id.orig_p":1024,\
        "id.resp_h":"198.51.100.7","id.resp_p":53,"proto":"udp","trans_id":1,"query":"a.example",\
        "qclass":1,"qclass_name":"C_INTERNET","qtype":1,"qtype_name":"A","rcode":0,\
        "rcode_name":"NOERROR","rejected":false}
        """;
    Path log = Files.writeString(folder.resolve("dns.log"), line);
    CommandRun.of(
            CollectCommand.line(new ShutdownHook()), "check", "--format", "zeek", log.toString())
        .assertSays(
            0, "1 record is older than 400 days: a topic refuses them, --output takes them");
  }
}
