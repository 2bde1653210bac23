package org.drey.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.drey.blocklist.publish.KeyFile;
import org.drey.blocklist.publish.ListStore;
import org.drey.blocklist.publish.PublishedManifest;
import org.drey.cli.blocklist.ManifestSender;
import org.drey.definitions.record.ManifestRecords;
import org.drey.event.ListManifest;
import org.drey.event.TopicNames;
import org.drey.event.wire.AvroCodec;
import org.drey.fixtures.CommandRun;
import org.drey.local.cluster.SharedBroker;
import org.drey.topics.KafkaTopics;
import org.drey.topics.TopicReader;
import org.drey.topics.TopicRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is published is announced to a real broker. */
final class ControlTopicIT {
  private static final int PARTITIONS = 2;

  @TempDir Path folder;
  private String key = "";
  private String list = "";
  private String lists = "";

  @BeforeEach
  void compile() throws Exception {
    key = folder.resolve("key").toString();
    Path feed = Files.writeString(folder.resolve("feed.txt"), "bad.example\n");
    Files.setPosixFilePermissions(feed, PosixFilePermissions.fromString("rw-------"));
    list = folder.resolve("kids.list").toString();
    lists = folder.resolve("lists").toString();
    CommandRuns.blocklist("key", "--output", key);
    CommandRun ran =
        CommandRuns.blocklist("compile", feed.toString(), "--output", list, "--key-file", key);
    assertEquals(0, ran.status(), ran.err());
  }

  @Test
  @Timeout(60)
  void whatIsPublishedIsAnnounced() throws Exception {
    try (SharedBroker broker = SharedBroker.open()) {
      broker.createTopics(PARTITIONS);
      String bootstrap = broker.bootstrap();
      CommandRun published =
          CommandRuns.blocklist(
              "publish", list, "--lists", lists, "--key-file", key, "--bootstrap", bootstrap);
      assertEquals(0, published.status(), published.err());
      CommandRun renewed =
          CommandRuns.blocklist(
              "publish",
              "--renew=kids",
              "--lists",
              lists,
              "--key-file",
              key,
              "--bootstrap",
              bootstrap);
      assertEquals(0, renewed.status(), renewed.err());
      List<TopicRecord> records = read(broker);
      AvroCodec<ListManifest> codec = AvroCodec.of(ListManifest.class);
      for (int i = 0; i < records.size(); i++) {
        assertEquals("kids", records.get(i).key());
        ListManifest manifest = codec.decode(records.get(i).value());
        assertEquals("kids", manifest.getListId());
        assertEquals(i + 1, manifest.getSequence());
        assertEquals(manifest.getBase().getVersion() + ".list", manifest.getBase().getFile());
        assertEquals(64, manifest.getBase().getChecksum().length());
        assertTrue(ManifestRecords.manifest(manifest).isMadeWith(KeyFile.read(Path.of(key))));
        assertEquals(List.of(), manifest.getDeltas());
      }
    }
  }

  @Test
  @Timeout(60)
  void aNewFolderGoesOnCountingWhereTheTopicEnds() throws Exception {
    try (SharedBroker broker = SharedBroker.open()) {
      broker.createTopics(PARTITIONS);
      assertEquals(0, inForce(broker, "publish", list, lists).status());
      assertEquals(0, inForce(broker, "publish", "--renew=kids", lists).status());
      String other = folder.resolve("other").toString();
      CommandRun published = inForce(broker, "publish", list, other);
      assertEquals(0, published.status(), published.err());
      assertTrue(published.out().contains("announcement 3,"), published.out());
      CommandRun stale = inForce(broker, "publish", "--renew=kids", lists);
      assertEquals(1, stale.status());
      assertTrue(stale.err().contains("announcement 3 is on the topic"), stale.err());
      String version = version(lists);
      CommandRun back =
          CommandRuns.blocklist(
              "rollback",
              "kids",
              "--to",
              version,
              "--lists",
              lists,
              "--key-file",
              key,
              "--bootstrap",
              broker.bootstrap());
      assertTrue(back.out().contains("announcement 4,"), back.out() + back.err());
      AvroCodec<ListManifest> codec = AvroCodec.of(ListManifest.class);
      List<Long> sequences = new ArrayList<>();
      for (TopicRecord record : read(broker)) {
        sequences.add(codec.decode(record.value()).getSequence());
      }
      assertEquals(List.of(1L, 2L, 3L, 4L), sequences);
    }
  }

  @Test
  @Timeout(60)
  void whatAnotherAnnouncedDoesNotCount() throws Exception {
    try (SharedBroker broker = SharedBroker.open()) {
      broker.createTopics(PARTITIONS);
      PublishedManifest genuine =
          new ListStore(Path.of(lists), KeyFile.read(Path.of(key)))
              .publish(Path.of(list), Instant.now());
      PublishedManifest forged =
          new PublishedManifest(
              "kids", 9, genuine.publishedAt(), genuine.base(), List.of(), genuine.mac());
      new ManifestSender(broker.client(), "").send(forged);
      CommandRun published = inForce(broker, "publish", list, lists);
      assertTrue(published.out().contains("announcement 2,"), published.out() + published.err());
    }
  }

  private CommandRun inForce(SharedBroker broker, String command, String what, String at) {
    return CommandRuns.blocklist(
        command, what, "--lists", at, "--key-file", key, "--bootstrap", broker.bootstrap());
  }

  private String version(String at) throws Exception {
    PublishedManifest manifest =
        new ListStore(Path.of(at), KeyFile.read(Path.of(key))).current("kids");
    return Objects.requireNonNull(manifest).list().version();
  }

  @Test
  @Timeout(90)
  void whatIsInForceButNotAnnouncedIsSaidWithTheWayOut() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String properties =
          Files.writeString(
                  folder.resolve("client.properties"),
                  "bootstrap.servers=localhost:"
                      + silent.getLocalPort()
                      + "\nmax.block.ms=200\nrequest.timeout.ms=200\ndelivery.timeout.ms=200\n")
              .toString();
      CommandRun ran =
          CommandRuns.blocklist(
              "publish", list, "--lists", lists, "--key-file", key, "--kafka", properties);
      assertEquals(1, ran.status());
      assertTrue(ran.err().contains("./drey blocklist publish --renew kids"), ran.err());
      assertEquals(
          0, CommandRuns.blocklist("status", "--lists", lists, "--key-file", key).status());
    }
  }

  private static List<TopicRecord> read(SharedBroker broker) throws IOException {
    List<TopicRecord> records = new ArrayList<>();
    try (TopicReader reader =
        TopicReader.fromBeginning(
            new KafkaTopics(broker.client(), ""), List.of(TopicNames.BLOCKLIST_CONTROL))) {
      reader.readToEnd(records::add);
    }
    return records;
  }
}
