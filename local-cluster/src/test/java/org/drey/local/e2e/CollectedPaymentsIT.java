package org.drey.local.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.drey.cli.collect.CollectCommand;
import org.drey.event.Payment;
import org.drey.event.TopicNames;
import org.drey.fixtures.CommandRun;
import org.drey.local.cluster.SharedBroker;
import org.drey.terminal.ShutdownHook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a folder of ISO 20022 messages to the topic that the jobs read. */
@Timeout(120)
final class CollectedPaymentsIT {
  private static final Path MESSAGES =
      Path.of("../collect/src/test/resources/org/drey/collect/iso20022");

  private static final String DECLARED =
      """
      streams:
        dns-queries: {legal_basis: none}
        web-requests: {legal_basis: none}
        payments: {legal_basis: of the test}
        livestream-sessions: {legal_basis: none}
        external-signals: {legal_basis: none}
      """;

  @TempDir Path folder;

  @Test
  void aFolderOfMessagesIsOnTheTopic() throws Exception {
    Path config = Files.writeString(folder.resolve("drey.yaml"), DECLARED);
    Path key =
        Files.writeString(
            folder.resolve("tokens.key"), "1: ZwHfofj5jvDS4RR3nOjRV7uKj+pTrz0wyi7NyypXCM8=\n");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    Path messages = messages();
    try (SharedBroker broker = SharedBroker.open();
        JobTopics topics = new JobTopics(broker.client())) {
      broker.createTopics(JobTopics.PARTITIONS);
      CommandRun run =
          CommandRun.of(
              CollectCommand.line(new ShutdownHook()),
              "iso20022",
              "--from",
              messages.toString(),
              "--bootstrap",
              broker.client().getProperty("bootstrap.servers"),
              "--config",
              config.toString(),
              "--key-file",
              key.toString(),
              "--provider",
              "bank.example");
      run.assertSays(0, "read 7: sent 4, filtered 2, refused 1 (malformed 1), lost 0");
      Map<String, String> sent = new TreeMap<>();
      for (Payment payment : topics.committed(TopicNames.PAYMENTS, Payment.class)) {
        sent.put(
            payment.getAmountMinor() + " " + payment.getCurrency(), payment.getStatus().name());
      }
      assertEquals(
          Map.of(
              "2005 GBP", "COMPLETED",
              "1200 JPY", "DECLINED",
              "99 USD", "COMPLETED",
              "2210 EUR", "REVERSED"),
          sent);
    }
  }

  /** Messages of yesterday, for the jobs take nothing that is much older. */
  private Path messages() throws Exception {
    String yesterday =
        Instant.now().minus(1, ChronoUnit.DAYS).atOffset(ZoneOffset.UTC).toLocalDate().toString();
    Path to = Files.createDirectory(folder.resolve("messages"));
    for (String name : new String[] {"transfer.xml", "status.xml", "return.xml"}) {
      String text = Files.readString(MESSAGES.resolve(name)).replace("2026-03-02", yesterday);
      Files.writeString(to.resolve(name), text);
    }
    Files.writeString(to.resolve("half.xml"), "<Document><FIToFICstmrCdtTrf>");
    return to;
  }
}
