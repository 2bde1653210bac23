package org.drey.blocklist;

/** A decision on a request, the strongest first: the order is the precedence. */
public enum RequestDecision {
  /** Block and show the warning page. */
  SPLASH,
  /** Let the name resolve, but route it to the stage that sees URLs. */
  INSPECT,
  /** Note that it happened; nothing is shown to the user. */
  RECORD
}
