package org.drey.benchmarks.peers;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.drey.event.Payment;
import org.drey.local.cluster.FlinkCluster;
import org.drey.local.cluster.LocalJobs;

/**
 * A cluster in this JVM that runs one job at a time, with one subtask of each operator, on RocksDB
 * with checkpoints, as the detection job is configured.
 */
final class PeerJob implements AutoCloseable {
  private static final int PARALLELISM = 1;

  private final FlinkCluster cluster;
  private final Path checkpoints;

  /**
   * The input of a job.
   *
   * @param events how many payments the world has
   * @param waits how far the clock is behind the newest payment; older ones are late for Flink
   * @param clockEvery after how many payments the clock moves
   */
  record Input(long seed, int events, ArrivalOrder order, Duration waits, int clockEvery)
      implements Serializable {

    /** Returns the payments as they arrive. */
    List<PeerEvent> arrivals() {
      return order.of(PeerWorld.of(events, seed), seed);
    }
  }

  /**
   * The result of a job.
   *
   * @param reported each finding as often as it came
   * @param nanos CPU time of all of the process for a payment, of the second half of them
   */
  record Result(List<String> reported, double nanos) {}

  private PeerJob(FlinkCluster cluster, Path checkpoints) {
    this.cluster = cluster;
    this.checkpoints = checkpoints;
  }

  /** Starts the cluster. */
  static PeerJob start(Path folder) throws Exception {
    return new PeerJob(
        FlinkCluster.start(PARALLELISM, 0), Files.createDirectory(folder.resolve("checkpoints")));
  }

  /** Runs copies of a rule over payments. */
  Result run(PeerWay way, PeerRule rule, int copies, Input input) throws Exception {
    int arrivals = input.arrivals().size();
    Configuration settings = LocalJobs.keyed(checkpoints, null);
    settings.set(PipelineOptions.AUTO_GENERATE_UIDS, true); // SQL and CEP name operators themselves
    StreamExecutionEnvironment env = cluster.environment(settings, PARALLELISM);
    DataStream<Payment> payments =
        env.fromSource(
                new NumberSequenceSource(0, arrivals - 1L),
                WatermarkStrategy.noWatermarks(),
                "numbers")
            .map(new ArrivalReplay(input), new AvroTypeInfo<>(Payment.class))
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Payment>forGenerator(
                        unused -> new CountedClock(input.waits().toMillis(), input.clockEvery()))
                    .withTimestampAssigner(
                        (payment, unused) -> payment.getEventTime().toEpochMilli()));
    way.findings(env, payments, rule, copies)
        .map(new FindingRecorder(), Types.STRING)
        .sinkTo(new DiscardingSink<>());
    JobExecutionResult result = env.execute(way.title());
    long began = result.getAccumulatorResult(ArrivalReplay.CPU_AT_HALF);
    long ended = result.getAccumulatorResult(FindingRecorder.CPU_AT_END);
    int measured = arrivals - arrivals / 2;
    return new Result(
        result.getAccumulatorResult(FindingRecorder.REPORTED), (ended - began) / (double) measured);
  }

  @Override
  public void close() {
    cluster.close();
  }
}
