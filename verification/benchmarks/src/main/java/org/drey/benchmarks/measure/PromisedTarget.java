package org.drey.benchmarks.measure;

/**
 * A promise, and the result.
 *
 * @param what the promise
 * @param measured what was measured
 * @param atMost what it may be
 */
public record PromisedTarget(String what, double measured, double atMost) {

  /** Returns whether it is kept. */
  public boolean isMet() {
    return measured <= atMost;
  }
}
