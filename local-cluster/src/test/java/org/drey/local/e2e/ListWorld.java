package org.drey.local.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.ListPolicy;
import org.drey.blocklist.index.ListCompiler;
import org.drey.blocklist.index.ListKey;
import org.drey.blocklist.publish.ListStore;
import org.drey.blocklist.publish.PublishedManifest;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.record.ManifestRecords;
import org.drey.event.Audience;
import org.drey.event.BlocklistHit;
import org.drey.event.DnsQuery;
import org.drey.event.ListManifest;
import org.drey.event.NetworkClass;
import org.drey.event.Stage;
import org.drey.event.SubscriberPolicy;
import org.drey.event.TopicNames;
import org.drey.event.Transport;
import org.drey.event.WebRequest;
import org.drey.event.wire.AvroCodec;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.FlinkCluster;
import org.drey.local.cluster.LocalJobs;
import org.drey.local.cluster.SharedBroker;
import org.drey.streaming.job.JobSettings;
import org.drey.streaming.lists.ListSettings;
import org.drey.topics.KafkaTopics;
import org.drey.topics.TopicReader;
import org.drey.topics.TopicRecord;
import org.jspecify.annotations.Nullable;

/** A blocklist job with its own topics, lists and subscribers. */
final class ListWorld implements AutoCloseable {
  static final int PARTITIONS = 2;
  private static final int PARALLELISM = 2;
  private static final String SECRET = "the key of the tests, and no other";
  private static final String PROVIDER = "isp.example";

  private final Properties client;
  private final FlinkCluster cluster;
  private final String prefix;
  private final Path folder;
  private final Path key;
  private final ListStore store;
  private final KafkaProducer<byte[], byte[]> producer;
  private final TopicReader hits;
  private final Map<String, BlocklistHit> seen = new TreeMap<>();
  private @Nullable JobClient job;
  private int events;

  ListWorld(SharedBroker broker, FlinkCluster cluster, String name, Path folder) throws Exception {
    this.client = broker.client();
    this.cluster = cluster;
    this.prefix = name + ".";
    this.folder = folder;
    this.key = Files.writeString(folder.resolve("key"), SECRET);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    this.store =
        new ListStore(folder.resolve("lists"), ListKey.of(SECRET.getBytes(StandardCharsets.UTF_8)));
    List<NewTopic> topics = new ArrayList<>();
    for (String topic : TopicNames.ALL) {
      int partitions = topic.equals(TopicNames.BLOCKLIST_CONTROL) ? 1 : PARTITIONS;
      topics.add(new NewTopic(prefix + topic, partitions, (short) 1));
    }
    broker.create(topics);
    producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    hits =
        TopicReader.fromBeginning(
            new KafkaTopics(client, prefix), List.of(TopicNames.BLOCKLIST_HITS));
  }

  // --- the job ---

  void start() throws Exception {
    DreyConfiguration.Stream declared = new DreyConfiguration.Stream("test", null, List.of());
    DreyConfiguration configuration =
        DreyConfiguration.DEFAULT.withStreams(
            Map.of(TopicNames.DNS_QUERIES, declared, TopicNames.WEB_REQUESTS, declared));
    ListSettings lists =
        ListSettings.announced(folder.resolve("lists"), client, prefix)
            .withKey(key)
            .withPoliciesOn(client, prefix);
    JobSettings settings = new JobSettings(configuration, client, prefix);
    job =
        new LocalJobs(cluster, settings, folder.resolve("checkpoints"), LocalJobs.AS_DEPLOYED)
            .startBlocklist(lists, PARALLELISM);
  }

  void stop() throws Exception {
    JobClient running = job;
    if (running != null) {
      running.cancel().get();
      ConditionWait.until(
          "it is cancelled", () -> running.getJobStatus().get().isGloballyTerminalState());
      job = null;
    }
  }

  // --- lists ---

  /** An entry as a list file holds it. */
  record Entry(String name, @Nullable String parentalCategory) {}

  static Entry listed(String name) {
    return new Entry(name, null);
  }

  static Entry parental(String name, String category) {
    return new Entry(name, category);
  }

