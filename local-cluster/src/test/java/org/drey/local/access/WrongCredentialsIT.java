package org.drey.local.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.drey.cli.DreyCommand;
import org.drey.event.TopicNames;
import org.drey.event.Verdict;
import org.drey.fixtures.CommandRun;
import org.drey.terminal.CommandProgram;
import org.drey.terminal.ShutdownHook;
import org.drey.terminal.alerts.AlertsCommand;
import org.drey.topics.BrokerException;
import org.drey.topics.BrokerFaults;
import org.drey.topics.TopicWriter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;

/** Whatever is wrong with how a client asks, the user reads in one line what it is. */
final class WrongCredentialsIT {
  private static final String USER = "analyst";
  private static final String PASSWORD = SecureBroker.PASSWORD;

  @TempDir private static Path folder;
  private static SecureBroker brokers;

  @Command(name = "drey")
  private static final class Program {}

  @BeforeAll
  static void start() throws Exception {
    brokers = SecureBroker.start(folder, USER);
    brokers.broker().createTopics(1);
    TestCertificates certificates = brokers.certificates();
    certificates.makeAuthority("other");
    certificates.make("client");
    certificates.makeExpired("old-client");
  }

  @AfterAll
  static void stop() throws Exception {
    brokers.close();
  }

  @Test
  void goodOnesAreLetIn() throws Exception {
    for (Properties good : List.of(brokers.scram(USER, PASSWORD), mutual("client"))) {
      try (Admin admin = Admin.create(good)) {
        assertEquals(Set.of(), admin.listTopics().names().get(), "none may be seen");
      }
    }
  }

  @Test
  void eachWrongOneIsNamedInOneLine() throws Exception {
    for (var wrong : wrongOnes().entrySet()) {
      CommandRun run = list(wrong.getValue());
      assertEquals(1, run.status(), wrong.getKey());
      List<String> lines = run.err().lines().toList();
      assertEquals(1, lines.size(), run.err());
      assertTrue(lines.get(0).contains(wrong.getKey()), run.err());
      assertTrue(lines.get(0).startsWith("Kafka at localhost:"), run.err());
    }
  }

  private static Map<String, Properties> wrongOnes() {
    Map<String, Properties> wrong = new LinkedHashMap<>();
    wrong.put("does not let user analyst in", brokers.scram(USER, "another"));
    wrong.put("does not let user stranger in", brokers.scram("stranger", PASSWORD));
    wrong.put("set sasl.mechanism", with(scram(), "sasl.mechanism", "SCRAM-SHA-256"));
    wrong.put("there is no login: set sasl.jaas.config", without(scram(), "sasl.jaas.config"));
    Properties untrusting = scram();
    untrusting.putAll(brokers.certificates().trusts("other"));
    wrong.put("set ssl.truststore.location", untrusting);
    wrong.put("has expired (NotAfter", brokers.tls("OLD"));
    wrong.put("for another name", brokers.tls("FOREIGN"));
    wrong.put("set security.protocol=SSL, or", brokers.plain("SCRAM"));
    wrong.put(
        "set security.protocol=SASL_SSL", with(scram(), "security.protocol", "SASL_PLAINTEXT"));
    Properties unasked = with(scram(), "security.protocol", "SASL_PLAINTEXT");
    wrong.put(
        "wants no login on this port",
        with(unasked, "bootstrap.servers", brokers.broker().bootstrap()));
    wrong.put("wants a certificate of the client", brokers.tls("MTLS"));
    wrong.put("refuses this client's certificate, for it has expired", mutual("old-client"));
    wrong.put("one whose authority the broker trusts", mutual("other"));
    wrong.put(
        "keystore password was incorrect", with(mutual("client"), "ssl.keystore.password", "x"));
    wrong.put("/nowhere.pem", with(brokers.tls("MTLS"), "ssl.truststore.location", "/nowhere.pem"));
    return wrong;
  }

  /** Brokers that say nothing are asked once more, in the clear; a command waits half a minute. */
  @Test
  void whyNoOneAnswersIsFoundOut() {
    assertTrue(silence(brokers.tls("PLAINTEXT")).contains("speaks no TLS on this port"));
    assertTrue(
        silence(brokers.tls("SCRAM")).contains("it may want a login (security.protocol=SASL"));
    Properties nowhere = with(brokers.plain("SCRAM"), "bootstrap.servers", "localhost:1");
    assertTrue(silence(nowhere).contains("does not answer: see that a broker runs there"));
  }

  private static String silence(Properties client) {
    BrokerFaults faults = new BrokerFaults(client);
    Properties impatient = with(client, "default.api.timeout.ms", "1000");
    impatient.put("request.timeout.ms", "1000");
    return assertThrows(
            BrokerException.class,
            () ->
                faults.call(
                    () -> {
                      try (Admin admin = Admin.create(impatient)) {
                        return admin.listTopics().names().get();
                      }
                    }))
        .getMessage();
  }

  @Test
  void whatIsDeniedIsNamed() throws Exception {
    var topic = new TopicWriter<>(scram(), TopicNames.VERDICTS, Verdict.class);
    String message =
        assertThrows(BrokerException.class, () -> topic.delete(List.of("key"))).getMessage();
    assertTrue(message.contains("denies user analyst topic verdicts"), message);
  }

  @Test
  void aPasswordThatOthersMayReadIsRefused() throws Exception {
    Path file = file(scram());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    CommandRun run = run(file);
    run.assertSays(1, "others may use it; repair that with: chmod 600 " + file);
    Path harmless = file(with(without(scram(), "sasl.jaas.config"), "client.id", "drey"));
    Files.setPosixFilePermissions(harmless, PosixFilePermissions.fromString("rw-r--r--"));
    run(harmless).assertSays(1, "there is no login");
  }

  // --- clients ---

  private static Properties scram() {
    return brokers.scram(USER, PASSWORD);
  }

  private static Properties mutual(String certificate) {
    Properties client = brokers.tls("MTLS");
    client.putAll(brokers.certificates().shows(certificate));
    return client;
  }

  private static Properties with(Properties client, String name, String value) {
    Properties changed = (Properties) client.clone();
    changed.put(name, value);
    return changed;
  }

  private static Properties without(Properties client, String name) {
    Properties changed = (Properties) client.clone();
    changed.remove(name);
    return changed;
  }

  private static CommandRun list(Properties client) throws Exception {
    return run(file(client));
  }

  private static CommandRun run(Path client) {
    ShutdownHook shutdown = new ShutdownHook();
    return CommandRun.ofProgram(
        () ->
            new CommandProgram(
                    new Program(),
                    List.of(AlertsCommand.line(shutdown)),
                    DreyCommand.SAID_WITHOUT_STACK)
                .run("alerts", "list", "--kafka", client.toString()));
  }

  private static Path file(Properties client) throws Exception {
    Path file = Files.createTempFile(folder, "client", ".properties");
    try (OutputStream out = Files.newOutputStream(file)) {
      client.store(out, null);
    }
    return file;
  }
}
