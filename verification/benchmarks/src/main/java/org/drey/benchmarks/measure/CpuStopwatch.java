package org.drey.benchmarks.measure;

import java.util.concurrent.Callable;

/** Measures one piece of work by the clock and by the CPU time of the calling thread. */
public final class CpuStopwatch {
  private final MeasuredSamples wall = new MeasuredSamples();
  private final MeasuredSamples cpu = new MeasuredSamples();

  /** Runs the work once more and takes its times; gives what the work gave. */
  public <T> T time(Callable<T> work) throws Exception {
    long cpuBefore = CpuTime.ofThread();
    long before = System.nanoTime();
    T result = work.call();
    wall.add((System.nanoTime() - before) / 1e6);
    cpu.add((CpuTime.ofThread() - cpuBefore) / 1e6);
    return result;
  }

  /** Milliseconds by the clock. */
  public MeasuredSamples wall() {
    return wall;
  }

  /** Milliseconds of CPU time; what other threads did for it, such as the collector, is not in. */
  public MeasuredSamples cpu() {
    return cpu;
  }
}
