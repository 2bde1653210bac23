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
record TopicPlan(
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

  /** A topic's flow. */
  private record Flow(double peak, double average, double bytes, double hours, int readers) {}

  /** Plans the topics that grow with the load. */
  static List<TopicPlan> of(
      ExpectedLoad load, PlanMargins margins, MeasuredCosts costs, List<JobPlan> jobs) {
    int queried = jobs.get(0).subtasks();
    int detected = jobs.get(1).subtasks();
    double queries = load.queriesPerSecond();
    double hits = queries * JobPlan.LISTED;
    double hitBytes = costs.of(CostFigure.HIT_BYTES);
    double payments = ExpectedLoad.perSecond(load.paymentsPerDay());
    double streams = ExpectedLoad.perSecond(load.streamsPerDay());
    double peak = margins.peakFactor();
    double hours = margins.eventHours();
    double queryBytes = costs.of(CostFigure.QUERY_BYTES);
    double paymentBytes = costs.of(CostFigure.PAYMENT_BYTES);
    double streamBytes = costs.of(CostFigure.STREAM_BYTES);
    return List.of(
        of(
            TopicNames.DNS_QUERIES + ", " + TopicNames.WEB_REQUESTS,
            new Flow(queries, queries, queryBytes, margins.queryHours(), 1),
            queried,
            margins),
        of(
            TopicNames.PAYMENTS,
            new Flow(payments * peak, payments, paymentBytes, hours, 1),
            detected,
            margins),
        of(
            TopicNames.LIVESTREAM_SESSIONS,
            new Flow(streams * peak, streams, streamBytes, hours, 1),
            detected,
            margins),
        of(
            TopicNames.BLOCKLIST_HITS,
            new Flow(hits, hits, hitBytes, hours, 1),
            detected,
            margins),
        of(
            TopicNames.SPLASH_SIGNALS,
            new Flow(hits, hits, hitBytes, hours, 1),
            detected,
            margins));
  }

  private static TopicPlan of(String topic, Flow flow, int partitions, PlanMargins margins) {
    double bytes = flow.bytes() + OVERHEAD;
    double kept = flow.average() * flow.hours() * SECONDS_AN_HOUR * bytes;
    double moved = flow.peak() * bytes * (margins.replication() + flow.readers());
    return new TopicPlan(
        topic,
        flow.peak(),
        bytes,
        flow.hours(),
        kept * margins.replication() / GIGA,
        partitions,
        moved / MEGA);
  }
}
