package org.drey.cli.topics;

import java.util.Locale;

/** A principal of a deployment, by what it is there for. */
enum AccessRole {
  BLOCKLIST_JOB,
  DETECTION_JOB,
  LIST_PUBLISHER,
  SUBSCRIBERS_PORTAL,
  SPLASH_NETWORK,
  ANALYSTS,
  CONSOLE,
  PEOPLES_REQUESTS,
  ALERTS_FORWARD,
  RULE_AUTHORS,
  OPERATOR;

  /** Returns its name in options and plans. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the user that it is where no other is named. */
  String usualUser() {
    return "drey-" + label();
  }
}
