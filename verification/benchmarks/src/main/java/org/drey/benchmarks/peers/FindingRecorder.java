package org.drey.benchmarks.peers;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.drey.benchmarks.measure.CpuTime;

/** Keeps what was found, and notes the CPU time when all has been. */
final class FindingRecorder extends RichMapFunction<String, String> {
  static final String REPORTED = "reported";
  static final String CPU_AT_END = "cpu-at-end";

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
    end.add(CpuTime.ofProcess());
    findings.forEach(reported::add); // only now: Flink reads accumulators from another thread
  }
}
