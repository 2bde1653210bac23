package org.drey.benchmarks;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.drey.event.Payment;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.FlinkCluster;
import org.drey.local.cluster.LocalJobs;

/**
 * A cluster in this JVM that runs one job at a time, with one subtask of each operator, on RocksDB
 * with checkpoints, as the detection job is configured.
 */
final class PeerJob implements AutoCloseable {
  private static final String CPU_AT_HALF = "cpu-at-half";
  private static final String CPU_AT_END = "cpu-at-end";
  private static final String REPORTED = "reported";

  private final FlinkCluster cluster;
  private final Path checkpoints;

  /**
   * The input of a job.
   *
   * @param events how many payments the world has
   * @param waits how far the clock is behind the newest payment; older ones are late for Flink
   * @param clockEvery after how many payments the clock moves
   */
  record Input(long seed, int events, PeerRule.Order order, Duration waits, int clockEvery)
      implements Serializable {
    private List<PeerRule.Paid> arrivals() {
      return order.of(PeerRule.payments(events, seed), seed);
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

  static PeerJob start(Path folder) throws Exception {
    return new PeerJob(
        FlinkCluster.start(1, 0), Files.createDirectory(folder.resolve("checkpoints")));
  }

  /** Runs copies of a rule over payments. */
  Result run(PeerWay way, PeerRule rule, int copies, Input input) throws Exception {
    int arrivals = input.arrivals().size();
    Configuration settings = LocalJobs.keyed(checkpoints, null);
    settings.set(PipelineOptions.AUTO_GENERATE_UIDS, true); // SQL and CEP name operators themselves
    StreamExecutionEnvironment env = cluster.environment(settings, 1);
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
    JobExecutionResult result = env.execute(way.title);
    long began = result.getAccumulatorResult(CPU_AT_HALF);
    long ended = result.getAccumulatorResult(CPU_AT_END);
    int measured = arrivals - arrivals / 2;
    return new Result(result.getAccumulatorResult(REPORTED), (ended - began) / (double) measured);
  }

  @Override
  public void close() {
    cluster.close();
  }

  /**
   * Turns numbers into the payments of a world. After half of them it waits until the process is at
   * rest, and notes its CPU time: by then all has started, and most has been compiled.
   */
  private static final class ArrivalReplay extends RichMapFunction<Long, Payment> {
    private static final long serialVersionUID = 1L;
    private static final Duration LOOK_EVERY = Duration.ofMillis(300);
    private static final Duration AT_MOST = Duration.ofMinutes(2);

    /** The share of one core below which a process is at rest: the cluster uses a little. */
    private static final double AT_REST = 0.12;

    private final Input input;
    private final LongCounter half = new LongCounter();
    private transient List<Payment> payments;

    ArrivalReplay(Input input) {
      this.input = input;
    }

    @Override
    public void open(OpenContext context) {
      getRuntimeContext().addAccumulator(CPU_AT_HALF, half);
      payments = input.arrivals().stream().map(PeerRule.Paid::payment).toList();
    }

    @Override
    public Payment map(Long number) throws Exception {
      if (number == payments.size() / 2) {
        half.add(atRest());
      }
      return payments.get(number.intValue());
    }

    private static long atRest() throws Exception {
      long giveUp = System.nanoTime() + AT_MOST.toNanos();
      long before = ProcessUse.processNanos();
      while (true) {
        boolean unused = ConditionWait.holdsWithin(LOOK_EVERY, () -> false);
        long now = ProcessUse.processNanos();
        if (now - before < AT_REST * LOOK_EVERY.toNanos() || System.nanoTime() > giveUp) {
          return now;
        }
        before = now;
      }
    }
  }

  /** A clock that moves after so many payments, so that which are late is not by chance. */
  private static final class CountedClock implements WatermarkGenerator<Payment> {
    private final long waits;
    private final int every;
    private long newest = Long.MIN_VALUE;
    private int seen;

    CountedClock(long waits, int every) {
      this.waits = waits;
      this.every = every;
    }

    @Override
    public void onEvent(Payment payment, long time, WatermarkOutput output) {
      newest = Math.max(newest, time);
      if (++seen % every == 0) {
        output.emitWatermark(new Watermark(newest - waits - 1));
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      // by payments alone
    }
  }

  /** Keeps what was found, and notes the CPU time when all has been. */
  private static final class FindingRecorder extends RichMapFunction<String, String> {
    private static final long serialVersionUID = 1L;

    private final List<String> findings = new ArrayList<>();
    private final ListAccumulator<String> reported = new ListAccumulator<>();
    private final LongCounter end = new LongCounter();

    @Override
    public void open(OpenContext context) {
      getRuntimeContext().addAccumulator(REPORTED, reported);
      getRuntimeContext().addAccumulator(CPU_AT_END, end);
    }

    @Override
    public String map(String finding) {
      findings.add(finding);
      return finding;
    }

    @Override
    public void close() {
      end.add(ProcessUse.processNanos());
      findings.forEach(reported::add); // only now: Flink reads accumulators from another thread
    }
  }
}
