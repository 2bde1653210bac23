package org.drey.cli.dpia;

import java.util.List;

/** Those who receive data of a deployment, as the page on access gives each its rights. */
final class DataRecipients {
  /** In the order of the page. */
  static final List<Recipient> ALL =
      List.of(
          new Recipient(
              "network that shows the warning page",
              "splash signals: decision, opaque entry, list; a subject's token where a basis is"
                  + " declared",
              "who asked for a listed name"),
          new Recipient(
              "analysts",
              "alerts, cases and verdicts: score, reasons, at most 50 reduced events, tokens",
              "people, accounts, hosts and devices with an alert"),
          new Recipient("rule authors", "shadow alerts", "those on whom a rule on trial alerts"),
          new Recipient(
              "who answers people's requests",
              "alerts, cases, verdicts, findings; erasures, which it writes",
              "who asks"),
          new Recipient(
              "operator",
              "dead letters (no tokens, no values) and metrics; hits, with a subject's token where"
                  + " a basis is declared",
              "who asked for a listed name"),
          new Recipient(
              "sinks of `./drey alerts forward`",
              "each alert that notifies; those of young people only where `victims` is set",
              "people, accounts, hosts and devices with an alert"),
          new Recipient(
              "authorities, other firms",
              "what an analyst exports, and only of confirmed alerts",
              "who is in that alert; possible victims without tokens"),
          new Recipient("providers", "nothing", "no one"));

  private DataRecipients() {}

  /**
   * A recipient.
   *
   * @param who the role
   * @param receives which data
   * @param ofWhom whose they are
   */
  record Recipient(String who, String receives, String ofWhom) {}
}
