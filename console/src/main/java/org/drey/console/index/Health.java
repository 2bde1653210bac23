package org.drey.console.index;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the index is.
 *
 * @param isRead whether all was read once that was there at the start
 * @param awaySince since when the source does not answer; null if it does
 * @param why it does not
 */
public record Health(boolean isRead, @Nullable Instant awaySince, @Nullable String why) {
  static final Health BEGINNING = new Health(false, null, null);

  /** Whether the source does not answer. */
  public boolean isAway() {
    return awaySince != null;
  }

  Health answered(boolean atEnd) {
    return new Health(isRead || atEnd, null, null);
  }

  Health failed(Instant now, String reason) {
    return new Health(isRead, awaySince == null ? now : awaySince, reason);
  }
}
