package org.drey.alerts.handover;

/** A format for others: a function from what goes out to a text. */
public interface HandoverFormat {
  /** The document. The same handover gives the same text. */
  String write(Handover handover);

  /** Whether a file that begins so is in this format, and may be replaced by another. */
  boolean hasWritten(String beginning);
}
