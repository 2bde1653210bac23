package org.drey.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.drey.alerts.forward.AlertForwarder;
import org.drey.alerts.forward.ForwardSettings;
import org.drey.cli.forward.ForwardCommand;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.TopicNames;
import org.drey.event.Track;
import org.drey.fixtures.CommandRun;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.KafkaBroker;
import org.drey.local.cluster.SamePort;
import org.drey.terminal.ShutdownHook;
import org.drey.topics.KafkaTopics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code ./drey alerts forward} from the topic of a real broker to a receiver of webhooks. */
final class ForwardIT {
  private static final byte[] SECRET = "a secret of twenty-nine bytes".getBytes(UTF_8);

  @TempDir static Path broker;
  @TempDir private Path folder;
  private static TopicsOfAlerts written;
  private final List<String> log = new CopyOnWriteArrayList<>();

  @BeforeAll
  @Timeout(60)
  static void start() throws Exception {
    written = TopicsOfAlerts.start(broker);
  }

  @AfterAll
  static void stop() throws Exception {
    written.stop();
  }

  private Path config(Receiver receiver, String... more) throws Exception {
    Path secret = folder.resolve("secret");
    Files.writeString(secret, "whsec_" + Base64.getEncoder().encodeToString(SECRET));
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    List<String> keys = new ArrayList<>(List.of("type: webhook", "url: " + receiver.url()));
    keys.add("secret_file: secret");
    keys.addAll(List.of(more));
    String sink = "\n    " + String.join("\n    ", keys);
    return Files.writeString(
        folder.resolve("forward.yaml"), "state: kept\nsinks:\n  cases:" + sink + "\n");
  }

  private AlertForwarder forwarding(Path config, KafkaBroker from) throws Exception {
    ForwardSettings settings = ForwardSettings.read(config);
    return AlertForwarder.to(
        settings.sinks().get(0), new KafkaTopics(from.client(), ""), settings.state(), log::add);
  }

  /** What a test does while a process forwards. */
  private interface Meanwhile {
    void run(AlertForwarder forwarding) throws Exception;
  }

  /** Has a process forward, and ends it. */
  private void forwarded(Path config, Meanwhile meanwhile) throws Exception {
    forwarded(config, written.broker(), meanwhile);
  }

  private void forwarded(Path config, KafkaBroker from, Meanwhile meanwhile) throws Exception {
    AlertForwarder forwarding = forwarding(config, from);
    Thread thread = new Thread(forwarding, "forward");
    thread.start();
    try {
      meanwhile.run(forwarding);
    } finally {
      forwarding.close();
      thread.join();
    }
  }

  private static Alert alert(String subject, long revision, boolean notify) throws Exception {
    Alert alert = TopicsOfAlerts.alert(subject, revision);
    alert.setNotify(notify);
    return alert;
  }

  private static String id(Alert alert) {
    return alert.getAlertId() + "." + alert.getGeneration() + "." + alert.getRevision();
  }

