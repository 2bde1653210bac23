package org.drey.rules.catalogue;

import java.util.List;

/**
 * The facts of an indicator.
 *
 * @param id such as PAY-04
 * @param name in a few words
 * @param state whether a rule shows it
 * @param why no rule shows it: what is missing, or the reason; empty if one does
 * @param tracks on which it counts: payer, facilitator, …
 * @param points at full strength; below zero for a benign look-alike
 * @param streams the log sources that it is built on, as alerts name them
 * @param fields the fields of streams that its rules read, such as payments.payee; empty if no rule
 *     shows it
 * @param keptEvents what state keeps of the events of its rules, and of whom
 * @param keptFindings what the score keeps of their findings, and of whom
 * @param sources what it rests on
 */
public record IndicatorRow(
    String id,
    String name,
    IndicatorState state,
    String why,
    List<String> tracks,
    double points,
    List<String> streams,
    List<String> fields,
    List<KeptEvents> keptEvents,
    List<KeptFindings> keptFindings,
    List<SourceReference> sources) {

  /** Returns the letters by which indicators are grouped. */
  public String prefix() {
    return id.split("-", 2)[0];
  }
}
