package org.drey.blocklist.enforcement;

import org.jspecify.annotations.Nullable;

/** The evidence of a web request's status: whether a listed URL was held back. */
public final class WebEnforcement {
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;
  private static final int FOR_LEGAL_REASONS = 451;

  private WebEnforcement() {}

  /**
   * Returns where a person waits: YES for 403 and 451, NO for any other answer that ends the
   * request. A redirect may lead to the splash page or be the site's own, and the record does not
   * say where to: UNKNOWN, as without a status.
   */
  public static BlockEvidence toAPerson(@Nullable Long status) {
    if (status == null) {
      return BlockEvidence.UNKNOWN;
    }
    boolean undecided = status < 200 || (status / 100 == 3 && status != NOT_MODIFIED);
    return isForbidden(status)
        ? BlockEvidence.YES
        : undecided ? BlockEvidence.UNKNOWN : BlockEvidence.NO;
  }

  /** A cache or a host: YES if the thing is not there, NO if it was served. */
  public static BlockEvidence ofStored(@Nullable Long status) {
    return status == null
        ? BlockEvidence.UNKNOWN
        : held(status, status == NOT_FOUND || status == GONE || isForbidden(status));
  }

  /** An advertising exchange: YES if no bid was made, as OpenRTB says it, NO if one was. */
  public static BlockEvidence ofBids(@Nullable Long status) {
    return status == null
        ? BlockEvidence.UNKNOWN
        : held(status, status == NO_CONTENT || isForbidden(status));
  }

  private static boolean isForbidden(long status) {
    return status == FORBIDDEN || status == FOR_LEGAL_REASONS;
  }

  private static BlockEvidence held(long status, boolean absent) {
    if (absent) {
      return BlockEvidence.YES;
    }
    return status / 100 == 2 || status == NOT_MODIFIED ? BlockEvidence.NO : BlockEvidence.UNKNOWN;
  }
}
