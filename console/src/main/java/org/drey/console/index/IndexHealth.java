package org.drey.console.index;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The health of the index.
 *
 * @param isRead whether all was read that was there when this index, or its source, was opened
 * @param awaySince since when the source does not answer; null if it does
 * @param why it does not
 * @param lacks what of the source is not there, so that what is shown is not all; null if nothing
 */
public record IndexHealth(
    boolean isRead, @Nullable Instant awaySince, @Nullable String why, @Nullable String lacks) {
  static final IndexHealth BEGINNING = new IndexHealth(false, null, null, null);

  /** Returns whether the source does not answer. */
  public boolean isAway() {
    return awaySince != null;
  }

  IndexHealth answered(boolean atEnd) {
    return new IndexHealth((isRead && !isAway()) || atEnd, null, null, lacks);
  }

  IndexHealth failed(Instant now, String reason) {
    return new IndexHealth(isRead, awaySince == null ? now : awaySince, reason, lacks);
  }

  IndexHealth lacking(@Nullable String what) {
    return new IndexHealth(isRead, awaySince, why, what);
  }
}
