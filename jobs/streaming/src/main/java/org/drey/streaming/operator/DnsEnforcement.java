package org.drey.streaming.operator;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.drey.event.DnsQuery;
import org.drey.event.Enforced;

/** Tells whether a resolver's answer shows that it blocked a listed name. */
final class DnsEnforcement implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final Set<String> REFUSING = Set.of("NXDOMAIN", "REFUSED");

  /** Addresses that lead nowhere: an answer with nothing else is a block. */
  private static final Set<String> NOWHERE = Set.of("0.0.0.0", "::", "127.0.0.1", "::1");

  private final Set<String> splashAnswers;

  /**
   * Enforcement as a provider does it.
   *
   * @param splashAnswers addresses and names of the splash page, to which resolvers redirect
   */
  DnsEnforcement(Collection<String> splashAnswers) {
    this.splashAnswers = Set.copyOf(splashAnswers);
  }

  /**
   * YES for a refusal, the splash page or an address that leads nowhere, NO for other answers,
   * UNKNOWN where the record does not show it: no response code, or an answer without addresses.
   */
  Enforced of(DnsQuery query) {
    String code = query.getResponseCode();
    if (code == null) {
      return Enforced.UNKNOWN;
    }
    if (REFUSING.contains(code.toUpperCase(Locale.ROOT))) {
      return Enforced.YES;
    }
    List<String> answers = query.getAnswers();
    if (answers.isEmpty()) {
      return Enforced.UNKNOWN;
    }
    boolean redirected = answers.stream().anyMatch(splashAnswers::contains);
    return redirected || NOWHERE.containsAll(answers) ? Enforced.YES : Enforced.NO;
  }
}
