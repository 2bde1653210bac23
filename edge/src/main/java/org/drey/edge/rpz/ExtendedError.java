package org.drey.edge.rpz;

import org.drey.blocklist.ListPolicy;

/**
 * The Extended DNS Error that goes with a zone's answers (RFC 8914). Resolvers set it per zone, so
 * a zone has one policy and one answer.
 */
public enum ExtendedError {
  /** "For policy reasons an answer was forged": used where an answer is still given. */
  FORGED_ANSWER(4, "forged"),
  /** Blocked by a policy of the operator of the server. */
  BLOCKED(15, "blocked"),
  /** Blocked because an outside body demands it. */
  CENSORED(16, "censored"),
  /** Blocked because the client asked for it. */
  FILTERED(17, "filtered");

  /** The authority that demands that a list is enforced, which depends on the country. */
  public enum Mandate {
    /** The operator's own decision, such as a list that the industry has agreed on. */
    VOLUNTARY,
    /** The law, a court or a regulator. */
    LAW
  }

  private final int code;
  private final String bindName;

  ExtendedError(int code, String bindName) {
    this.code = code;
    this.bindName = bindName;
  }

  /**
   * Returns the error that fits: a redirect is a forged answer whoever wants it (RFC 8914, sections
   * 4.5 and 4.16).
   */
  public static ExtendedError of(ListPolicy policy, Mandate mandate, PolicyAnswer answer) {
    if (!(answer instanceof PolicyAnswer.NoSuchName)) {
      return FORGED_ANSWER;
    }
    return switch (policy) {
      case PARENTAL_CONTROL -> FILTERED;
      case CHILD_PROTECTION_LIST -> mandate == Mandate.LAW ? CENSORED : BLOCKED;
    };
  }

  /** The number in the DNS message. */
  public int code() {
    return code;
  }

  /** BIND's word for it. */
  public String bindName() {
    return bindName;
  }
}
