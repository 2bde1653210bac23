package org.drey.event;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.NullMarked;

/** Names of the topics, without any configured prefix, and the record that each carries. */
@NullMarked
public final class TopicNames {
  public static final String DNS_QUERIES = "dns-queries";
  public static final String WEB_REQUESTS = "web-requests";
  public static final String PAYMENTS = "payments";
  public static final String LIVESTREAM_SESSIONS = "livestream-sessions";
  public static final String EXTERNAL_SIGNALS = "external-signals";
  public static final String BLOCKLIST_HITS = "blocklist-hits";
  public static final String SPLASH_SIGNALS = "splash-signals";
  public static final String ALERTS = "alerts";
  public static final String SHADOW_ALERTS = "shadow-alerts";
  public static final String VERDICTS = "verdicts";
  public static final String CASES = "cases";
  public static final String ERASURES = "erasures";
  public static final String FINDINGS = "findings";
  public static final String DEAD_LETTERS = "dead-letters";
  public static final String BLOCKLIST_CONTROL = "blocklist-control";
  public static final String SUBSCRIBER_POLICIES = "subscriber-policies";

  /** The topics that providers write. */
  public static final List<String> INPUTS =
      List.of(DNS_QUERIES, WEB_REQUESTS, PAYMENTS, LIVESTREAM_SESSIONS, EXTERNAL_SIGNALS);

  private static final List<Topic> TOPICS =
      List.of(
          new Topic(DNS_QUERIES, DnsQuery.class, DnsQuery.getClassSchema(), TopicKind.LOG),
          new Topic(WEB_REQUESTS, WebRequest.class, WebRequest.getClassSchema(), TopicKind.LOG),
          new Topic(PAYMENTS, Payment.class, Payment.getClassSchema(), TopicKind.LOG),
          new Topic(
              LIVESTREAM_SESSIONS,
              LivestreamSession.class,
              LivestreamSession.getClassSchema(),
              TopicKind.LOG),
          new Topic(
              EXTERNAL_SIGNALS,
              ExternalSignal.class,
              ExternalSignal.getClassSchema(),
              TopicKind.LOG),
          new Topic(
              BLOCKLIST_HITS,
              BlocklistHit.class,
              BlocklistHit.getClassSchema(),
              TopicKind.LOG_WITH_OWN_TIMES),
          new Topic(
              SPLASH_SIGNALS, BlocklistHit.class, BlocklistHit.getClassSchema(), TopicKind.LOG),
          new Topic(ALERTS, Alert.class, Alert.getClassSchema(), TopicKind.UPSERTS),
          new Topic(SHADOW_ALERTS, Alert.class, Alert.getClassSchema(), TopicKind.UPSERTS),
          new Topic(VERDICTS, Verdict.class, Verdict.getClassSchema(), TopicKind.UPSERTS),
          new Topic(CASES, Case.class, Case.getClassSchema(), TopicKind.UPSERTS),
          new Topic(
              ERASURES, Erasure.class, Erasure.getClassSchema(), TopicKind.UPSERTS_FOR_A_WHILE),
          new Topic(
              FINDINGS, Finding.class, Finding.getClassSchema(), TopicKind.UPSERTS_FOR_A_WHILE),
          new Topic(
              DEAD_LETTERS,
              DeadLetter.class,
              DeadLetter.getClassSchema(),
              TopicKind.UPSERTS_FOR_A_WHILE),
          new Topic(
              BLOCKLIST_CONTROL,
              ListManifest.class,
              ListManifest.getClassSchema(),
              TopicKind.UPSERTS),
          new Topic(
              SUBSCRIBER_POLICIES,
              SubscriberPolicy.class,
              SubscriberPolicy.getClassSchema(),
              TopicKind.UPSERTS));

  /** Every topic. */
  public static final List<String> ALL = TOPICS.stream().map(Topic::name).toList();

  /** The topics that have a schema file; each of the others carries the record of one of these. */
  public static final List<String> WITH_SCHEMA_FILE =
      TOPICS.stream().map(topic -> topicOf(topic.type())).distinct().toList();

  private TopicNames() {}

  /** The class of the records on a topic; an {@link IllegalArgumentException} if there is none. */
  public static Class<? extends SpecificRecordBase> recordClass(String topic) {
    return find(topic).type();
  }

  /** The current schema of a topic; an {@link IllegalArgumentException} if there is none. */
  public static Schema schema(String topic) {
    return find(topic).schema();
  }

  /** The events of a stream in words, such as "livestreams"; else the name of the topic. */
  public static String words(String topic) {
    String words = ALL.contains(topic) ? schema(topic).getProp("words") : null;
    return words == null ? topic.replace('-', ' ') : words;
  }

  /** Returns what a topic is for; an {@link IllegalArgumentException} if there is none. */
  public static TopicKind kind(String topic) {
    return find(topic).kind();
  }

  /**
   * Returns the fields whose values, joined by a slash, are the key of a record on a topic whose
   * records are asked for, or deleted, by key.
   */
  public static List<String> keyFields(String topic) {
    return topic.equals(VERDICTS)
        ? List.of("alert_id", "verdict_id")
        : List.of(schema(topic).getFields().get(0).name());
  }

  /**
   * The topic that gives a record class its schema file: {@code alerts} for {@link Alert}, which
   * {@code shadow-alerts} carries too, {@code blocklist-hits} for {@link BlocklistHit}.
   */
  public static String topicOf(Class<? extends SpecificRecordBase> type) {
    return TOPICS.stream()
        .filter(topic -> topic.type().equals(type))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no topic carries " + type.getName()))
        .name();
  }

  private static Topic find(String name) {
    return TOPICS.stream()
        .filter(topic -> topic.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such topic: " + name));
  }

  private record Topic(
      String name, Class<? extends SpecificRecordBase> type, Schema schema, TopicKind kind) {}
}
