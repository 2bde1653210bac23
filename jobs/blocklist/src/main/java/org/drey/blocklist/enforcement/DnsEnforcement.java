package org.drey.blocklist.enforcement;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The evidence of a resolver's answer: whether it blocked a listed name, and how. */
public final class DnsEnforcement implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final Set<String> REFUSING = Set.of("NXDOMAIN", "REFUSED");

  /** Null addresses: an answer with nothing else is a block. */
  private static final Set<String> NOWHERE = Set.of("0.0.0.0", "::", "127.0.0.1", "::1");

  private final Set<String> splashAnswers;

  /**
   * Enforcement as a provider does it.
   *
   * @param splashAnswers addresses and names of the splash page, to which resolvers redirect
   */
  public DnsEnforcement(Collection<String> splashAnswers) {
    this.splashAnswers = Set.copyOf(splashAnswers);
  }

  /**
   * Returns what was answered.
   *
   * @param responseCode such as NXDOMAIN, in any case; null if the record has none
   * @param answers names and addresses
   */
  public DnsAnswer of(@Nullable String responseCode, List<String> answers) {
    if (responseCode == null) {
      return DnsAnswer.UNKNOWN;
    }
    if (REFUSING.contains(responseCode.toUpperCase(Locale.ROOT))) {
      return DnsAnswer.REFUSED;
    }
    if (answers.isEmpty()) {
      return DnsAnswer.UNKNOWN;
    }
    if (answers.stream().anyMatch(splashAnswers::contains)) {
      return DnsAnswer.SPLASH_PAGE;
    }
    return NOWHERE.containsAll(answers) ? DnsAnswer.NOWHERE : DnsAnswer.CONTENT;
  }

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
}
