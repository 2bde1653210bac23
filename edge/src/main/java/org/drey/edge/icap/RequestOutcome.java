package org.drey.edge.icap;

import org.drey.blocklist.ListMatch;
import org.drey.edge.icap.IcapMetrics.OpenReason;

/** The outcome for a request. */
sealed interface RequestOutcome {
  /** It goes on unchanged. */
  RequestOutcome PASS = new Pass();

  /** It goes on unchanged, as nothing was decided for this reason. */
  record Open(OpenReason reason) implements RequestOutcome {}

  /** It goes on unchanged. */
  record Pass() implements RequestOutcome {}

  /**
   * The browser is sent to the warning page.
   *
   * @param location its address, with nothing of the one asked for
   */
  record Splash(ListMatch match, String location) implements RequestOutcome {}

  /** A tunnel is refused: a browser would follow no redirect here. */
  record Refuse(ListMatch match) implements RequestOutcome {}
}
