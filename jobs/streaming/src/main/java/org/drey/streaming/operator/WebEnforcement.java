package org.drey.streaming.operator;

import org.drey.event.Enforced;
import org.drey.event.WebRequest;

/** Tells whether the status of a web request shows that a listed URL was held back. */
final class WebEnforcement {
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;
  private static final int FOR_LEGAL_REASONS = 451;

  private WebEnforcement() {}

  /**
   * Where a person waits: YES for 403 and 451, NO for any other answer that ends the request. A
   * redirect may lead to the splash page or be the site's own, and the record does not say where
   * to: UNKNOWN, as without a status. Elsewhere only what shows it: YES if the thing is not there
   * or no bid was made, NO if it was served, else UNKNOWN.
   */
  static Enforced of(WebRequest request) {
    Long given = request.getStatus();
    if (given == null) {
      return Enforced.UNKNOWN;
    }
    long status = given;
    if (status == FORBIDDEN || status == FOR_LEGAL_REASONS) {
      return Enforced.YES;
    }
    return switch (request.getStage()) {
      case PROXY, BROWSER, UNKNOWN -> seenByAPerson(status);
      case CDN_CACHE, HOSTING -> held(status, status == NOT_FOUND || status == GONE);
      case AD_PLACEMENT -> held(status, status == NO_CONTENT); // how OpenRTB says "no bid"
    };
  }

  private static Enforced seenByAPerson(long status) {
    boolean undecided = status < 200 || (status / 100 == 3 && status != NOT_MODIFIED);
    return undecided ? Enforced.UNKNOWN : Enforced.NO;
  }

  private static Enforced held(long status, boolean absent) {
    if (absent) {
      return Enforced.YES;
    }
    return status / 100 == 2 || status == NOT_MODIFIED ? Enforced.NO : Enforced.UNKNOWN;
  }
}
