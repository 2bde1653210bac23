package org.drey.cli.size;

import java.util.List;
import org.drey.event.TopicNames;

/**
 * The needs of a topic.
 *
 * @param topic its name
 * @param recordsPerSecond at the peak
 * @param bytesARecord of the value, not compressed, with what Kafka adds
 * @param keptHours retention
 * @param gigabytes on all brokers
 * @param partitions at least
 * @param megabytesPerSecond between feeds, brokers and jobs at the peak
 */
record TopicVolume(
    String topic,
    double recordsPerSecond,
    double bytesARecord,
    double keptHours,
    double gigabytes,
    int partitions,
    double megabytesPerSecond) {
  /** What Kafka adds to a record in a batch of many: lengths, offset, time. */
  private static final double OVERHEAD = 10;

  private static final double SECONDS_AN_HOUR = 3_600;
  private static final double GIGA = 1e9;
  private static final double MEGA = 1e6;

  /** One job reads each of these topics. */
  private static final int READERS = 1;

  /** The records of a topic: how many a second, how large, for how long. */
  private record Flow(double peak, double average, double bytes, double hours) {}

  /** Plans the topics that grow with the load. */
  static List<TopicVolume> of(
      ExpectedLoad load, PlanMargins margins, MeasuredCosts costs, List<JobPlan> jobs) {
    int queried = jobs.get(0).subtasks();
    int detected = jobs.get(1).subtasks();
    Flow queries =
        flow(load.queriesPerSecond(), 1, costs.of(CostFigure.QUERY_BYTES), margins.queryHours());
    Flow payments = events(load.paymentsPerDay(), costs.of(CostFigure.PAYMENT_BYTES), margins);
    Flow streams = events(load.streamsPerDay(), costs.of(CostFigure.STREAM_BYTES), margins);
    Flow hits =
        flow(
            load.queriesPerSecond() * JobPlan.LISTED,
            1,
            costs.of(CostFigure.HIT_BYTES),
            margins.eventHours());
    return List.of(
        of(TopicNames.DNS_QUERIES + ", " + TopicNames.WEB_REQUESTS, queries, queried, margins),
        of(TopicNames.PAYMENTS, payments, detected, margins),
        of(TopicNames.LIVESTREAM_SESSIONS, streams, detected, margins),
        of(TopicNames.BLOCKLIST_HITS, hits, detected, margins),
        of(TopicNames.SPLASH_SIGNALS, hits, detected, margins));
  }

  private static Flow events(double aDay, double bytes, PlanMargins margins) {
    return flow(ExpectedLoad.perSecond(aDay), margins.peakFactor(), bytes, margins.eventHours());
  }

  private static Flow flow(double average, double peakFactor, double bytes, double hours) {
    return new Flow(average * peakFactor, average, bytes + OVERHEAD, hours);
  }

  private static TopicVolume of(String topic, Flow flow, int partitions, PlanMargins margins) {
    double kept = flow.average() * flow.hours() * SECONDS_AN_HOUR * flow.bytes();
    double moved = flow.peak() * flow.bytes() * (margins.replication() + READERS);
    return new TopicVolume(
        topic,
        flow.peak(),
        flow.bytes(),
        flow.hours(),
        kept * margins.replication() / GIGA,
        partitions,
        moved / MEGA);
  }
}
