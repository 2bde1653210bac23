package org.drey.benchmarks.measure;

import java.util.concurrent.Callable;

/** Measures one piece of work by the clock and by the CPU time of the calling thread. */
public final class Stopwatch {
  private final Samples wall = new Samples();
  private final Samples cpu = new Samples();

  /** Runs the work once more and takes its times; gives what the work gave. */
  public <T> T time(Callable<T> work) throws Exception {
    long cpuBefore = Cpu.ofThread();
    long before = System.nanoTime();
    T result = work.call();
    wall.add((System.nanoTime() - before) / 1e6);
    cpu.add((Cpu.ofThread() - cpuBefore) / 1e6);
    return result;
  }

  /** Milliseconds by the clock. */
  public Samples wall() {
    return wall;
  }

  /** Milliseconds of CPU time; what other threads did for it, such as the collector, is not in. */
  public Samples cpu() {
    return cpu;
  }
}