  private static boolean isSigned(Receiver.Call call) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
    mac.update((call.id() + "." + call.time() + ".").getBytes(UTF_8));
    return call.signature()
        .equals("v1," + Base64.getEncoder().encodeToString(mac.doFinal(call.body())));
  }

  @Test
  @Timeout(120)
  void whatIsOfInterestComesInOrderSignedAndOnlyOnce() throws Exception {
    Alert old = alert("order-1", 4, false); // the one that notified is no longer there
    Alert closed = alert("order-2", 9, false);
    closed.setState(AlertState.CLOSED);
    written.committed(alert("order-1", 3, true), old, closed);
    try (Receiver receiver = Receiver.start()) {
      Path config = config(receiver);
      Alert first = alert("order-1", 5, true);
      Alert victim = alert("order-3", 1, true);
      victim.setTrack(Track.VICTIM);
      forwarded(
          config,
          forwarding -> {
            ConditionWait.until("the open alert", () -> receiver.ids().contains(id(old)));
            written.committed(victim, alert("order-1", 5, true), alert("order-1", 6, false));
            ConditionWait.until("what notifies", () -> receiver.ids().contains(id(first)));
            assertEquals("alert.revised", receiver.taken().get(0).type());
            for (Receiver.Call call : receiver.taken()) {
              assertTrue(isSigned(call), call.id());
            }
          });
      Alert second = alert("order-1", 7, true);
      written.committed(second);
      written.committed(List.of(TopicsOfAlerts.removed(second)));
      forwarded(
          config,
          forwarding -> { // a new process goes on
            ConditionWait.until(
                "that it is gone",
                () ->
                    receiver.taken().stream().anyMatch(one -> one.type().equals("alert.removed")));
          });
      Set<String> ours = Set.of(old.getAlertId(), closed.getAlertId(), victim.getAlertId());
      assertEquals(
          List.of(id(old), id(first), id(second), old.getAlertId() + ".removed"),
          receiver.ids().stream()
              .filter(one -> ours.contains(one.substring(0, one.indexOf('.'))))
              .toList());
    }
  }

  @Test
  @Timeout(120)
  void whatIsNotTakenIsTriedAgainAndWhatNeverWillBeIsADeadLetter() throws Exception {
    try (Receiver receiver = Receiver.start()) {
      Alert refused = alert("again-1", 1, true);
      Alert later = alert("again-1", 2, true);
      receiver.answers(call -> 503);
      written.committed(refused, later);
      forwarded(
          config(receiver, "revisions: all"),
          forwarding -> {
            ConditionWait.until("it was asked twice", () -> receiver.asked() >= 2);
            assertEquals(List.of(), receiver.ids());
            assertTrue(forwarding.counts().problem().contains("503"));
            receiver.answers(call -> call.id().equals(id(refused)) ? 422 : 202);
            ConditionWait.until("the one after it", () -> receiver.ids().contains(id(later)));
            ConditionWait.until("it does well", () -> forwarding.counts().problem() == null);
            assertFalse(receiver.ids().contains(id(refused)));
            assertEquals(1, forwarding.counts().refused());
          });
      List<String> dead = Files.readAllLines(folder.resolve("kept/cases.dead-letters.jsonl"));
      assertEquals(1, dead.size());
      assertTrue(dead.get(0).contains(id(refused)) && dead.get(0).contains("422"), dead.get(0));
      assertTrue(log.get(0).startsWith("cases: takes nothing now"), log.get(0));
      assertTrue(log.contains("cases: takes alerts again"), log.toString());
      assertTrue(
          log.stream().anyMatch(one -> one.startsWith("cases: refuses") && one.contains("422")),
          log.toString());
    }
  }

  /** It has been taken, and the process dies before that is kept: it comes again, the same. */
  @Test
  @Timeout(120)
  void aCrashLosesNothing() throws Exception {
    Alert one = alert("crash-1", 1, true);
    written.committed(one);
    try (Receiver receiver = Receiver.start()) {
      Path config = config(receiver);
      Path kept = folder.resolve("kept/cases.offsets.json");
      forwarded(
          config,
          forwarding -> {
            ConditionWait.until("it is taken", () -> receiver.ids().contains(id(one)));
            ConditionWait.until("that is kept", () -> Files.exists(kept));
          });
      Files.delete(kept);
      int before = receiver.ids().size();
      forwarded(
          config,
          forwarding -> {
            ConditionWait.until(
                "it comes again",
                () -> receiver.ids().stream().skip(before).anyMatch(id(one)::equals));
          });
    }
  }

  /** While nothing is written, too: quiet is not taken for broken, nor broken for quiet. */
  @Test
  @Timeout(180)
  void brokersThatGoAwayAndComeBackAreSaid() throws Exception {
    Properties samePort = SamePort.settings();
    TopicsOfAlerts own = TopicsOfAlerts.start(folder, samePort);
    own.committed(alert("away-1", 1, true));
    try (Receiver receiver = Receiver.start()) {
      forwarded(
          config(receiver),
          own.broker(),
          forwarding -> {
            ConditionWait.until("it is taken", () -> forwarding.counts().sent() == 1);
            own.stop();
            ConditionWait.until("that they are away", () -> forwarding.counts().problem() != null);
            assertTrue(forwarding.counts().problem().contains("does not answer"));
            KafkaBroker again = KafkaBroker.start(folder.resolve("kafka"), samePort);
            try {
              ConditionWait.until(
                  "that they are back", () -> forwarding.counts().problem() == null);
            } finally {
              again.close();
            }
          });
      assertEquals(1, receiver.ids().size());
    }
  }

  /** Each has its own thread, and what it reads with. */
  @Test
  @Timeout(180)
  void severalSinksEachGetAllOfIt() throws Exception {
    TopicsOfAlerts own = TopicsOfAlerts.start(folder);
    Alert[] alerts = new Alert[600];
    for (int i = 0; i < alerts.length; i++) {
      alerts[i] = alert("several-" + i, 1, true);
    }
    own.committed(alerts);
    List<Receiver> receivers = List.of(Receiver.start(), Receiver.start(), Receiver.start());
    List<AlertForwarder> sinks = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    try {
      for (int i = 0; i < receivers.size(); i++) {
        Path config = config(receivers.get(i));
        Files.writeString(config, Files.readString(config).replace("cases:", "sink-" + i + ":"));
        sinks.add(forwarding(config, own.broker()));
        threads.add(new Thread(sinks.get(i), "forward-" + i));
      }
      threads.forEach(Thread::start);
      for (int i = 0; i < receivers.size(); i++) {
        Receiver receiver = receivers.get(i);
        AlertForwarder sink = sinks.get(i);
        ConditionWait.until(
            "all of them, or one that could not be read",
            () -> receiver.taken().size() == alerts.length || sink.counts().unreadable() > 0);
        assertEquals(0, sink.counts().unreadable());
        assertEquals(alerts.length, Set.copyOf(receiver.ids()).size());
      }
    } finally {
      sinks.forEach(AlertForwarder::close);
      for (Thread thread : threads) {
        thread.join();
      }
      receivers.forEach(Receiver::close);
      own.stop();
    }
  }

  /** What was written there before the process looks again is read, too. */
  @Test
  @Timeout(180)
  void partitionsThatWereAddedMeanwhileAreReadFromTheirStart() throws Exception {
    TopicsOfAlerts own = TopicsOfAlerts.start(folder);
    try (Receiver receiver = Receiver.start();
        Admin admin = Admin.create(own.broker().client())) {
      Path config = config(receiver);
      Alert before = alert("before-1", 1, true);
      own.committed(before);
      Path kept = folder.resolve("kept/cases.offsets.json");
      forwarded(
          config,
          own.broker(),
          forwarding -> {
            ConditionWait.until("it is taken", () -> receiver.ids().contains(id(before)));
            ConditionWait.until("that is kept", () -> Files.exists(kept));
          });
      int old = own.job().partitionsFor(TopicNames.ALERTS).size();
      admin
          .createPartitions(Map.of(TopicNames.ALERTS, NewPartitions.increaseTo(old + 1)))
          .all()
          .get();
      Alert first = alert("added-1", 1, true);
      Alert second = alert("added-2", 1, true);
      own.committed(List.of(added(first, old), added(second, old)));
      forwarded(
          config,
          own.broker(),
          forwarding -> ConditionWait.until("both", () -> receiver.ids().contains(id(second))));
      assertEquals(List.of(id(before), id(first), id(second)), receiver.ids());
    } finally {
      own.stop();
    }
  }

  private static ProducerRecord<byte[], byte[]> added(Alert alert, int partition) {
    ProducerRecord<byte[], byte[]> record =
        TopicsOfAlerts.record(TopicNames.ALERTS, alert.getAlertId(), alert);
    return new ProducerRecord<>(record.topic(), partition, record.key(), record.value());
  }

  @Test
  @Timeout(120)
  void theCommandSaysHowItsSinksAreDoing() throws Exception {
    try (Receiver receiver = Receiver.start()) {
      receiver.answers(call -> 500);
      written.committed(alert("health-1", 1, true));
      PipedWriter said = new PipedWriter();
      BufferedReader lines = new BufferedReader(new PipedReader(said));
      CommandLine line =
          new CommandLine(new ForwardCommand(new ShutdownHook()))
              .setOut(new PrintWriter(said, true));
      String[] arguments = arguments(config(receiver));
      Thread command = new Thread(() -> line.execute(arguments), "forward");
      command.start();
      try {
        assertEquals("forwarding to cases", lines.readLine());
        URI health = URI.create(lines.readLine());
        ConditionWait.until(
            "that it fails", () -> get(health).startsWith("cases: answers with status 500"));
        receiver.answers(call -> 200);
        ConditionWait.until("that it is well", () -> get(health).equals("ok\n"));
        String metrics = get(health.resolve("metrics"));
        assertTrue(metrics.contains("drey_forward_problem{sink=\"cases\"} 0"), metrics);
        assertFalse(metrics.contains("drey_forward_sent{sink=\"cases\"} 0\n"), metrics);
      } finally {
        command.interrupt();
        command.join();
      }
    }
  }

  private static String[] arguments(Path config) {
    return new String[] {
      "--bootstrap",
      written.broker().bootstrap(),
      "--config",
      config.toString(),
      "--metrics",
      "127.0.0.1:0"
    };
  }

  private static String get(URI page) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
        .body();
  }

  @Test
  @Timeout(60)
  void whatCannotWorkIsSaidAtOnce() throws Exception {
    try (Receiver receiver = Receiver.start()) {
      Path config = config(receiver);
      Files.writeString(folder.resolve("secret"), "guessable");
      CommandRun ran = CommandRuns.forward(arguments(config));
      assertEquals(1, ran.status());
      assertTrue(ran.err().contains("secret holds no secret"), ran.err());
      assertFalse(ran.err().contains("guessable"), ran.err());
    }
  }
}
