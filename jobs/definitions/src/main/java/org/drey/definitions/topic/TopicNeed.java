package org.drey.definitions.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.drey.definitions.config.TimeSettings;
import org.drey.event.TopicKind;
import org.drey.event.TopicNames;

/**
 * A topic that is needed, and how it has to be set up.
 *
 * @param topic its real name, with the prefix of all topics
 * @param stream the topic whose records it carries, without a prefix
 */
public record TopicNeed(String topic, String stream) {
  public static final String CLEANUP = "cleanup.policy";
  public static final String TIMESTAMPS = "message.timestamp.type";
  public static final String RETENTION = "retention.ms";
  public static final String LARGEST = "max.message.bytes";

  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration QUARTER = Duration.ofDays(90);

  /** A record of 1 MiB with its key, in a batch of its own. */
  private static final long LARGEST_RECORD = (1 << 20) + (4 << 10);

  /** One of Drey's topics. */
  public static TopicNeed of(String prefix, String topic) {
    return new TopicNeed(prefix + topic, topic);
  }

  /** Returns what the topic is for. */
  public TopicKind kind() {
    return TopicNames.kind(stream);
  }

  /**
   * Returns what is wrong with a topic's settings so that a job does not start, each with what to
   * do.
   *
   * @param settings the broker's, by name
   */
  public List<String> problems(Map<String, String> settings) {
    return settings(1, TimeSettings.DEFAULT.outageAllowance()).stream()
        .filter(TopicSetting::isDemanded)
        .filter(setting -> !setting.accepts(settings.get(setting.name())))
        .map(
            setting ->
                "%s has %s=%s, and %s: set %s=%s"
                    .formatted(
                        topic,
                        setting.name(),
                        settings.get(setting.name()),
                        setting.reason(),
                        setting.name(),
                        setting.value()))
        .toList();
  }

  /**
   * Returns how it has to be set up.
   *
   * @param replication how many brokers have each record
   * @param outage how long what reads it may be away and lose nothing
   */
  public List<TopicSetting> settings(int replication, Duration outage) {
    List<TopicSetting> settings = new ArrayList<>();
    settings.add(cleanup());
    settings.add(timestamps());
    if (kind() != TopicKind.UPSERTS) {
      settings.add(retention(outage));
    }
    if (kind().isCompacted()) {
      settings.add(
          TopicSetting.atLeast(
              "delete.retention.ms",
              WEEK.toMillis(),
              WEEK.toMillis(),
              "a reader that was away for longer does not see that a record was deleted, and shows"
                  + " who was erased"));
      settings.add(
          TopicSetting.atMost(
              "max.compaction.lag.ms",
              WEEK.toMillis(),
              MONTH.toMillis(),
              "the bytes of those who were erased stay on disk for as long"));
    }
    settings.add(
        TopicSetting.atLeast(
            LARGEST,
            2 << 20,
            LARGEST_RECORD,
            "a record of 1 MiB, the largest allowed, is refused"));
    settings.add(inSync(replication));
    settings.add(
        TopicSetting.same(
            "unclean.leader.election.enable",
            "false",
            "a replica that is behind may lead, and records that were acknowledged vanish"));
    return List.copyOf(settings);
  }

  private TopicSetting cleanup() {
    return switch (kind()) {
      case LOG, LOG_WITH_OWN_TIMES ->
          TopicSetting.same(CLEANUP, "delete", "records without a key get lost").demanded();
      case UPSERTS ->
          TopicSetting.same(CLEANUP, "compact", "what is old is deleted although it still counts")
              .demanded();
      case UPSERTS_FOR_A_WHILE ->
          new TopicSetting(
              CLEANUP,
              "compact,delete",
              TopicSetting.Fit.COMPACTED,
              "compact",
              true,
              "a deleted record would stay until its time is over");
    };
  }

  private TopicSetting timestamps() {
    return kind() == TopicKind.LOG_WITH_OWN_TIMES
        ? TopicSetting.same(
                TIMESTAMPS, "CreateTime", "the age of a hit is judged by the time of its query")
            .demanded()
        : TopicSetting.same(
            TIMESTAMPS,
            "LogAppendTime",
            "the time at which a record was received is its producer's word");
  }

  private TopicSetting retention(Duration outage) {
    if (kind() == TopicKind.UPSERTS_FOR_A_WHILE) {
      return TopicSetting.atLeast(
          RETENTION,
          QUARTER.toMillis(),
          WEEK.toMillis(),
          "a job that goes on from an older savepoint does not see what was asked for since; for"
              + " ever (-1) is longer than records about people may be kept");
    }
    long enough = Math.max(WEEK.toMillis(), outage.multipliedBy(2).toMillis());
    return TopicSetting.atLeast(
        RETENTION,
        enough,
        outage.toMillis(),
        "an outage that lasts longer loses records; for ever (-1) is longer than records about"
            + " people may be kept");
  }

  /**
   * Returns how many brokers have to have a record before it counts as written: as many as let one
   * of them be away.
   *
   * @param replication how many brokers have each record
   */
  public static TopicSetting inSync(int replication) {
    int least = Math.max(1, Math.min(2, replication - 1));
    return TopicSetting.atLeast(
        "min.insync.replicas",
        least,
        least,
        "a record that was acknowledged is on one broker alone, and lost with it");
  }

  /**
   * Returns how many brokers may have to have a record before it counts as written.
   *
   * @param least how many have to
   * @param replication how many there are
   */
  public static TopicSetting mostInSync(TopicSetting least, int replication) {
    return TopicSetting.atMost(
        least.name(),
        Long.parseLong(least.value()),
        replication,
        "no record is ever written: more brokers have to have it than hold the topic");
  }
}
