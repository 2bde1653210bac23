package org.drey.rules.schema;

/**
 * An element made by another rule set, whose numbers of rules mean others here. Nothing outlives a
 * restart between two operators while checkpoints are aligned, so it should never be.
 */
public final class OtherRulesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OtherRulesException() {
    super("made by another rule set");
  }
}
