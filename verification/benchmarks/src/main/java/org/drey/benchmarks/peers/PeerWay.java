package org.drey.benchmarks.peers;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.drey.event.Payment;

/** The means by which rules are run. */
public enum PeerWay {
  DREY("Drey"),
  SQL("Flink SQL"),
  SQL_EACH_ONCE("Flink SQL, each id once"),
  CEP("Flink CEP");

  private final String title;

  PeerWay(String title) {
    this.title = title;
  }

  /** Returns what a report calls it. */
  public String title() {
    return title;
  }

  /** Returns whether a rule can be said so. */
  public boolean says(PeerRule rule) {
    return this != CEP || rule != PeerRule.DISTINCT;
  }

  /**
   * Returns whether its findings come when the clock has passed, and that is worth a comparison.
   */
  boolean waits() {
    return this == SQL || this == CEP;
  }

  /** Returns whether each copy of a rule is a pattern here, with a state of its own. */
  boolean matchesPatterns(PeerRule rule) {
    return this == CEP || (this != DREY && rule == PeerRule.SEQUENCE);
  }

  /** Adds the rules to a job; returns their findings, each with its copy and completing payment. */
  DataStream<String> findings(
      StreamExecutionEnvironment env, DataStream<Payment> payments, PeerRule rule, int copies) {
    return switch (this) {
      case DREY -> DreyPeer.findings(payments, rule, copies);
      case SQL -> SqlPeer.findings(env, payments, rule, copies, false);
      case SQL_EACH_ONCE -> SqlPeer.findings(env, payments, rule, copies, true);
      case CEP -> CepPeer.findings(payments, rule, copies);
    };
  }
}
