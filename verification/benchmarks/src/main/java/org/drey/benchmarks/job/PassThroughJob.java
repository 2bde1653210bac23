package org.drey.benchmarks.job;

import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.definitions.stream.UnwantedRecords;
import org.drey.event.DnsQuery;
import org.drey.streaming.job.JobSettings;
import org.drey.streaming.source.KafkaSources;
import org.drey.streaming.source.StartOffsets;

/**
 * A job that reads and keeps its clock as the detection job does, decodes every query, and does
 * nothing with it but count it. There is nothing to write: the detection job writes nothing either.
 */
final class PassThroughJob extends ProcessFunction<ArrivedRecord<DnsQuery>, String> {
  static final String NAME = "pass-through";

  private static final long serialVersionUID = 1L;

  private final LongCounter read = new LongCounter();

  /** Adds the job to an environment. */
  static void build(StreamExecutionEnvironment env, JobSettings settings) {
    KafkaSources kafka =
        new KafkaSources(
            env, settings.configuration(), settings.kafka(), NAME, settings.topicPrefix());
    kafka
        .readDriving(StreamRegistry.dnsQueries(), StartOffsets.EARLIEST, UnwantedRecords.none())
        .process(new PassThroughJob(), Types.STRING)
        .uid(NAME)
        .sinkTo(new DiscardingSink<>())
        .uid("sink");
  }

  @Override
  public void open(OpenContext context) {
    getRuntimeContext().addAccumulator(JobProgress.READ, read);
  }

  @Override
  public void processElement(
      ArrivedRecord<DnsQuery> arrival, Context context, Collector<String> out) {
    read.add(1);
    if (arrival.isRejected()) {
      out.collect(arrival.topic());
    }
  }
}