  /** Puts a version of a list into the folder, not announced. */
  PublishedManifest publish(String listId, Entry... entries) throws Exception {
    byte[] secret = SECRET.getBytes(StandardCharsets.UTF_8);
    ListCompiler compiler = new ListCompiler(listId, ListKey.of(secret));
    for (Entry one : entries) {
      String category = one.parentalCategory();
      compiler.add(
          category == null
              ? ListEntry.of(EntryType.DOMAIN, one.name(), "", ListPolicy.CHILD_PROTECTION_LIST)
              : ListEntry.of(EntryType.DOMAIN, one.name(), category, ListPolicy.PARENTAL_CONTROL));
    }
    Path file = folder.resolve("new.list");
    try (var out = Files.newOutputStream(file)) {
      compiler.finish().writeTo(out);
    }
    return store.publish(file, Instant.now());
  }

  ListStore store() {
    return store;
  }

  Path file(PublishedManifest manifest) throws IOException {
    return store.folderOf(manifest.listId()).resolve(manifest.base().file());
  }

  void announce(PublishedManifest manifest) throws Exception {
    byte[] value = AvroCodec.of(ListManifest.class).encode(ManifestRecords.of(manifest));
    send(TopicNames.BLOCKLIST_CONTROL, 0, manifest.listId(), value);
  }

  // --- subscribers ---

  void choose(String subject, String... categories) throws Exception {
    SubscriberPolicy policy =
        SubscriberPolicy.newBuilder()
            .setSubject(subject)
            .setAudience(Audience.CHILD)
            .setCategories(List.of(categories))
            .setUpdatedAt(Instant.now())
            .build();
    byte[] value = AvroCodec.of(SubscriberPolicy.class).encode(policy);
    send(TopicNames.SUBSCRIBER_POLICIES, 0, "default|1|" + subject, value);
  }

  void unchoose(String subject) throws Exception {
    send(TopicNames.SUBSCRIBER_POLICIES, 0, "default|1|" + subject, null);
  }

  // --- events ---

  /** Sends a query; returns its id. */
  String ask(int partition, String name, @Nullable String subject) throws Exception {
    String id = "event-" + events++;
    DnsQuery query =
        DnsQuery.newBuilder()
            .setEventId(id)
            .setEventTime(Instant.now())
            .setProvider(PROVIDER)
            .setSubject(subject)
            .setQuery(name)
            .setRecordType("A")
            .setAnswers(List.of())
            .setTransport(Transport.UDP)
            .setNetworkClass(NetworkClass.HOME)
            .build();
    send(TopicNames.DNS_QUERIES, partition, null, AvroCodec.of(DnsQuery.class).encode(query));
    return id;
  }

  /** Sends a request; returns its id. */
  String browse(String url, Stage stage) throws Exception {
    String id = "event-" + events++;
    WebRequest request =
        WebRequest.newBuilder()
            .setEventId(id)
            .setEventTime(Instant.now())
            .setProvider(PROVIDER)
            .setUrl(url)
            .setStage(stage)
            .setNetworkClass(NetworkClass.HOME)
            .build();
    send(TopicNames.WEB_REQUESTS, 0, null, AvroCodec.of(WebRequest.class).encode(request));
    return id;
  }

  private void send(String topic, int partition, @Nullable String key, byte @Nullable [] value)
      throws Exception {
    byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    producer.send(new ProducerRecord<>(prefix + topic, partition, bytes, value)).get();
  }

  // --- hits ---

  /** The hit of an event; waits for it. */
  BlocklistHit hit(String event) throws Exception {
    ConditionWait.until("a hit for " + event, () -> look().containsKey(event));
    return seen.get(event);
  }

  /** Whether an event had a hit, as far as the topic has been read. */
  boolean hasHit(String event) {
    return look().containsKey(event);
  }

  /** Asks for a name again and again until the answer is by a version of a list. */
  void awaitInForce(PublishedManifest manifest, String name) throws Exception {
    ConditionWait.until(
        manifest.list() + " is in force",
        () -> {
          String version = manifest.list().version();
          return hit(ask(0, name, null)).getListVersion().equals(version);
        });
  }

  private Map<String, BlocklistHit> look() {
    AvroCodec<BlocklistHit> codec = AvroCodec.of(BlocklistHit.class);
    try {
      for (TopicRecord one : hits.poll()) {
        BlocklistHit hit = codec.decode(one.value());
        seen.putIfAbsent(hit.getEventId(), hit);
      }
    } catch (Exception e) {
      throw new IllegalStateException("no hit", e);
    }
    return seen;
  }

  @Override
  public void close() {
    producer.close();
    hits.close();
    try {
      stop();
    } catch (Exception e) {
      throw new IllegalStateException("the job cannot be stopped", e);
    }
  }
}
