package org.drey.collect.iso20022;

import java.time.Instant;

/**
 * A message's place in its source. The source keeps the message until the mark is free: until
 * nothing that the message says is held any more. For one thread.
 */
final class SourceMark {
  private final Instant taken;
  private final Runnable freed;
  private int holders;

  /**
   * A mark that is not free.
   *
   * @param taken when the message was taken, also if it is read again after a restart
   * @param freed is run once, when it is free
   */
  SourceMark(Instant taken, Runnable freed) {
    this.taken = taken;
    this.freed = freed;
  }

  Instant taken() {
    return taken;
  }

  /** Keeps it from being free until it is released as often as it is held. */
  void hold() {
    holders++;
  }

  void release() {
    holders--;
    if (holders == 0) {
      freed.run();
    }
  }
}
