package org.drey.rules.compile;

/** What an alert is about. Tracks of one entity are scored apart. */
public enum Track {
  /** The paying or viewing person. */
  PAYER,
  /** Who is paid for, or hosts, what is watched. */
  FACILITATOR,
  /** The buying person. */
  PURCHASE,
  /** The paying child. */
  VICTIM,
  /** Who is paid by victims. */
  RECEIVER,
  /** No person: a merchant, domain, device or host. */
  ENTITY;

  /** Whether a child victim is concerned, so that fewer families are asked for. */
  public boolean isSextortion() {
    return this == VICTIM || this == RECEIVER;
  }
}
