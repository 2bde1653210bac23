package org.drey.console.handover;

import java.util.List;

/** A reason why a draft does not fit the schema that the operator has named, and where. */
public final class UnfitDraftException extends ExportRefusedException {
  private static final long serialVersionUID = 1L;

  UnfitDraftException(List<String> reasons) {
    super(reasons);
  }
}
