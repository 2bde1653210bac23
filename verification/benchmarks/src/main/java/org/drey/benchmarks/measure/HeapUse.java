package org.drey.benchmarks.measure;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/** The part of the heap that is in use. */
public final class HeapUse {
  private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();
  private static final int COLLECTIONS = 2;

  private HeapUse() {}

  /** Bytes in use after a collection. */
  public static long used() {
    for (int i = 0; i < COLLECTIONS; i++) {
      MEMORY.gc();
    }
    return MEMORY.getHeapMemoryUsage().getUsed();
  }

  /** Bytes that the heap may grow to. */
  public static long max() {
    return MEMORY.getHeapMemoryUsage().getMax();
  }
}
