package org.drey.edge.icap;

import org.drey.blocklist.ListMatch;
import org.drey.edge.icap.IcapMetrics.OpenReason;

/** What becomes of a request. */
sealed interface Verdict {
  /** It goes on unchanged. */
  Verdict PASS = new Pass();

  /** It goes on unchanged, as nothing was decided for this reason. */
  record Open(OpenReason reason) implements Verdict {}

  /** It goes on unchanged. */
  record Pass() implements Verdict {}

  /**
   * The browser is sent to the warning page.
   *
   * @param location its address, with nothing of the one asked for
   */
  record Splash(ListMatch match, String location) implements Verdict {}

  /** A tunnel is refused: a browser would follow no redirect here. */
  record Refuse(ListMatch match) implements Verdict {}
}
