package org.drey.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.drey.alerts.decide.VerdictRules.SecondEyes;
import org.drey.alerts.decide.VerdictTopic;
import org.drey.alerts.erasure.ErasureRequests;
import org.drey.alerts.erasure.ErasureTopic;
import org.drey.alerts.handover.GoamlTerms;
import org.drey.alerts.handover.SharingTerms;
import org.drey.console.audit.AuditChain;
import org.drey.console.decide.TopicOutlet;
import org.drey.console.index.TopicSource;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.web.ConsoleServer;
import org.drey.console.web.TokenLinks;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.DeadLetter;
import org.drey.event.TopicNames;
import org.drey.event.Verdict;
import org.drey.event.wire.AvroCodec;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.KafkaBroker;
import org.drey.local.cluster.SharedBroker;
import org.drey.local.e2e.Samples;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.sigma.RuleFile;
import org.drey.rules.verdict.AlertIds;
import org.drey.topics.KafkaTopics;
import org.drey.topics.TopicReader;
import org.drey.topics.TopicRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./drey console} on the topics of a real broker; the job is played by the test. */
@Timeout(240)
final class ConsoleTopicsIT {
  private static final long LOOK_AGAIN_NANOS = 200_000_000;
  private static final RuleSet RULES =
      StreamRegistry.compile(RuleFile.catalogue(), DreyConfiguration.DEFAULT);

  @TempDir private Path folder;
  private final BlockingQueue<String> addresses = new ArrayBlockingQueue<>(16);
  private SharedBroker broker;
  private Properties client;
  private KafkaProducer<byte[], byte[]> job;
  private ConsoleDatabase database;
  private ConsoleServer console;
  private ConsoleVisitor visitor;

  @BeforeEach
  void start() throws Exception {
    broker = SharedBroker.open();
    broker.createTopics(2);
    connect(broker.client());
    open("console.db");
  }

  private void connect(Properties broker) {
    client = broker;
    job = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private void open(String name) throws Exception {
    database = ConsoleDatabase.open(folder.resolve(name));
    console =
        ConsoleServer.start(
            new ConsoleServer.Settings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                "a17",
                null,
                new TopicSource(client, "", warning -> {}),
                new TopicOutlet(new VerdictTopic(client, "")),
                RULES,
                SecondEyes.UNKNOWN,
                GoamlTerms.NONE,
                SharingTerms.DEFAULT,
                TokenLinks.NONE,
                addresses::add),
            database);
    visitor = new ConsoleVisitor(console.address());
    visitor.get(addresses.take().substring(console.address().length()));
  }

  private void closeConsole() {
    console.close();
    database.close();
    addresses.clear();
  }

  @AfterEach
  void stop() throws Exception {
    closeConsole();
    job.close();
    broker.close();
  }

  private static Alert alert(String subject, long revision) throws Exception {
    Alert alert = Samples.of(TopicNames.ALERTS, Alert.class);
    alert.setEntity(subject);
    alert.setAlertId(
        AlertIds.of(AlertTrack.PAYER, new EntityKey("default", 1, "SUBJECT", subject)));
    alert.setRevision(revision);
    return alert;
  }

  private void send(Alert alert) throws Exception {
    byte[] key = alert.getAlertId().getBytes(UTF_8);
    written(new ProducerRecord<>(TopicNames.ALERTS, key, AvroCodec.of(Alert.class).encode(alert)));
  }

  private void written(ProducerRecord<byte[], byte[]> record) throws Exception {
    var unused = job.send(record).get();
  }

  /** Looks at what a decision does, then sends it: what was not looked at is not taken. */
  private String decided(Alert alert) throws Exception {
    assertTrue(chosen(alert, "/preview").contains("Send it"));
    return chosen(alert, "/decide");
  }

  private String chosen(Alert alert, String action) throws Exception {
    return visitor.post(
        "/alerts/" + alert.getAlertId() + action,
        "generation",
        Long.toString(alert.getGeneration()),
        "revision",
        Long.toString(alert.getRevision()),
        "choice",
        "UNFOUNDED|NO_PATTERN");
  }

  private void until(String path, String text) throws Exception {
    ConditionWait.until(
        path + " says: " + text,
        () -> {
          LockSupport.parkNanos(LOOK_AGAIN_NANOS); // below the rate that a session may have
          String page = visitor.get(path);
          return page.contains(text) && !page.contains("Still reading"); // then none decides
        });
  }

  /** The verdicts on the topic, with where they are. */
  private List<TopicRecord> verdicts() throws Exception {
    try (TopicReader stream =
        TopicReader.fromBeginning(new KafkaTopics(client, ""), List.of(TopicNames.VERDICTS))) {
      List<TopicRecord> entries = new ArrayList<>();
      while (!stream.isAtEnd()) {
        entries.addAll(stream.poll());
      }
      return entries;
    }
  }

