package org.drey.blocklist.enforcement;

/** A resolver's answer to a query for a listed name. */
public enum DnsAnswer {
  /** The name does not exist, or is not answered: a browser shows its own error. */
  REFUSED(BlockEvidence.YES),
  /** The address of the splash page. */
  SPLASH_PAGE(BlockEvidence.YES),
  /** Null addresses and nothing else: a browser shows its own error. */
  NOWHERE(BlockEvidence.YES),
  /** As if the name were not listed. */
  CONTENT(BlockEvidence.NO),
  /** The record does not show it: no response code, or an answer without addresses. */
  UNKNOWN(BlockEvidence.UNKNOWN);

  private final BlockEvidence blocked;

  DnsAnswer(BlockEvidence blocked) {
    this.blocked = blocked;
  }

  /** Returns whether the name was blocked. */
  public BlockEvidence blocked() {
    return blocked;
  }
}
