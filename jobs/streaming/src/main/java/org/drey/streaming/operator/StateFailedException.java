package org.drey.streaming.operator;

import org.apache.flink.util.FlinkRuntimeException;

/** Flink's state cannot be reached: no record is to blame, and the task has to fail. */
final class StateFailedException extends FlinkRuntimeException {
  private static final long serialVersionUID = 1L;

  StateFailedException(Throwable cause) {
    super("the state of an entity cannot be reached", cause);
  }
}
