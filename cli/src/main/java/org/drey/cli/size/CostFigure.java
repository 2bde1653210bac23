package org.drey.cli.size;

import java.util.Locale;

/** The measured figures that a plan is computed from. */
enum CostFigure {
  /** CPU time of a query: its feed, one broker, the blocklist job and the reader of signals. */
  BLOCKLIST_CPU,
  /** CPU time of a query that matches no rule, where the detection job reads queries. */
  QUERY_RULES_CPU,
  /** CPU time of a payment or livestream record: one broker and the detection job. */
  DETECTION_CPU,
  /** State of a record that comes every day. */
  EVENT_STATE,
  /** What a payment writes to state. */
  STATE_WRITTEN,
  LIST_MEMORY,
  LIST_DISK,
  TASK_MANAGER_MEMORY,
  JOB_MANAGER_MEMORY,
  QUERY_BYTES,
  PAYMENT_BYTES,
  STREAM_BYTES,
  HIT_BYTES;

  /** Returns its name in the file of figures. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
