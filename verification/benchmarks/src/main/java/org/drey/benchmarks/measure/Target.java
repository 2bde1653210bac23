package org.drey.benchmarks.measure;

/**
 * What was promised, and the result.
 *
 * @param what the promise
 * @param measured what was measured
 * @param atMost what it may be
 */
public record Target(String what, double measured, double atMost) {

  /** Whether it is kept. */
  public boolean isMet() {
    return measured <= atMost;
  }
}
