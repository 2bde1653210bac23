package org.drey.benchmarks.latency;

import java.time.Instant;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.Audience;
import org.drey.event.BlocklistHit;
import org.drey.event.Decision;
import org.drey.event.DnsQuery;
import org.drey.event.Enforced;
import org.drey.event.Match;
import org.drey.event.Policy;
import org.drey.event.TopicNames;
import org.drey.streaming.job.JobSettings;
import org.drey.streaming.sink.KafkaSinks;
import org.drey.streaming.source.KafkaSources;
import org.drey.streaming.source.StartOffsets;

/**
 * A job that reads, decodes, encodes and writes as the blocklist job does, and as many signals, but
 * matches nothing: which queries get a signal is marked in the record.
 */
final class LatencyPassThrough extends ProcessFunction<ArrivedRecord<DnsQuery>, BlocklistHit> {
  static final String NAME = "pass-through";

  /** The record type of a query that gets a signal. */
  static final String MARK = "HTTPS";

  private static final long serialVersionUID = 1L;
  private static final String SOME_ID = "0123456789abcdef";

  /** Adds the job to an environment. */
  static void build(StreamExecutionEnvironment env, JobSettings settings) {
    KafkaSources kafka =
        new KafkaSources(
            env, settings.configuration(), settings.kafka(), NAME, settings.topicPrefix());
    KafkaSinks sinks = new KafkaSinks(settings.kafka(), settings.topicPrefix(), NAME, 0);
    kafka
        .readWithoutClock(StreamRegistry.dnsQueries(), StartOffsets.EARLIEST.goingOn())
        .process(new LatencyPassThrough(), new AvroTypeInfo<>(BlocklistHit.class))
        .uid(NAME)
        .sinkTo(sinks.lowLatency(TopicNames.SPLASH_SIGNALS, BlocklistHit.class, signal -> null))
        .uid("sink");
  }

  @Override
  public void processElement(
      ArrivedRecord<DnsQuery> arrival, Context context, Collector<BlocklistHit> out) {
    DnsQuery query = arrival.datum();
    if (query != null && MARK.equals(query.getRecordType())) {
      long now = context.timerService().currentProcessingTime();
      out.collect(signal(query, Instant.ofEpochMilli(now)));
    }
  }

  private static BlocklistHit signal(DnsQuery query, Instant now) {
    return BlocklistHit.newBuilder()
        .setSignalId(SOME_ID + SOME_ID)
        .setEventId(query.getEventId())
        .setEventTime(query.getEventTime())
        .setEmittedAt(now)
        .setProvider(query.getProvider())
        .setTokenDomain(query.getTokenDomain())
        .setKeyVersion(query.getKeyVersion())
        .setSubject(query.getSubject())
        .setNetworkClass(query.getNetworkClass())
        .setInteractive(query.getInteractive())
        .setDecision(Decision.SPLASH)
        .setEnforced(Enforced.YES)
        .setMatch(Match.DOMAIN)
        .setListId("none")
        .setListVersion("none")
        .setEntryId(SOME_ID)
        .setPolicy(Policy.CHILD_PROTECTION_LIST)
        .setAudience(Audience.ADULT)
        .setSplashRef(SOME_ID)
        .setEdeCode(0)
        .setListStale(false)
        .build();
  }
}
