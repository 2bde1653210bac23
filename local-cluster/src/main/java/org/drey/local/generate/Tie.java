package org.drey.local.generate;

import java.time.Duration;
import java.time.Instant;
import org.drey.event.Relationship;

/**
 * What ties a payer to a payee.
 *
 * @param since the payer's first payment to the payee
 * @param relationship what the payment firm knows of it
 */
record Tie(Payee payee, Instant since, Relationship relationship) {

  /** Of people who have no known relationship. */
  static Tie loose(Payee payee, Instant since) {
    return new Tie(payee, since, Relationship.NONE);
  }

  long tenureDays(Instant at) {
    return Math.max(0, Duration.between(since, at).toDays());
  }
}
