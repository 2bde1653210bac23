package org.drey.console.handover;

import java.util.List;

/** A reason why nothing is handed over. */
public sealed class ExportRefusedException extends Exception permits UnfitDraftException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> reasons;

  ExportRefusedException(List<String> reasons) {
    super(String.join(" ", reasons));
    this.reasons = reasons;
  }

  /** Sentences. */
  public List<String> reasons() {
    return List.copyOf(reasons);
  }
}
