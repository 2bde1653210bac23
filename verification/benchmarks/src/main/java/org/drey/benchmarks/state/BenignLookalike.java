package org.drey.benchmarks.state;

import org.drey.benchmarks.operator.PaymentKind;

/**
 * People of whom rules keep something and who are not suspected. What they took before the state
 * was a log was measured as bytes of an entry, and multiplied.
 */
enum BenignLookalike {
  FAMILY("BEN-02: pays a verified relative", PaymentKind.FAMILY, true, 225),
  LONG_KNOWN("BEN-01: pays a person known for long", PaymentKind.LONG_KNOWN, true, 158),
  PURCHASE("BEN-03: pays a business", PaymentKind.PURCHASE, true, 42),
  IN_BAND("LNK-01, LNK-02: pays a little at home", PaymentKind.IN_BAND_AT_HOME, false, 4),
  ELIGIBLE("PAY-01, -04, -20: pays a little abroad", PaymentKind.ELIGIBLE, false, 23);

  private final String title;
  private final PaymentKind payment;
  private final boolean benign;
  private final int gigabytesBefore;

  BenignLookalike(String title, PaymentKind payment, boolean benign, int gigabytesBefore) {
    this.title = title;
    this.payment = payment;
    this.benign = benign;
    this.gigabytesBefore = gigabytesBefore;
  }

  String title() {
    return title;
  }

  PaymentKind payment() {
    return payment;
  }

  /** Returns whether a rule about them lowers a score, and only then matters. */
  boolean isBenign() {
    return benign;
  }

  int gigabytesBefore() {
    return gigabytesBefore;
  }

  /**
   * Returns what the country's people of this kind take together.
   *
   * @param bytes of each person
   * @param everyDays how often each of them pays
   */
  double gigabytes(double bytes, int everyDays) {
    return payment.millionsADay() * 1e6 * everyDays * bytes / 1e9;
  }
}
