package org.drey.local.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.drey.event.Payment;
import org.drey.event.TopicNames;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.KafkaBroker;
import org.drey.local.cluster.SamePort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A collector of payments that is killed while it holds them: each reaches the topic, and its
 * rejection counts, though another process read it.
 */
@Tag("nightly")
@Timeout(240)
final class HeldPaymentsIT {
  private static final String MESSAGES = "bank-messages";
  private static final String GROUP = "payments-of-the-bank";
  private static final String HELD = "drey_collect_held";
  private static final String SENT = "drey_collect_sent";
  private static final Duration OUTAGE = Duration.ofHours(1);
  private static final int SOME = 30;

  private static final String DECLARED =
      """
      streams:
        dns-queries: {legal_basis: none}
        web-requests: {legal_basis: none}
        payments: {legal_basis: of the test}
        livestream-sessions: {legal_basis: none}
        external-signals: {legal_basis: none}
      """;

  @TempDir private Path folder;

  private final Properties settings = SamePort.settings();
  private final List<CollectorProcess> started = new ArrayList<>();
  private final BankMessages messages = new BankMessages();
  private volatile boolean isEnough;
  private KafkaBroker broker;

  @BeforeEach
  void start() throws Exception {
    Files.createDirectory(folder.resolve("kafka"));
    broker = KafkaBroker.start(folder.resolve("kafka"), settings);
    broker.createTopics(JobTopics.PARTITIONS);
    broker.create(List.of(new NewTopic(MESSAGES, JobTopics.PARTITIONS, (short) 1)));
    Files.writeString(folder.resolve("drey.yaml"), DECLARED);
    Path key = folder.resolve("tokens.key");
    Files.writeString(key, "1: ZwHfofj5jvDS4RR3nOjRV7uKj+pTrz0wyi7NyypXCM8=\n");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
  }

  @AfterEach
  void stop() throws Exception {
    started.forEach(CollectorProcess::close);
    broker.close();
  }

  private CollectorProcess collector(String... source) throws Exception {
    List<String> options = new ArrayList<>(List.of(source));
    options.addAll(
        List.of(
            "--bootstrap",
            broker.bootstrap(),
            "--config",
            folder.resolve("drey.yaml").toString(),
            "--key-file",
            folder.resolve("tokens.key").toString(),
            "--provider",
            "bank.example"));
    CollectorProcess collector =
        CollectorProcess.start(
            folder.resolve("log" + started.size()), "iso20022", options.toArray(String[]::new));
    started.add(collector);
    return collector;
  }

  private void assertAllArrived(int last) throws Exception {
    try (JobTopics topics = new JobTopics(broker.client())) {
      List<Payment> payments = topics.committed(TopicNames.PAYMENTS, Payment.class);
      assertEquals(BankMessages.expected(last), BankMessages.outcomes(payments));
    }
  }

  private CollectorProcess endpoint() throws Exception {
    return collector("--http", "127.0.0.1:0", "--state", folder.resolve("state").toString());
  }

  @Test
  void whatWasPostedArrives() throws Exception {
    AtomicInteger posted = new AtomicInteger();
    AtomicReference<URI> target = new AtomicReference<>();
    CollectorProcess collector = endpoint();
    target.set(collector.endpoint());
    Thread bank = new Thread(() -> post(posted, target), "bank");
    bank.start();
    for (int run = 1; run <= 3; run++) {
      int enough = run * SOME;
      ConditionWait.until("payments", () -> posted.get() >= enough);
      assertEquals(0, run == 3 ? collector.stop() : collector.kill(), "all is held");
      if (run == 2) {
        broker.close(); // what is posted is safe nevertheless
      } else if (run == 3) {
        broker = KafkaBroker.start(folder.resolve("kafka"), settings);
      }
      collector = endpoint();
      target.set(collector.endpoint());
    }
    isEnough = true;
    bank.join();
    assertTrue(collector.metric("drey_collect_spool_bytes") > 0);
    assertEquals(0, collector.kill());
    letTimePass();
    CollectorProcess last = endpoint();
    last.await(SENT, posted.get());
    ConditionWait.until("an empty spool", () -> last.metric("drey_collect_spool_bytes") == 0);
    assertEquals(List.of(), spool());
    assertAllArrived(posted.get());
  }

  /** Posts payments until there are enough, each until it is answered with 204. */
  private void post(AtomicInteger posted, AtomicReference<URI> target) {
    HttpClient client = HttpClient.newHttpClient();
    while (!isEnough) {
      for (String message : messages.of(posted.get() + 1)) {
        while (!isTaken(client, target.get(), message)) {
          Thread.onSpinWait();
        }
      }
      posted.incrementAndGet();
    }
  }

  private static boolean isTaken(HttpClient client, URI target, String message) {
    HttpRequest request =
        HttpRequest.newBuilder(target)
            .timeout(Duration.ofSeconds(30))
            .POST(HttpRequest.BodyPublishers.ofString(message))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 204;
    } catch (IOException e) {
      return false; // no collector is there now
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private List<Path> spool() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("state/spool"))) {
      return files.filter(file -> file.toString().endsWith(".xml")).toList();
    }
  }

  /** As after an outage: names of files have when they were taken. */
  private void letTimePass() throws IOException {
    for (Path file : spool()) {
      String name = file.getFileName().toString();
      int time = name.indexOf('-') + 1;
      long taken = Long.parseLong(name.substring(time, name.indexOf('.')));
      String earlier = name.substring(0, time) + (taken - OUTAGE.toMillis()) + ".xml";
      Files.move(file, file.resolveSibling(earlier));
    }
  }

  @Test
  void whatIsOnATopicArrives() throws Exception {
    Instant begin = Instant.now().minus(OUTAGE);
    try (JobTopics topics = new JobTopics(broker.client())) {
      write(topics, 1, SOME, begin);
      CollectorProcess killed = reader("1d");
      killed.await(HELD, SOME);
      assertEquals(0, killed.kill());
      write(topics, SOME + 1, 2 * SOME, begin);
      CollectorProcess stopped = reader("1d");
      stopped.await(HELD, 2 * SOME);
      assertEquals(0, stopped.stop());
      assertFalse(topics.isRead(GROUP, MESSAGES), "what is held is read again");
      CollectorProcess last = reader("30m");
      last.await(SENT, 2 * SOME);
      ConditionWait.until("a note of it", () -> topics.isRead(GROUP, MESSAGES));
      assertAllArrived(2 * SOME);
    }
  }

  private CollectorProcess reader(String hold) throws Exception {
    Path client = folder.resolve("reader.properties");
    Files.writeString(
        client, "bootstrap.servers=%s\ngroup.id=%s\n".formatted(broker.bootstrap(), GROUP));
    return collector("--from-topic", MESSAGES, "--from-config", client.toString(), "--hold", hold);
  }

  /** Writes payments to one partition and their rejections to another, a moment apart. */
  private void write(JobTopics topics, int first, int last, Instant begin) {
    List<JobTopics.Numbered> records = new ArrayList<>();
    for (int number = first; number <= last; number++) {
      for (String message : messages.of(number)) {
        int partition = message.contains("pacs.008") ? 0 : 1;
        byte[] value = message.getBytes(StandardCharsets.UTF_8);
        records.add(new JobTopics.Numbered(partition, begin.plusMillis(records.size()), value));
      }
    }
    topics.send(MESSAGES, records);
  }
}