  @Test
  void aVerdictIsSentThenTakenUpWhenTheJobSaysSo() throws Exception {
    Alert alert = alert("payer-1", 1);
    send(alert);
    String path = "/alerts/" + alert.getAlertId();
    until(path, "Why it is here");

    assertTrue(decided(alert).contains("is sent. The job has not taken it up yet"));
    until(path, "Open. a17 decided UNFOUNDED; not taken up by the job yet.");
    assertEquals(1, verdicts().size());
    assertTrue(decided(alert).contains("is sent."));
    Verdict given = AvroCodec.of(Verdict.class).decode(verdicts().get(0).value());
    assertEquals("a17", given.getAnalyst());
    assertEquals(alert.getFindings(), given.getSeen());

    Alert closed = alert("payer-1", 2);
    closed.setState(AlertState.CLOSED);
    closed.setVerdict("UNFOUNDED");
    closed.setVerdictTime(given.getVerdictTime());
    closed.setClosedBy("UNFOUNDED");
    send(closed);
    until(path, "newest answer is revision 2");
    assertTrue(visitor.get(path).contains("Closed by a17 on"));
  }

  @Test
  void aVerdictThatTheJobRefusesSaysWhy() throws Exception {
    Alert alert = alert("payer-1", 1);
    send(alert);
    String path = "/alerts/" + alert.getAlertId();
    until(path, "Why it is here");
    decided(alert);
    TopicRecord at = verdicts().get(0);

    DeadLetter letter = Samples.of(TopicNames.DEAD_LETTERS, DeadLetter.class);
    letter.setTopic(TopicNames.VERDICTS);
    letter.setPartition(at.partition());
    letter.setOffset(at.offset());
    letter.setDetail("the reason is not allowed");
    written(
        new ProducerRecord<>(
            TopicNames.DEAD_LETTERS,
            "k".getBytes(UTF_8),
            AvroCodec.of(DeadLetter.class).encode(letter)));
    until(path, "was refused by the job: ");
    assertTrue(visitor.get(path).contains("the reason is not allowed"));
  }

  @Test
  void aNewIndexHasWhatTheOldOneHad() throws Exception {
    Alert alert = alert("payer-1", 1);
    send(alert);
    send(alert("payer-1", 2));
    String path = "/alerts/" + alert.getAlertId();
    until(path, "<td>2</td>");
    String before = why(path);
    closeConsole();

    open("another.db");
    until(path, "<td>2</td>");
    assertEquals(before, why(path));
    closeConsole();

    // What comes while it is closed is read when it is open again, from where it ended.
    send(alert("payer-1", 3));
    open("console.db");
    until(path, "<td>2 to 3</td>");
    assertTrue(visitor.get(path).contains("<td>1</td>"), "what was read before is still there");

    written(new ProducerRecord<>(TopicNames.ALERTS, alert.getAlertId().getBytes(UTF_8), null));
    until(path, "There is nothing here.");
    assertFalse(visitor.get("/?newer=1").contains("payer-1"));
    AuditChain.Result audit = AuditChain.verify(database, null);
    assertNull(audit.problem());
    assertTrue(audit.erased() > 0, "what the audit had of it is gone, too");
  }

  @Test
  void whoIsErasedIsGoneThoughNoJobHasDeletedThem() throws Exception {
    Alert alert = alert("payer-1", 1);
    send(alert);
    String path = "/alerts/" + alert.getAlertId();
    until(path, "Why it is here");
    EntityKey payer = new EntityKey("default", 1, "SUBJECT", "payer-1");
    new ErasureTopic(client, "").send(ErasureRequests.of(payer, "request-1", Instant.now()));
    until(path, "There is nothing here.");
    assertNull(AuditChain.verify(database, null).problem());
    closeConsole();

    open("another.db");
    send(alert("payer-2", 1));
    until("/?newer=1", "payer-2");
    assertFalse(visitor.get("/?newer=1").contains("payer-1"), "not by a new index, either");
  }

  private String why(String path) throws Exception {
    String html = visitor.get(path);
    return html.substring(html.indexOf("id=\"why\""), html.indexOf("<aside"));
  }

  @Test
  void brokersThatAreAwayAreSaidAndNothingIsDecided() throws Exception {
    closeConsole();
    job.close();
    KafkaBroker leaving = KafkaBroker.start(Files.createDirectory(folder.resolve("kafka")));
    leaving.createTopics(2);
    connect(leaving.client());
    open("leaving.db");
    Alert alert = alert("payer-1", 1);
    send(alert);
    String path = "/alerts/" + alert.getAlertId();
    until(path, "Why it is here");
    chosen(alert, "/preview");
    Instant before = Instant.now();
    leaving.close();
    until(path, "has not answered since");
    assertTrue(visitor.get(path).contains("disabled>See what it does"));
    String answer = chosen(alert, "/decide");
    assertTrue(answer.contains("Nothing was sent."), answer);
    assertTrue(Instant.now().isBefore(before.plusSeconds(60)), "an analyst has to know soon");
  }

  @Test
  void howOldInputsAreIsAskedWithoutReadingThem() throws Exception {
    written(new ProducerRecord<>(TopicNames.PAYMENTS, "no record".getBytes(UTF_8)));
    until("/?newer=1", "There has been no alert yet.");
    until("/", " ago, 20");
    String page = visitor.get("/");
    assertTrue(page.matches("(?s).*payments [^<]* ago, 20.*"), page);
    assertTrue(page.contains("dns-queries: no record"), page);
  }
}
